package org.proofmark.scout.robots;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * One Allow or Disallow line.
 *
 * @param pattern as written
 * @param pieces what stands between its stars, in one spelling
 * @param anchored whether it ends in a dollar sign
 * @param weight its length in one spelling: the longest that matches decides
 */
record Rule(boolean allows, String pattern, List<String> pieces, boolean anchored, int weight) {
    /** What is encoded in addresses but often written bare in rules. */
    private static final String ENCODED = " \"<>^`{|}";

    static Rule of(boolean allows, String pattern) {
        String normal = normal(pattern, !allows);
        boolean anchored = normal.endsWith("$");
        String body = anchored ? normal.substring(0, normal.length() - 1) : normal;
        return new Rule(allows, pattern, List.of(body.split("\\*", -1)), anchored, normal.length());
    }

    /**
     * Whether it holds for a path with query in the spelling for its kind. Pieces are sought from left to right, each as early as it
     * can be: what is left for the next is then the most, so there is nothing to go back for.
     */
    boolean holds(String target) {
        if (!target.startsWith(pieces.getFirst())) {
            return false;
        }
        int at = pieces.getFirst().length();
        for (String piece : pieces.subList(1, pieces.size())) {
            int found = target.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return !anchored || endsWithLast(target, at);
    }

    private boolean endsWithLast(String target, int at) {
        return at == target.length() || pieces.size() > 1 && target.endsWith(pieces.getLast());
    }

    /**
     * One spelling of a path: what is not printable ASCII percent-encoded, digits upper case (RFC 9309, 2.2.2).
     *
     * @param text bytes, one character each, or ASCII
     * @param decoded whether letters and digits that are encoded without need are decoded. The RFC says so, Google's tests
     *     say not; where it forbids we do, where it allows we do not: the stricter reading of both
     */
    static String normal(String text, boolean decoded) {
        byte[] units = text.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder normal = new StringBuilder(units.length);
        for (int i = 0; i < units.length; i++) {
            boolean encoded = units[i] == '%' && i + 2 < units.length && isHex(units[i + 1]) && isHex(units[i + 2]);
            int unit = encoded ? HexFormat.fromHexDigits(text, i + 1, i + 3) : units[i] & 0xff;
            i += encoded ? 2 : 0;
            if (encoded && !(decoded && isUnreserved(unit))
                    || unit <= 0x20
                    || unit > 0x7e
                    || ENCODED.indexOf(unit) >= 0) {
                normal.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) unit));
            } else {
                normal.append((char) unit);
            }
        }
        return normal.toString();
    }

    private static boolean isHex(byte unit) {
        return HexFormat.isHexDigit(unit);
    }

    private static boolean isUnreserved(int unit) {
        return unit < 0x7f && (Character.isLetterOrDigit(unit) || "-._~".indexOf(unit) >= 0);
    }

    @Override
    public String toString() {
        return (allows ? "Allow: " : "Disallow: ") + pattern;
    }
}
