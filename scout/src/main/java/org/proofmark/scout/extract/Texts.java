package org.proofmark.scout.extract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts and numbers as strangers write them. */
final class Texts {
    private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d{1,6})(?:\\.\\d{1,9})?\\s*(?:px)?\\s*$");

    private Texts() {}

    /** White space folded, other control characters gone, cut at a number of characters. */
    static String folded(String text, int most) {
        StringBuilder folded = new StringBuilder(Math.min(text.length(), most));
        boolean space = false;
        for (int i = 0; i < text.length() && folded.length() < most; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = true;
            } else if (!Character.isISOControl(c) && !isDirection(c)) {
                if (space && !folded.isEmpty()) {
                    folded.append(' ');
                }
                space = false;
                folded.append(c);
            }
        }
        return cut(folded.toString(), most);
    }

    /** Marks that turn the direction of writing could make a table show what is not in it. */
    private static boolean isDirection(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    /** The first characters, no pair broken. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** A text of percent escapes, or as it is where they are broken. */
    static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    /** A declared length in pixels; nothing for percentages and other units. */
    static OptionalInt pixels(String length) {
        Matcher number = NUMBER.matcher(length);
        return length.length() < 32 && number.matches()
                ? OptionalInt.of(Integer.parseInt(number.group(1)))
                : OptionalInt.empty();
    }
}
