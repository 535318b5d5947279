package org.proofmark.portal.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.proofmark.portal.platform.Sha256;

/** A device that holds one passkey (ES256, attestation "none"), as WebAuthn Level 2 writes it down. */
final class SoftDevice {
    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int WITH_KEY = 64;

    private final String origin;
    private final boolean verifies;
    private final KeyPair keys;
    private final byte[] credential = new byte[16];
    private int used;
    private String handle = "";

    /** Without a passkey yet; its owner unlocks it, or not. */
    SoftDevice(String origin, boolean verifies) {
        this.origin = origin;
        this.verifies = verifies;
        new SecureRandom().nextBytes(credential);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body for {@code /webauthn/register}. */
    String make(String options, String label) {
        handle = value(options, "\"user\":\\{[^}]*\"id\":\"([^\"]+)\"");
        byte[] attestation = join(
                HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"),
                new byte[] {0x58, (byte) data(WITH_KEY).length},
                data(WITH_KEY));
        return """
            {"publicKey":{"credential":{"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
            "response":{"attestationObject":"%2$s","clientDataJSON":"%3$s","transports":["internal"]}},"label":"%4$s"}}
            """.formatted(text(credential), text(attestation), text(client("webauthn.create", options)), label);
    }

    /** The body for {@code /login/webauthn}. */
    String answer(String options) {
        used++;
        byte[] client = client("webauthn.get", options);
        byte[] data = data(0);
        return """
            {"id":"%1$s","rawId":"%1$s","credType":"public-key","clientExtensionResults":{},
            "response":{"authenticatorData":"%2$s","clientDataJSON":"%3$s","signature":"%4$s","userHandle":"%5$s"}}
            """.formatted(
                        text(credential),
                        text(data),
                        text(client),
                        text(sign(join(data, Sha256.of(client).bytes()))),
                        handle);
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] client(String type, String options) {
        return """
            {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}\
            """.formatted(type, value(options, "\"challenge\":\"([^\"]+)\""), origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int more) {
        byte[] party = Sha256.of("localhost".getBytes(StandardCharsets.UTF_8)).bytes();
        byte[] head = ByteBuffer.allocate(5)
                .put((byte) (PRESENT | (verifies ? VERIFIED : 0) | more))
                .putInt(used)
                .array();
        return more == 0 ? join(party, head) : join(party, head, new byte[16], new byte[] {0, 16}, credential, key());
    }

    /** COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
    private byte[] key() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        HexFormat hex = HexFormat.of();
        return join(
                hex.parseHex("a5010203262001215820"),
                unsigned(key.getW().getAffineX()),
                hex.parseHex("225820"),
                unsigned(key.getW().getAffineY()));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        ByteBuffer fixed = ByteBuffer.allocate(32);
        int length = Math.min(32, bytes.length);
        fixed.position(32 - length);
        return fixed.put(bytes, bytes.length - length, length).array();
    }

    private static String value(String json, String pattern) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile(pattern).matcher(json);
        if (!found.find()) {
            throw new AssertionError(pattern + " is not in " + json);
        }
        return found.group(1);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
