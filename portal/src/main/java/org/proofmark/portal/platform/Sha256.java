package org.proofmark.portal.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest: the SHA-256 of exact bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(@JsonValue String hex) implements Comparable<Sha256> {
    public Sha256 {
        if (hex.length() != 64 || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
        }
    }

    /** The digest of these bytes. */
    public static Sha256 of(byte[] bytes) {
        return from(digester().digest(bytes));
    }

    /** The digest of all that a stream gives. */
    public static Sha256 of(InputStream bytes) throws IOException {
        MessageDigest digester = digester();
        byte[] part = new byte[1 << 16];
        for (int length = bytes.read(part); length >= 0; length = bytes.read(part)) {
            digester.update(part, 0, length);
        }
        return from(digester.digest());
    }

    /** The digest whose 32 bytes these are. */
    public static Sha256 from(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(bytes));
    }

    public static Sha256 parse(String hex) {
        return new Sha256(hex);
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Where a file of this digest is kept, below any root: {@code ab/cd/abcd…}. */
    public String path() {
        return hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex;
    }

    /** A fresh digester. */
    public static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }

    /** In the order of the digits. */
    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
