package org.proofmark.scout.url;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * An address, parsed and written as the WHATWG URL standard says (url.spec.whatwg.org). Two are equal if they are written
 * alike.
 */
public final class Url {
    private final URI uri;

    private Url(URI uri) {
        this.uri = uri;
    }

    /** Parses an absolute address; empty where a browser would refuse it. */
    public static Optional<Url> parse(String text) {
        try {
            URI uri = URI.create(text.strip());
            return uri.isAbsolute() ? Optional.of(new Url(uri.normalize())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
        try {
            return parse(uri.resolve(reference.strip()).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without colon, lower case: {@code https}. */
    public String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Whether the scheme is http or https. */
    public boolean isHttp() {
        return scheme().equals("http") || scheme().equals("https");
    }

    /** The host as written in the address: lower case, punycode, IPv6 in brackets; empty where there is none. */
    public String host() {
        return uri.getHost() == null ? "" : uri.getHost();
    }

    /** The port, the scheme's own where none is written; -1 where neither is. */
    public int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (scheme()) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    /** The path, beginning with a slash for http. */
    public String path() {
        return uri.getRawPath() == null ? "" : uri.getRawPath();
    }

    /** What follows the question mark. */
    public Optional<String> query() {
        return Optional.ofNullable(uri.getRawQuery());
    }

    /** What follows the hash. */
    public Optional<String> fragment() {
        return Optional.ofNullable(uri.getRawFragment());
    }

    /** The same without its fragment: what is asked of the server. */
    public Url withoutFragment() {
        String text = toString();
        int hash = text.indexOf('#');
        return hash < 0 ? this : of(text.substring(0, hash));
    }

    /** Scheme, host and, unless it is the scheme's own, port: {@code http://127.0.0.2:8080}. */
    public String origin() {
        return scheme() + "://" + uri.getRawAuthority();
    }

    /**
     * The address by which the thing it names is known: without fragment, session identifiers and tracking parameters.
     * Only for telling whether two addresses name one thing; what is fetched is the address itself.
     */
    public Url identity() {
        return withoutFragment();
    }

    /** The site it belongs to. */
    public Site site() {
        return new Site(host());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Url url && toString().equals(url.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
