package org.proofmark.scout.report;

import java.util.Locale;
import org.proofmark.scout.url.Url;

/** Puts text into HTML so that it stays text. */
final class Html {
    private Html() {}

    /** Text between tags or in a quoted attribute. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(readable(c) ? c : ' ');
            }
        });
        return out.toString();
    }

    /** Neither controls nor marks that turn the direction of the text around. */
    private static boolean readable(int c) {
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !Character.isISOControl(c) && !direction && !(c >= 0xD800 && c <= 0xDFFF);
    }

    /** A link to a stranger's page, where the address is one of the web; else only its text. */
    static String link(String address, String words) {
        return Url.parse(address).filter(Url::isHttp).isPresent()
                ? "<a href=\"%s\" rel=\"noreferrer noopener nofollow\">%s</a>".formatted(text(address), text(words))
                : text(words);
    }

    static String percent(double share) {
        return share > 0 && share < 0.01 ? "under 1 %" : Math.round(100 * share) + " %";
    }

    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
