package org.proofmark.portal.catalogue.certificates;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seal of a certificate: a signature in the file itself, which anyone can check without asking who made it.
 *
 * <p>It stands in the last member of the file, {@code seal}, on a line of its own, as a JWS with its payload elsewhere (RFC 7515,
 * appendix F) and not encoded (RFC 7797): {@code HEADER..SIGNATURE}. The payload is the file without that line, byte for byte. What is
 * signed is {@code HEADER}, a point, and the payload; by Ed25519 (RFC 8037).
 */
public final class Seal {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LINE =
            Pattern.compile("^  \"seal\" : \"([A-Za-z0-9_-]+)\\.\\.([A-Za-z0-9_-]+)\"\n", Pattern.MULTILINE);

    private Seal() {}

    /** What can be said of a file. */
    public sealed interface Checked {}

    /** It is as it was sealed. */
    public record Genuine(Stated stated, String key) implements Checked {}

    /**
     * What a genuine certificate states, in short.
     *
     * @param sha256 of the registered file
     * @param registered when that was, by the clock of the installation
     * @param sealed when the certificate was issued
     */
    public record Stated(String fileName, String holder, String sha256, Instant registered, Instant sealed) {
        private static Stated of(JsonNode statement) {
            JsonNode original = statement.path("original");
            return new Stated(
                    original.path("fileName").asString(""),
                    statement.path("holder").path("name").asString(""),
                    original.path("sha256").asString(""),
                    Instant.parse(statement.path("registeredAt").asString()),
                    Instant.parse(statement.path("issuedAt").asString()));
        }
    }

    /** The key is known, and the file is not what was sealed by it. */
    public record Changed(String key) implements Checked {}

    /** It names a key that is not among those known. */
    public record UnknownKey(String key) implements Checked {}

    /** A certificate without a seal, as they were before there were any. */
    public record Unsealed() implements Checked {}

    /** Something else. */
    public record NoCertificate() implements Checked {}

    /**
     * Seals.
     *
     * @param statement a JSON object, a member a line, that ends with a line of its brace
     */
    static byte[] put(byte[] statement, PublicKey name, PrivateKey key) {
        String text = new String(statement, StandardCharsets.UTF_8).stripTrailing();
        if (!text.endsWith("\n}")) {
            throw new IllegalArgumentException("a statement ends with a line of its own brace");
        }
        String payload = text.substring(0, text.length() - 2) + ",\n}\n";
        String header = base64(JSON.writeValueAsBytes(new Header("EdDSA", name.kid(), false, List.of("b64"))));
        String signature = base64(sign(signed(header, payload), key));
        return (payload.substring(0, payload.length() - 2) + "  \"seal\" : \"" + header + ".." + signature + "\"\n}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private record Header(String alg, String kid, boolean b64, List<String> crit) {}

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(bytes);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs by Ed25519", e);
        }
    }

    private static byte[] signed(String header, String payload) {
        return (header + "." + payload).getBytes(StandardCharsets.UTF_8);
    }

    /** Says what a file is, by the keys that are known. */
    public static Checked check(byte[] file, Collection<PublicKey> keys) {
        String text = new String(file, StandardCharsets.UTF_8);
        Optional<JsonNode> statement = statement(text);
        if (statement.isEmpty()) {
            return new NoCertificate();
        }
        Matcher line = LINE.matcher(text);
        if (!line.find()) {
            return new Unsealed();
        }
        String header = line.group(1);
        String kid = kid(header);
        Optional<PublicKey> key =
                keys.stream().filter(one -> one.kid().equals(kid)).findFirst();
        if (key.isEmpty()) {
            return new UnknownKey(kid);
        }
        String payload = text.substring(0, line.start()) + text.substring(line.end());
        boolean once = !LINE.matcher(payload).find();
        byte[] exact = text.getBytes(StandardCharsets.UTF_8);
        boolean right =
                once && Arrays.equals(exact, file) && key.get().signed(signed(header, payload), decoded(line.group(2)));
        return right ? new Genuine(Stated.of(statement.get()), kid) : new Changed(kid);
    }

    private static Optional<JsonNode> statement(String text) {
        try {
            JsonNode statement = JSON.readTree(text);
            return statement.path("kind").asString("").equals(Certificate.KIND)
                    ? Optional.of(statement)
                    : Optional.empty();
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    /** The name of the key; "" where the header is none of ours. */
    private static String kid(String header) {
        try {
            JsonNode told = JSON.readTree(decoded(header));
            Map<String, String> expected = Map.of("alg", "EdDSA", "b64", "false");
            boolean ours = expected.entrySet().stream()
                    .allMatch(one -> told.path(one.getKey()).asString("").equals(one.getValue()));
            return ours ? told.path("kid").asString("") : "";
        } catch (JacksonException odd) {
            return "";
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException odd) {
            return new byte[0];
        }
    }
}
