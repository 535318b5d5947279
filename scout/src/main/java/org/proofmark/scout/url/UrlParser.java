package org.proofmark.scout.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The basic URL parser of url.spec.whatwg.org, 4.4, without what only a browser's scripts need (changing one part).
 *
 * <p>The standard describes one machine that reads character by character. Without changes of single parts it comes to
 * less: the first {@code #} always begins the fragment, the first {@code ?} before it the query; what is left is scheme,
 * authority and path, and each state that is left is a method here, named as there.
 */
final class UrlParser {
    private final @Nullable Url base;
    private String scheme = "";
    private String username = "";
    private String password = "";
    private @Nullable String host;
    private int port = -1;
    private List<String> path = new ArrayList<>();
    private @Nullable String opaquePath;
    private @Nullable String query;
    private @Nullable String fragment;

    private UrlParser(@Nullable Url base) {
        this.base = base;
    }

    /** Parses a reference against a base; empty where a browser would refuse it. */
    static Optional<Url> parse(String text, @Nullable Url base) {
        UrlParser parser = new UrlParser(base);
        return parser.read(cleaned(text)) ? Optional.of(parser.url()) : Optional.empty();
    }

    private Url url() {
        String written = opaquePath == null ? (path.isEmpty() ? "" : "/" + String.join("/", path)) : opaquePath;
        return new Url(new Url.Parts(
                scheme,
                username,
                password,
                host,
                port,
                opaquePath != null,
                List.copyOf(path),
                written,
                query,
                fragment));
    }

    /** Without control characters and spaces around it, tabs and line ends in it; lone surrogates replaced. */
    private static String cleaned(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        StringBuilder cleaned = new StringBuilder(end - start);
        text.substring(start, end)
                .codePoints()
                .filter(c -> c != '\t' && c != '\n' && c != '\r')
                .forEach(c -> cleaned.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return cleaned.toString();
    }

    private boolean read(String text) {
        int hash = text.indexOf('#');
        if (hash >= 0) {
            fragment = PercentEncoding.FRAGMENT.encode(text.substring(hash + 1));
        }
        String rest = hash < 0 ? text : text.substring(0, hash);
        int length = schemeLength(rest);
        if (length > 0) {
            scheme = rest.substring(0, length).toLowerCase(Locale.ROOT);
            return afterScheme(beforeQuery(rest.substring(length + 1)));
        }
        return base != null && noScheme(base, rest);
    }

    private static int schemeLength(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && text.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*") ? colon : 0;
    }

    private String beforeQuery(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) {
            return text;
        }
        PercentEncoding set = special() ? PercentEncoding.SPECIAL_QUERY : PercentEncoding.QUERY;
        query = set.encode(text.substring(mark + 1));
        return text.substring(0, mark);
    }

    private boolean afterScheme(String text) {
        if (scheme.equals("file")) {
            return file(text, base != null && base.parts.scheme().equals("file") ? base : null);
        }
        if (special()) {
            return base != null && base.parts.scheme().equals(scheme) && !text.startsWith("//")
                    ? relative(base, text)
                    : authority(withoutSlashes(text));
        }
        if (text.startsWith("/")) {
            return pathOrAuthority(text);
        }
        return opaque(text);
    }

    private boolean opaque(String text) {
        boolean spaceBeforeMark = text.endsWith(" ") && (query != null || fragment != null);
        opaquePath = spaceBeforeMark
                ? PercentEncoding.CONTROL.encode(text.substring(0, text.length() - 1)) + "%20"
                : PercentEncoding.CONTROL.encode(text);
        return true;
    }

    private boolean noScheme(Url base, String text) {
        scheme = base.parts.scheme();
        if (base.parts.opaque()) {
            opaquePath = base.parts.path();
            query = base.parts.query();
            return text.isEmpty() && fragment != null;
        }
        String reference = beforeQuery(text);
        return scheme.equals("file") ? file(reference, base) : relative(base, reference);
    }

    private boolean relative(Url base, String text) {
        if (startsWithSlash(text)) {
            return relativeSlash(base, text.substring(1));
        }
        takeAuthority(base);
        takePath(base, text);
        return text.isEmpty() || path(text);
    }

    private boolean relativeSlash(Url base, String text) {
        if (special() && startsWithSlash(text)) {
            return authority(withoutSlashes(text));
        }
        if (text.startsWith("/")) {
            return authority(text.substring(1));
        }
        takeAuthority(base);
        return path(text);
    }

    private void takeAuthority(Url base) {
        username = base.parts.username();
        password = base.parts.password();
        host = base.parts.host();
        port = base.parts.port();
    }

    /** What a reference without leading slash keeps of the base: all of its path, or all but the last segment. */
    private void takePath(Url base, String text) {
        path = new ArrayList<>(base.parts.segments());
        if (!text.isEmpty()) {
            shorten();
        } else if (query == null) {
            query = base.parts.query();
        }
    }

    private boolean pathOrAuthority(String text) {
        return text.startsWith("//") ? authority(text.substring(2)) : path(text.substring(1));
    }

    private boolean authority(String text) {
        int end = slash(text, 0);
        String authority = text.substring(0, end);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            credentials(authority.substring(0, at));
            if (at == authority.length() - 1) {
                return false;
            }
        }
        return hostAndPort(authority.substring(at + 1)) && pathStart(text.substring(end));
    }

    private void credentials(String text) {
        int colon = text.indexOf(':');
        username = PercentEncoding.USERINFO.encode(colon < 0 ? text : text.substring(0, colon));
        password = colon < 0 ? "" : PercentEncoding.USERINFO.encode(text.substring(colon + 1));
    }

    private boolean hostAndPort(String text) {
        int colon = portColon(text);
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty() && (colon == 0 || special())) {
            return false;
        }
        host = name.isEmpty() ? "" : Host.parse(name, special()).orElse(null);
        return host != null && (colon < 0 || port(text.substring(colon + 1)));
    }

    private static int portColon(String text) {
        boolean bracketed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bracketed = c == '[' || bracketed && c != ']';
            if (c == ':' && !bracketed) {
                return i;
            }
        }
        return -1;
    }

    private boolean port(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (!significant.matches("[0-9]{0,5}") || !significant.isEmpty() && Integer.parseInt(significant) > 65_535) {
            return false;
        }
        int number = significant.isEmpty() ? -1 : Integer.parseInt(significant);
        port = number == Url.portOf(scheme) ? -1 : number;
        return true;
    }

    private boolean file(String text, @Nullable Url base) {
        host = "";
        if (startsWithSlash(text)) {
            return fileSlash(text.substring(1), base);
        }
        if (base == null) {
            return path(text);
        }
        host = base.parts.host();
        takePath(base, text);
        if (startsWithDrive(text)) {
            path.clear();
        }
        return text.isEmpty() || path(text);
    }

    private boolean fileSlash(String text, @Nullable Url base) {
        if (startsWithSlash(text)) {
            return fileHost(text.substring(1));
        }
        if (base != null) {
            host = base.parts.host();
            List<String> segments = base.parts.segments();
            if (!startsWithDrive(text) && !segments.isEmpty() && isDrive(segments.getFirst(), ":")) {
                path.add(segments.getFirst());
            }
        }
        return path(text);
    }

    private boolean fileHost(String text) {
        int end = slash(text, 0);
        String name = text.substring(0, end);
        if (isDrive(name, ":|")) {
            return path(text);
        }
        if (!name.isEmpty()) {
            host = Host.parse(name, true).orElse(null);
            if ("localhost".equals(host)) {
                host = "";
            }
        }
        return host != null && pathStart(text.substring(end));
    }

    private boolean pathStart(String text) {
        if (text.isEmpty() && !special()) {
            return true;
        }
        return path(startsWithSlash(text) ? text.substring(1) : text);
    }

    /** Segments from here, the slash before the first already read. */
    private boolean path(String text) {
        int start = 0;
        while (true) {
            int end = slash(text, start);
            boolean last = end == text.length();
            segment(PercentEncoding.PATH.encode(text.substring(start, end)), last);
            if (last) {
                return true;
            }
            start = end + 1;
        }
    }

    private void segment(String segment, boolean last) {
        String dots = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        if (dots.equals("..")) {
            shorten();
        }
        if (!dots.equals("..") && !dots.equals(".")) {
            boolean drive = scheme.equals("file") && path.isEmpty() && isDrive(segment, ":|");
            path.add(drive ? segment.charAt(0) + ":" : segment);
        } else if (last) {
            path.add("");
        }
    }

    private void shorten() {
        boolean keepsDrive = scheme.equals("file") && path.size() == 1 && isDrive(path.getFirst(), ":");
        if (!keepsDrive && !path.isEmpty()) {
            path.removeLast();
        }
    }

    private boolean special() {
        return Url.isSpecial(scheme);
    }

    private boolean isSlash(char c) {
        return c == '/' || c == '\\' && special();
    }

    private boolean startsWithSlash(String text) {
        return !text.isEmpty() && isSlash(text.charAt(0));
    }

    private int slash(String text, int from) {
        int at = from;
        while (at < text.length() && !isSlash(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private String withoutSlashes(String text) {
        int start = 0;
        while (start < text.length() && isSlash(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private boolean startsWithDrive(String text) {
        return text.length() >= 2
                && isDrive(text.substring(0, 2), ":|")
                && (text.length() == 2 || isSlash(text.charAt(2)));
    }

    /** A Windows drive: a letter and one of the marks. */
    private static boolean isDrive(String text, String marks) {
        return text.length() == 2
                && Character.toString(text.charAt(0)).matches("[A-Za-z]")
                && marks.indexOf(text.charAt(1)) >= 0;
    }
}
