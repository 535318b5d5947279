package org.proofmark.scout.url;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address, parsed and written as the WHATWG URL standard says (url.spec.whatwg.org). Two are equal if they are written
 * alike.
 *
 * <p>Queries are encoded as UTF-8 whatever the encoding of the document they stand in.
 */
public final class Url {
    /** The parts as the standard keeps them; port is -1 where none, or the scheme's own, is written. */
    record Parts(
            String scheme,
            String username,
            String password,
            @Nullable String host,
            int port,
            boolean opaque,
            List<String> segments,
            String path,
            @Nullable String query,
            @Nullable String fragment) {

        Parts with(String newPath, @Nullable String newQuery) {
            return new Parts(scheme, username, password, host, port, opaque, segments, newPath, newQuery, null);
        }
    }

    final Parts parts;
    private final String written;

    Url(Parts parts) {
        this.parts = parts;
        this.written = write(parts);
    }

    /** Parses an absolute address; empty where a browser would refuse it. */
    public static Optional<Url> parse(String text) {
        return UrlParser.parse(text, null);
    }

    /**
     * Parses an absolute address that must be one.
     *
     * @throws IllegalArgumentException naming the text, where a browser would refuse it
     */
    public static Url of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an absolute address: " + text));
    }

    /** What a reference found in a document of this address points to; empty where a browser would refuse it. */
    public Optional<Url> resolve(String reference) {
        return UrlParser.parse(reference, this);
    }

    /** Without colon, lower case: {@code https}. */
    public String scheme() {
        return parts.scheme;
    }

    /** Whether the scheme is http or https. */
    public boolean isHttp() {
        return parts.scheme.equals("http") || parts.scheme.equals("https");
    }

    /** Percent-encoded; empty where there is none. */
    public String username() {
        return parts.username;
    }

    /** Percent-encoded; empty where there is none. */
    public String password() {
        return parts.password;
    }

    /** The host as written in the address: lower case, punycode, IPv6 in brackets; empty where there is none. */
    public String host() {
        return parts.host == null ? "" : parts.host;
    }

    /** The address the host is, where it is an IP address and not a name. Asks no name server. */
    public Optional<InetAddress> hostAddress() {
        return isSpecial(parts.scheme) ? Host.address(host()) : Optional.empty();
    }

    /** The port, the scheme's own where none is written; -1 where neither is. */
    public int port() {
        return parts.port >= 0 ? parts.port : portOf(parts.scheme);
    }

    /** The path, beginning with a slash for http. */
    public String path() {
        return parts.path;
    }

    /** What follows the question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(parts.query);
    }

    /** What follows the hash. */
    public Optional<String> fragment() {
        return Optional.ofNullable(parts.fragment);
    }

    /** The same without its fragment: what is asked of the server. */
    public Url withoutFragment() {
        return parts.fragment == null ? this : new Url(parts.with(parts.path, parts.query));
    }

    /**
     * Scheme, host and, unless it is the scheme's own, port: {@code http://127.0.0.2:8080}; {@code null}, spelt out, for
     * schemes that have none.
     */
    public String origin() {
        if (parts.scheme.equals("blob")) {
            return parse(parts.path).filter(Url::isHttp).map(Url::origin).orElse("null");
        }
        return isSpecial(parts.scheme) && !parts.scheme.equals("file")
                ? parts.scheme + "://" + host() + colonPort(parts)
                : "null";
    }

    /**
     * The address by which the thing it names is known: without fragment, credentials, session identifiers and tracking
     * parameters, percent encoding in one spelling. Only for telling whether two addresses name one thing; what is
     * fetched is the address itself.
     */
    public Url identity() {
        return isHttp() ? Identity.of(this) : withoutFragment();
    }

    /** The site it belongs to; of addresses without host, the scheme. */
    public Site site() {
        return host().isEmpty() ? new Site(parts.scheme) : Site.ofHost(host());
    }

    static boolean isSpecial(String scheme) {
        return scheme.equals("file") || portOf(scheme) > 0;
    }

    static int portOf(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            default -> -1;
        };
    }

    private static String write(Parts parts) {
        StringBuilder text = new StringBuilder(parts.scheme).append(':');
        if (parts.host != null) {
            text.append("//").append(credentials(parts)).append(parts.host).append(colonPort(parts));
        } else if (!parts.opaque && parts.path.startsWith("//")) {
            text.append("/."); // or the path would read as a host
        }
        text.append(parts.path);
        if (parts.query != null) {
            text.append('?').append(parts.query);
        }
        if (parts.fragment != null) {
            text.append('#').append(parts.fragment);
        }
        return text.toString();
    }

    private static String credentials(Parts parts) {
        if (parts.username.isEmpty() && parts.password.isEmpty()) {
            return "";
        }
        return parts.username + (parts.password.isEmpty() ? "" : ":" + parts.password) + "@";
    }

    private static String colonPort(Parts parts) {
        return parts.port < 0 ? "" : ":" + parts.port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Url url && written.equals(url.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
