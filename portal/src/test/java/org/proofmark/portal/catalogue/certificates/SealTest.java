package org.proofmark.portal.catalogue.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seal holds for exactly the bytes it was put on, and others can check it with their own tools. */
class SealTest {
    private static final byte[] STATEMENT = """
            {
              "kind" : "proofmark image certificate",
              "issuedAt" : "2026-05-01T10:00:00Z",
              "registeredAt" : "2026-04-30T10:00:00Z",
              "holder" : {
                "name" : "Zoë \\n \\" seal"
              },
              "shows" : [ "a", "b" ]
            }""".getBytes(StandardCharsets.UTF_8);

    private final KeyPair pair = pair();
    private final PublicKey key = PublicKey.of(pair.getPublic());
    private final byte[] sealed = Seal.put(STATEMENT, key, pair.getPrivate());

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Seal.Checked check(String text) {
        return Seal.check(text.getBytes(StandardCharsets.UTF_8), List.of(key));
    }

    private String text() {
        return new String(sealed, StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSealedIsGenuineAndStillJson() {
        assertThat(Seal.check(sealed, List.of(PublicKey.of(pair().getPublic()), key)))
                .isInstanceOfSatisfying(Seal.Genuine.class, genuine -> {
                    assertThat(genuine.key()).isEqualTo(key.kid());
                    assertThat(genuine.stated().holder()).startsWith("Zoë");
                });
        assertThat(text()).endsWith("\"\n}\n").contains("],\n  \"seal\" : \"");
    }

    @Test
    void oneByteMoreLessOrOtherIsNot() {
        int genuine = 0;
        for (int at = 0; at < sealed.length; at++) {
            for (int bit : new int[] {1, 32}) {
                byte[] other = sealed.clone();
                other[at] ^= (byte) bit;
                genuine += Seal.check(other, List.of(key)) instanceof Seal.Genuine ? 1 : 0;
            }
        }
        assertThat(genuine).isZero();
        assertThat(check(text().replace("\"b\"", "\"b\" "))).isInstanceOf(Seal.Changed.class);
        assertThat(check(text() + "\n")).isInstanceOf(Seal.Changed.class);
        assertThat(check(text().replace("\n", "\r\n"))).isNotInstanceOf(Seal.Genuine.class);
        String line = text().lines()
                .filter(one -> one.startsWith("  \"seal\""))
                .findFirst()
                .orElseThrow();
        assertThat(check(text().replace(line, line + ",\n" + line))).isNotInstanceOf(Seal.Genuine.class);
    }

    @Test
    void anotherKeyIsUnknownAndNoSealIsTold() {
        assertThat(Seal.check(sealed, List.of(PublicKey.of(pair().getPublic()))))
                .isEqualTo(new Seal.UnknownKey(key.kid()));
        assertThat(Seal.check(STATEMENT, List.of(key))).isInstanceOf(Seal.Unsealed.class);
        assertThat(check("{\"kind\" : \"a cat\"}")).isInstanceOf(Seal.NoCertificate.class);
        assertThat(Seal.check(new byte[] {(byte) 0xff, 0}, List.of(key))).isInstanceOf(Seal.NoCertificate.class);
        byte[] forged = Seal.put(STATEMENT, key, pair().getPrivate());
        assertThat(Seal.check(forged, List.of(key))).isInstanceOf(Seal.Changed.class);
    }

    /** The example of RFC 8037, appendix A. */
    @Test
    void keysAreNamedAsTheStandardHasIt() {
        String x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        PublicKey known = PublicKey.of(Base64.getUrlDecoder().decode(x));
        assertThat(known.kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(PublicKey.set("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}]}"
                        .formatted(x)
                        .getBytes(StandardCharsets.UTF_8)))
                .containsExactly(known);
        assertThatThrownBy(() -> PublicKey.set("{\"keys\":[{\"kty\":\"RSA\"}]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicKey.set("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The recipe of docs/running.md, by OpenSSL where it is there. */
    @Test
    void openSslSaysTheSame(@TempDir Path home) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/openssl"))) {
            return;
        }
        Files.write(home.resolve("certificate.json"), sealed);
        String keys = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}]}"
                .formatted(key.kid(), key.x());
        Files.writeString(home.resolve("keys.json"), keys);
        assertThat(recipe(home)).contains("Signature Verified Successfully");
        Files.writeString(home.resolve("certificate.json"), text().replace("Zoë", "Zoe"));
        assertThat(recipe(home)).contains("Signature Verification Failure");
    }

    private static String recipe(Path home) throws IOException, InterruptedException {
        String running = Files.readString(Path.of("..", "docs", "running.md"));
        int from = running.indexOf("```sh\n", running.indexOf("## Certificates")) + 6;
        String script = running.substring(from, running.indexOf("```", from));
        Process shell = new ProcessBuilder("bash", "-c", script)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }
}
