package org.proofmark.portal.platform;

import java.net.URI;
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
        URI uri = URI.create(address);
        String who = uri.getRawUserInfo();
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || who == null || !who.contains(":")) {
            throw new IllegalArgumentException(
                    "the address of a database is postgresql://name:password@host:port/database");
        }
        int colon = who.indexOf(':');
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options,
                decode(who.substring(0, colon)),
                decode(who.substring(colon + 1)));
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
