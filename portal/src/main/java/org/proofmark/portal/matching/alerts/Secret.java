package org.proofmark.portal.matching.alerts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.proofmark.portal.platform.Sha256;

/** Secrets in addresses: 128 random bits, of which only the digest is kept. */
final class Secret {
    private Secret() {}

    static String fresh(SecureRandom chance) {
        byte[] bytes = new byte[16];
        chance.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Sha256 digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }
}
