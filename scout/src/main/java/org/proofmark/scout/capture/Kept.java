package org.proofmark.scout.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a capture.
 *
 * @param file where it is
 * @param path its path in the package
 * @param bytes its length
 * @param sha256 hexadecimal
 */
record Kept(Path file, String path, long bytes, String sha256) {
    static Kept of(Path file, String path) throws IOException {
        MessageDigest digest = digester();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                bytes += count;
            }
        }
        return new Kept(file, path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digester().digest(bytes));
    }

    private static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
