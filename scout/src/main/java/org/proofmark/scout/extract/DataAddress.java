package org.proofmark.scout.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@code data:} address (RFC 2397, as the Fetch standard reads it).
 *
 * @param type media type, lower case, without parameters
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once
record DataAddress(String type, byte[] bytes) {
    private static final int LONGEST_TYPE = 1_000;

    static boolean is(String address) {
        return address.regionMatches(true, 0, "data:", 0, 5);
    }

    /** Reads one; empty where it is none, or broken. */
    static Optional<DataAddress> parse(String address) {
        int comma = address.indexOf(',');
        if (!is(address) || comma < 0 || comma > LONGEST_TYPE) {
            return Optional.empty();
        }
        String[] head = address.substring(5, comma).toLowerCase(Locale.ROOT).split(";", -1);
        byte[] bytes = percentDecoded(address.substring(comma + 1));
        boolean base64 = head.length > 1 && head[head.length - 1].strip().equals("base64");
        Optional<byte[]> content = base64 ? fromBase64(bytes) : Optional.of(bytes);
        return content.map(found -> new DataAddress(head[0].strip(), found));
    }

    private static byte[] percentDecoded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(raw[i]);
            }
        }
        return decoded.toByteArray();
    }

    /** White space does not count, padding may be missing. */
    private static Optional<byte[]> fromBase64(byte[] text) {
        byte[] kept = new byte[text.length];
        int length = 0;
        for (byte c : text) {
            if (c > ' ' && c != '=') {
                kept[length++] = c;
            }
        }
        try {
            return Optional.of(Base64.getDecoder().decode(Arrays.copyOf(kept, length)));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
