package org.proofmark.portal.catalogue.certificates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.proofmark.portal.platform.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key by which one tells whether a certificate is genuine: Ed25519, as a JSON Web Key (RFC 7517, RFC 8037).
 *
 * @param kty always OKP
 * @param crv always Ed25519
 * @param kid its thumbprint (RFC 7638)
 * @param x the key's 32 bytes, base64url
 */
public record PublicKey(String kty, String crv, String kid, String x) {
    private static final String TYPE = "OKP";
    private static final String CURVE = "Ed25519";

    /** What X.509 says before the key's own bytes (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 32;
    private static final JsonMapper JSON = new JsonMapper();

    @JsonCreator
    public PublicKey(
            @JsonProperty("kty") String kty,
            @JsonProperty("crv") String crv,
            @JsonProperty("kid") String kid,
            @JsonProperty("x") String x) {
        if (!TYPE.equals(kty)
                || !CURVE.equals(crv)
                || x == null
                || Base64.getUrlDecoder().decode(x).length != LENGTH) {
            throw new IllegalArgumentException("no Ed25519 key (kty OKP, crv Ed25519, x of 32 bytes)");
        }
        this.kty = kty;
        this.crv = crv;
        this.x = x;
        this.kid = thumbprint(x);
        if (kid != null && !kid.equals(this.kid)) {
            throw new IllegalArgumentException("the key's name is not its thumbprint");
        }
    }

    /** Of the 32 bytes. */
    static PublicKey of(byte[] bytes) {
        String x = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new PublicKey(TYPE, CURVE, thumbprint(x), x);
    }

    /** Of a key as Java has it. */
    static PublicKey of(java.security.PublicKey key) {
        byte[] encoded = key.getEncoded();
        return of(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    }

    /**
     * The keys of a JSON Web Key Set.
     *
     * @throws IllegalArgumentException if it is none, or holds another kind of key
     */
    public static List<PublicKey> set(byte[] json) {
        try {
            return List.copyOf(JSON.readValue(json, Keys.class).keys());
        } catch (JacksonException | NullPointerException odd) {
            throw new IllegalArgumentException("no JSON Web Key Set of Ed25519 keys", odd);
        }
    }

    private record Keys(List<PublicKey> keys) {}

    private static String thumbprint(String x) {
        String members = "{\"crv\":\"%s\",\"kty\":\"%s\",\"x\":\"%s\"}".formatted(CURVE, TYPE, x);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Sha256.of(members.getBytes(StandardCharsets.US_ASCII)).bytes());
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(x);
    }

    /** Whether this is its signature of these bytes. */
    boolean signed(byte[] bytes, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
            System.arraycopy(bytes(), 0, encoded, PREFIX.length, LENGTH);
            Signature ed25519 = Signature.getInstance(CURVE);
            ed25519.initVerify(KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(encoded)));
            ed25519.update(bytes);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException odd) {
            return false; // a signature of another length, or a key that is no point of the curve
        }
    }
}
