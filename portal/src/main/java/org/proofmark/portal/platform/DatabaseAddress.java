package org.proofmark.portal.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where PostgreSQL is, and as whom to enter.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without name and password
 */
public record DatabaseAddress(String jdbcUrl, String name, String password) {
    /**
     * Reads {@code postgresql://name:password@host:port/database?options}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static DatabaseAddress parse(String address) {
        URI uri = uri(address);
        String who = uri.getRawUserInfo();
        boolean whole = "postgresql".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawPath().length() > 1;
        if (!whole || who == null || !who.contains(":")) {
            throw odd();
        }
        int colon = who.indexOf(':');
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options,
                decode(who.substring(0, colon)),
                decode(who.substring(colon + 1)));
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException odd) {
            throw odd();
        }
    }

    /** Without what was given: there is a password in it. */
    private static IllegalArgumentException odd() {
        return new IllegalArgumentException(
                "the address of a database is postgresql://name:password@host:port/database, signs in name and password"
                        + " that mean something in an address as %40");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the password, which belongs in no log. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + name;
    }
}
