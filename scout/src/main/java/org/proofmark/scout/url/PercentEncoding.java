package org.proofmark.scout.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent encoding by the sets of url.spec.whatwg.org, 1.3. Every set holds what is not printable ASCII; each constant
 * names what it holds besides.
 */
enum PercentEncoding {
    CONTROL(""),
    FRAGMENT(" \"<>`"),
    QUERY(" \"#<>"),
    SPECIAL_QUERY(QUERY.held + "'"),
    PATH(QUERY.held + "?^`{}"),
    USERINFO(PATH.held + "/:;=@[\\]|");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String held;

    PercentEncoding(String held) {
        this.held = held;
    }

    /** Encodes as UTF-8 what the set holds. */
    String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (unit < 0x20 || unit > 0x7e || held.indexOf(unit) >= 0) {
                encoded.append('%').append(HEX.toHexDigits(unit));
            } else {
                encoded.append((char) unit);
            }
        }
        return encoded.toString();
    }

    /** Decodes every well-formed triplet; bytes that are no UTF-8 become U+FFFD. */
    static String decode(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(units.length);
        for (int i = 0; i < units.length; i++) {
            if (isTriplet(units, i)) {
                decoded.write(HexFormat.fromHexDigit(units[i + 1]) << 4 | HexFormat.fromHexDigit(units[i + 2]));
                i += 2;
            } else {
                decoded.write(units[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** The same address in one spelling: upper case digits, no triplet for what needs none anywhere (RFC 3986, 6.2.2). */
    static String normalise(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder normal = new StringBuilder(units.length);
        for (int i = 0; i < units.length; i++) {
            if (isTriplet(units, i)) {
                byte unit = (byte) (HexFormat.fromHexDigit(units[i + 1]) << 4 | HexFormat.fromHexDigit(units[i + 2]));
                normal.append(isUnreserved(unit) ? String.valueOf((char) unit) : "%" + HEX.toHexDigits(unit));
                i += 2;
            } else {
                normal.append((char) units[i]);
            }
        }
        return normal.toString();
    }

    private static boolean isUnreserved(byte unit) {
        return unit >= 'a' && unit <= 'z'
                || unit >= 'A' && unit <= 'Z'
                || unit >= '0' && unit <= '9'
                || "-._~".indexOf(unit) >= 0;
    }

    private static boolean isTriplet(byte[] units, int at) {
        return units[at] == '%'
                && at + 2 < units.length
                && HexFormat.isHexDigit(units[at + 1])
                && HexFormat.isHexDigit(units[at + 2]);
    }
}
