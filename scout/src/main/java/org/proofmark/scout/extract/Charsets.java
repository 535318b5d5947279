package org.proofmark.scout.extract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which charset a text is: its byte order mark, what a header says, else UTF-8. */
final class Charsets {
    private static final Pattern PARAMETER =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w:.+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN =
            Pattern.compile("<meta[^>]{1,200}charset|<\\?xml[^>]{1,80}encoding\\s*=", Pattern.CASE_INSENSITIVE);

    private static final Pattern XML = Pattern.compile("^\\s*<\\?xml[^>]{1,80}encoding\\s*=\\s*[\"']([\\w:.+-]{1,40})");

    /** What browsers take labels for that Java knows as something narrower, or not at all (WHATWG Encoding, 4.2). */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("utf-16", "utf-16le"),
            Map.entry("unicode", "utf-16le"),
            Map.entry("ucs-2", "utf-16le"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("big5", "big5-hkscs"),
            Map.entry("x-cp1251", "windows-1251"),
            Map.entry("x-cp1252", "windows-1252"),
            Map.entry("unicode-1-1-utf-8", "utf-8"));

    private Charsets() {}

    /** The charset a Content-Type names, if it is known here. */
    static Optional<String> inHeader(String contentType) {
        Matcher parameter = PARAMETER.matcher(contentType);
        return parameter.find() ? named(parameter.group(1)).map(Charset::name) : Optional.empty();
    }

    /** A charset by its label; what browsers read otherwise than the label says is read as they do. */
    static Optional<Charset> named(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        if (name.equals("iso-8859-1") || name.equals("us-ascii") || name.equals("latin1") || name.equals("ascii")) {
            name = "windows-1252";
        }
        name = OTHERWISE.getOrDefault(name, name);
        try {
            Charset found = Charset.forName(name);
            return found.canEncode() ? Optional.of(found) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** The charset a byte order mark tells. */
    static Optional<Charset> marked(byte[] body) {
        int first = body.length < 2 ? 0 : (body[0] & 255) << 8 | body[1] & 255;
        if (first == 0xFEFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (first == 0xFFFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        boolean utf8 = first == 0xEFBB && body.length > 2 && (body[2] & 255) == 0xBF;
        return utf8 ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
    }

    /**
     * The charset of a page that states none: what is no UTF-8 is what western pages were written in before it (WHATWG HTML,
     * 13.2.3.2). A broken letter or two among many do not make a page another.
     *
     * @return empty where a statement of the page itself, or UTF-8, decides
     */
    static Optional<String> unstated(byte[] page) {
        String start = new String(page, 0, Math.min(page.length, 4_096), StandardCharsets.ISO_8859_1);
        return marked(page).isPresent() || OWN.matcher(start).find() || isUtf8(page)
                ? Optional.empty()
                : Optional.of("windows-1252");
    }

    private static boolean isUtf8(byte[] text) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(4_096);
        int broken = 0;
        int whole = 0;
        CoderResult result = CoderResult.OVERFLOW;
        while (!result.isUnderflow()) {
            result = decoder.decode(in, out.clear(), false);
            whole += (int) out.flip().chars().filter(c -> c > 0x7f).count();
            if (result.isError()) {
                broken++;
                in.position(in.position() + result.length());
            }
        }
        return broken <= whole;
    }

    /** The charset of XML: its mark, what a header says, what it says itself, else UTF-8. */
    static Charset ofXml(byte[] body, Optional<String> stated) {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        Matcher own = XML.matcher(start);
        return marked(body)
                .or(() -> stated.flatMap(Charsets::named))
                .or(() -> own.find() ? named(own.group(1)) : Optional.empty())
                .orElse(StandardCharsets.UTF_8);
    }

    /** The text of a body, without its mark. */
    static String text(byte[] body, Optional<String> stated) {
        Charset charset = marked(body).or(() -> stated.flatMap(Charsets::named)).orElse(StandardCharsets.UTF_8);
        String text = new String(body, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
