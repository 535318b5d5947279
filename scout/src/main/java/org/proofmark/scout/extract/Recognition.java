package org.proofmark.scout.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.engine.media.MediaType;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;

/**
 * Decides what a body is. Its own beginning counts most, since servers are often wrong about types; what the header says
 * decides between kinds that look alike; the address decides where there is no header.
 */
enum Recognition {
    HTML,
    CSS,
    FEED,
    SITEMAP,
    TEXT_SITEMAP,
    JSON,
    SVG,
    PDF,
    IMAGE,
    GZIP,
    OTHER;

    private static final int LOOKED_AT = 4_096;
    private static final Pattern BEFORE_ROOT = Pattern.compile(
            "\\G(?:\\s+|<\\?[^>]{0,1000}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\\[]{0,500}(?:\\[[^\\]]{0,3000}\\]\\s*)?>)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ROOT = Pattern.compile("\\G<(?:[\\w-]+:)?(\\w+)[\\s/>]");
    private static final Pattern ADDRESS_LINE = Pattern.compile("\\G\\s*https?://\\S+\\s*(?:[\\r\\n]|$)");
    private static final Set<String> SCRIPT_TYPES = Set.of("javascript", "ecmascript");

    /**
     * What a body is.
     *
     * @param type the header's media type, lower case, without parameters; empty where there is none
     * @param charset as the header states it
     */
    static Recognition of(Url url, String type, byte[] body, Optional<String> charset) {
        String text = text(body, charset);
        return byMark(body).or(() -> byText(text)).orElseGet(() -> byType(url, type, text));
    }

    /** The header's media type, lower case, without parameters; empty where there is none. */
    static String type(Headers headers) {
        String type = headers.first("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Recognition> byMark(byte[] body) {
        if (body.length > 2 && (body[0] & 255) == 0x1F && (body[1] & 255) == 0x8B) {
            return Optional.of(GZIP);
        }
        if (start(body, StandardCharsets.ISO_8859_1)
                .substring(0, Math.min(body.length, 1_024))
                .contains("%PDF-")) {
            return Optional.of(PDF);
        }
        return MediaType.of(body)
                .filter(type -> type != MediaType.BMP || body.length > 26 && body[6] == 0)
                .map(type -> IMAGE);
    }

    /** By the first element; HTML has none of these. */
    private static Optional<Recognition> byText(String text) {
        Matcher root = ROOT.matcher(text);
        if (!root.find(afterProlog(text))) {
            return Optional.empty();
        }
        return switch (root.group(1).toLowerCase(Locale.ROOT)) {
            case "rss", "feed", "rdf" -> Optional.of(FEED);
            case "urlset", "sitemapindex" -> Optional.of(SITEMAP);
            case "svg" -> Optional.of(SVG);
            case "html" -> Optional.of(HTML);
            default -> Optional.empty();
        };
    }

    private static int afterProlog(String text) {
        Matcher before = BEFORE_ROOT.matcher(text);
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length() && before.find(at)) {
            at = before.end();
        }
        return at;
    }

    private static Recognition byType(Url url, String type, String text) {
        String start = text.startsWith("\uFEFF") ? text.substring(1).stripLeading() : text.stripLeading();
        String path = url.path().toLowerCase(Locale.ROOT);
        if (type.equals("text/css") || isUntold(type) && path.endsWith(".css")) {
            return CSS;
        }
        boolean json =
                type.endsWith("json") || isUntold(type) && (path.endsWith("json") || path.endsWith(".webmanifest"));
        if (json || type.equals("application/manifest") || isUntold(type) && start.startsWith("{\"")) {
            return JSON;
        }
        if (isUntold(type)
                && path.endsWith(".txt")
                && ADDRESS_LINE.matcher(start).find(0)) {
            return TEXT_SITEMAP;
        }
        return isMarkup(type, start) ? HTML : OTHER;
    }

    private static boolean isMarkup(String type, String start) {
        if (SCRIPT_TYPES.stream().anyMatch(type::contains) || start.indexOf('\0') >= 0) {
            return false;
        }
        return type.contains("html") || type.contains("xml") || isUntold(type) && start.startsWith("<");
    }

    private static boolean isUntold(String type) {
        return type.isEmpty() || type.equals("text/plain") || type.endsWith("octet-stream") || type.indexOf('/') < 0;
    }

    private static String text(byte[] body, Optional<String> charset) {
        return start(
                body,
                Charsets.marked(body).or(() -> charset.flatMap(Charsets::named)).orElse(StandardCharsets.UTF_8));
    }

    private static String start(byte[] body, Charset charset) {
        return new String(body, 0, Math.min(body.length, LOOKED_AT), charset);
    }
}
