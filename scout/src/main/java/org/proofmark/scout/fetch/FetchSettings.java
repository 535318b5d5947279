package org.proofmark.scout.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.proofmark.scout.url.Url;

/**
 * Every limit of an exchange. What one request may take (bytes, time) stands in the {@link Request}.
 *
 * @param userAgent what we call ourselves; begins with {@link #PRODUCT}
 * @param allowPrivateNetworks whether loopback, RFC 1918 and unique local addresses may be connected to; nothing else is
 *     opened by it
 * @param opened addresses with ports, of those networks, that may be connected to where the networks may not
 * @param maxRedirects followed one after another
 * @param maxUrlCharacters of an address asked for
 * @param maxAddressesTried of those a name has
 * @param connectTimeout for each of them
 * @param silence the longest wait for the next byte
 * @param slowStart how long an answer may come slower than minBytesPerSecond
 * @param minBytesPerSecond of a body, averaged from its beginning
 * @param maxHeaderFields of an answer
 * @param maxHeaderLine bytes of one of them
 * @param maxHeaderBytes of all together
 * @param maxInformational 1xx answers before the real one
 * @param maxControlFrames HTTP/2 frames of one answer that carry nothing
 * @param maxCodings content codings one around another
 * @param maxRatio decoded to encoded bytes, beyond the first {@code freeBytes}
 * @param freeBytes decoded, whatever the ratio
 * @param maxCookiesPerSite kept
 * @param maxCookieBytes name and value of one
 * @param maxCookieSites kept; the site longest unused is forgotten first
 * @param maxIdleLines encrypted connections kept open for the next question
 * @param keepIdle how long
 */
public record FetchSettings(
        String userAgent,
        boolean allowPrivateNetworks,
        Set<InetSocketAddress> opened,
        int maxRedirects,
        int maxUrlCharacters,
        int maxAddressesTried,
        Duration connectTimeout,
        Duration silence,
        Duration slowStart,
        int minBytesPerSecond,
        int maxHeaderFields,
        int maxHeaderLine,
        int maxHeaderBytes,
        int maxInformational,
        int maxControlFrames,
        int maxCodings,
        int maxRatio,
        int freeBytes,
        int maxCookiesPerSite,
        int maxCookieBytes,
        int maxCookieSites,
        int maxIdleLines,
        Duration keepIdle) {
    /** The name site owners use for us in robots.txt. */
    public static final String PRODUCT = "proofmark";

    public FetchSettings {
        if (!userAgent.startsWith(PRODUCT) || !userAgent.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("expected a user agent that begins with proofmark, found " + userAgent);
        }
        opened = Set.copyOf(opened);
    }

    /**
     * What suits the public web.
     *
     * @param contact a page that says who asks, and how to make it stop
     */
    public static FetchSettings standard(Optional<Url> contact) {
        String version = Optional.ofNullable(FetchSettings.class.getPackage().getImplementationVersion())
                .orElse("0.1");
        String userAgent = PRODUCT + "/" + version
                + contact.map(page -> " (+" + page + ")").orElse("");
        return new FetchSettings(
                userAgent,
                false,
                Set.of(),
                10,
                8_192,
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                500,
                200,
                16 << 10,
                256 << 10,
                8,
                2_000,
                3,
                300,
                1 << 20,
                50,
                4_096,
                1_000,
                64,
                Duration.ofSeconds(15));
    }

    /** The same, private networks opened or not. */
    public FetchSettings withPrivateNetworks(boolean allowed) {
        return with(allowed, opened);
    }

    /** The same, where private networks stay closed but for these. */
    public FetchSettings withOpened(Set<InetSocketAddress> servers) {
        return with(allowPrivateNetworks, servers);
    }

    private FetchSettings with(boolean privateNetworks, Set<InetSocketAddress> servers) {
        return new FetchSettings(
                userAgent,
                privateNetworks,
                servers,
                maxRedirects,
                maxUrlCharacters,
                maxAddressesTried,
                connectTimeout,
                silence,
                slowStart,
                minBytesPerSecond,
                maxHeaderFields,
                maxHeaderLine,
                maxHeaderBytes,
                maxInformational,
                maxControlFrames,
                maxCodings,
                maxRatio,
                freeBytes,
                maxCookiesPerSite,
                maxCookieBytes,
                maxCookieSites,
                maxIdleLines,
                keepIdle);
    }

    /** Why an address may not be connected to at a port; empty where it may. */
    Optional<String> refusal(InetAddress address, int port) {
        return AddressTable.refusal(
                address, allowPrivateNetworks || opened.contains(new InetSocketAddress(address, port)));
    }

    /** The same with other patience. */
    public FetchSettings withPatience(Duration silence, Duration slowStart, int minBytesPerSecond) {
        return new FetchSettings(
                userAgent,
                allowPrivateNetworks,
                opened,
                maxRedirects,
                maxUrlCharacters,
                maxAddressesTried,
                connectTimeout,
                silence,
                slowStart,
                minBytesPerSecond,
                maxHeaderFields,
                maxHeaderLine,
                maxHeaderBytes,
                maxInformational,
                maxControlFrames,
                maxCodings,
                maxRatio,
                freeBytes,
                maxCookiesPerSite,
                maxCookieBytes,
                maxCookieSites,
                maxIdleLines,
                keepIdle);
    }
}
