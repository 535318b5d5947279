package org.proofmark.portal.matching.alerts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.scout.fetch.Headers;

/**
 * Shows that a call is ours and of now, as Standard Webhooks 1.0 describes it: {@code webhook-signature} is
 * {@code v1,} and the Base64 of HMAC-SHA256 over {@code id.timestamp.body}, once for each secret that holds.
 */
final class Signature {
    static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private Signature() {}

    static String newSecret(SecureRandom chance) {
        byte[] bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The fields that go with a body. */
    static Headers fields(DeliveryId id, Instant now, String body, List<String> secrets) {
        String signed = id + "." + now.getEpochSecond() + "." + body;
        return new Headers(List.of(
                new Headers.Field("Content-Type", "application/json"),
                new Headers.Field("webhook-id", id.toString()),
                new Headers.Field("webhook-timestamp", Long.toString(now.getEpochSecond())),
                new Headers.Field(
                        "webhook-signature",
                        secrets.stream()
                                .map(secret -> "v1," + of(signed, secret))
                                .collect(Collectors.joining(" ")))));
    }

    private static String of(String signed, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
