package org.proofmark.engine.index;

import java.nio.charset.StandardCharsets;

/** What a name of an image may be. */
final class Names {
    /** Longest name, in bytes of UTF-8. */
    static final int LONGEST = 1024;

    private Names() {}

    /**
     * The bytes of a name.
     *
     * @throws IllegalArgumentException if it is blank, too long or not Unicode
     */
    static byte[] bytes(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of an image is blank");
        }
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "the name of an image has %d bytes, at most %d are allowed".formatted(bytes.length, LONGEST));
        }
        if (!name.equals(text(bytes))) {
            throw new IllegalArgumentException("the name of an image holds half of a surrogate pair");
        }
        return bytes;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
