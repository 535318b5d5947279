package org.proofmark.engine.media;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what a file is that is no known image format, as far as its first bytes tell. */
final class OtherContent {
    private OtherContent() {}

    /** One line for a person. */
    static String describe(byte[] file) {
        return "the content is no image format known here (" + kind(file) + ")";
    }

    private static String kind(byte[] file) {
        if (file.length == 0) {
            return "the file is empty";
        }
        String start = new String(file, 0, Math.min(64, file.length), StandardCharsets.ISO_8859_1);
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("%PDF") || start.startsWith("%!PS")) {
            return "PDF or PostScript";
        }
        if (text.startsWith("<svg")
                || text.startsWith("<?xml")
                || text.startsWith("<!doctype")
                || text.startsWith("<html")) {
            return "HTML, XML or SVG";
        }
        if (start.startsWith("\0\0\0\fjP  ") || start.startsWith("\u00FFO\u00FFQ")) {
            return "JPEG 2000";
        }
        if (start.startsWith("\0\0\1\0") || start.startsWith("icns")) {
            return "an icon";
        }
        return "it starts with " + firstBytes(file);
    }

    private static String firstBytes(byte[] file) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(8, file.length); i++) {
            hex.append(i == 0 ? "" : " ").append("%02X".formatted(file[i] & 255));
        }
        return hex.toString();
    }
}
