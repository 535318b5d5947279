package org.proofmark.scout.archive;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/** Answers as a fetcher would have given them. */
final class Exchanges {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Exchanges() {}

    static Headers headers(String... namesAndValues) {
        List<Headers.Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Headers.Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    static Hop hop(String url, int status, String... response) {
        return new Hop(
                Url.of(url),
                "HTTP/1.1",
                headers("User-Agent", "proofmark", "Accept", "*/*"),
                status,
                status == 200 ? "OK" : "",
                headers(response),
                List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7")),
                Optional.of(InetAddress.ofLiteral("192.0.2.7")),
                Optional.empty(),
                NOON,
                Duration.ofMillis(12),
                Duration.ofMillis(34),
                0);
    }

    static Outcome.Fetched fetched(String url, byte[] body, String... response) {
        return new Outcome.Fetched(Url.of(url), List.of(hop(url, 200, response)), body, body);
    }
}
