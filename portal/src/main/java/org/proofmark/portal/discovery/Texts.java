package org.proofmark.portal.discovery;

import org.jspecify.annotations.Nullable;

/** Foreign texts as PostgreSQL takes them: it refuses U+0000. */
final class Texts {
    private Texts() {}

    static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** A text that may be long, cut. */
    static String cut(String text, int most) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= most
                ? clean
                : clean.substring(0, Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most);
    }
}
