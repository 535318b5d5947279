package org.proofmark.scout.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/**
 * What sites gave us to say who we are: kept in memory, per site, told only to the host (or domain within the site) that
 * set it (RFC 6265). Some sites answer nobody who does not bring back what they gave.
 */
final class Cookies {
    /** One cookie; {@code domain} is the host that set it or, where {@code wide}, a parent of it within the site. */
    private record Cookie(
            String name, String value, String domain, boolean wide, String path, boolean secure, Instant expires) {
        boolean isFor(Url url) {
            boolean host = url.host().equals(domain) || wide && url.host().endsWith("." + domain);
            boolean below = url.path().equals(path) || url.path().startsWith(path.endsWith("/") ? path : path + "/");
            return host && below && (!secure || url.scheme().equals("https"));
        }

        boolean replaces(Cookie other) {
            return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
        }
    }

    private final FetchSettings settings;
    private final InstantSource clock;
    private final Map<Site, List<Cookie>> jar = new LinkedHashMap<>(16, 0.75f, true);

    Cookies(FetchSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The Cookie field for a request; empty where there is nothing to say. */
    synchronized Optional<String> to(Url url) {
        Instant now = clock.instant();
        String field = jar.getOrDefault(url.site(), List.of()).stream()
                .filter(cookie -> cookie.isFor(url) && cookie.expires.isAfter(now))
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    /** Keeps what an answer sets. */
    synchronized void from(Url url, Headers answer) {
        for (String field : answer.all("Set-Cookie")) {
            parse(url, field).ifPresent(cookie -> keep(url.site(), cookie));
        }
        while (jar.size() > settings.maxCookieSites()) {
            jar.remove(jar.keySet().iterator().next());
        }
    }

    private void keep(Site site, Cookie cookie) {
        List<Cookie> kept = jar.computeIfAbsent(site, key -> new ArrayList<>());
        kept.removeIf(cookie::replaces);
        if (kept.size() >= settings.maxCookiesPerSite()) {
            kept.removeFirst();
        }
        if (cookie.expires.isAfter(clock.instant())) {
            kept.add(cookie);
        }
    }

    private Optional<Cookie> parse(Url url, String field) {
        String[] parts = field.split(";");
        int equals = parts[0].indexOf('=');
        boolean clean = field.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (equals < 1 || parts[0].length() > settings.maxCookieBytes() || !clean) {
            return Optional.empty();
        }
        Map<String, String> attributes = attributes(parts);
        String host = url.host();
        String domain =
                attributes.getOrDefault("domain", "").toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        boolean wide = !domain.isEmpty() && host.endsWith("." + domain) && isWithinSite(url, domain);
        if (!domain.isEmpty() && !wide && !domain.equals(host)) {
            return Optional.empty();
        }
        return Optional.of(new Cookie(
                parts[0].substring(0, equals).strip(),
                parts[0].substring(equals + 1).strip(),
                wide ? domain : host,
                wide || domain.equals(host) && url.hostAddress().isEmpty(),
                path(url, attributes.getOrDefault("path", "")),
                attributes.containsKey("secure"),
                expires(attributes)));
    }

    private static boolean isWithinSite(Url url, String domain) {
        String site = url.site().name();
        return url.hostAddress().isEmpty() && (domain.equals(site) || domain.endsWith("." + site));
    }

    private static Map<String, String> attributes(String[] parts) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            attributes.put(pair[0].strip().toLowerCase(Locale.ROOT), pair.length < 2 ? "" : pair[1].strip());
        }
        return attributes;
    }

    private static String path(Url url, String attribute) {
        if (attribute.startsWith("/")) {
            return attribute;
        }
        int slash = url.path().lastIndexOf('/');
        return slash <= 0 ? "/" : url.path().substring(0, slash);
    }

    private Instant expires(Map<String, String> attributes) {
        String age = attributes.getOrDefault("max-age", "");
        if (age.matches("-?[0-9]{1,9}")) {
            return clock.instant().plusSeconds(Long.parseLong(age));
        }
        try {
            String date = attributes.getOrDefault("expires", "").replace('-', ' ');
            return date.isEmpty()
                    ? Instant.MAX
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return Instant.MAX; // for as long as we run
        }
    }
}
