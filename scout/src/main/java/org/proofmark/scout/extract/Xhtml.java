package org.proofmark.scout.extract;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * XHTML for a parser of HTML. The two differ where it matters in one thing: {@code <script src="x"/>} ends there in XML, while
 * HTML takes all that follows for the script. Prefixes are left to the reader.
 */
final class Xhtml {
    private static final Pattern EMPTY = Pattern.compile(
            "<((?:[\\w-]{1,40}:)?(?:script|style|title|textarea|iframe|noscript|noembed|noframes|object|video|template))"
                    + "((?:\\s++(?:[^\"'<>/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)?+)/>");

    private Xhtml() {}

    /** The same with those empty elements written open and closed, in the same charset. */
    static byte[] opened(byte[] body, Optional<String> charset) {
        Charset written = Charsets.ofXml(body, charset);
        return EMPTY.matcher(new String(body, written))
                .replaceAll("<$1$2></$1>")
                .getBytes(written);
    }
}
