package org.proofmark.scout.render;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.url.Url;

/** A few pages; every other address is refused, as private ones are, and remembered. */
public final class WebInMemory implements Fetcher {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;

    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    private record Answer(int status, Headers headers, byte[] body) {}

    public WebInMemory page(String url, String html) {
        return put(url, 200, html.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/html; charset=utf-8");
    }

    public WebInMemory redirect(String url, String to) {
        return put(url, 302, new byte[0], "Location", to);
    }

    public WebInMemory put(String url, int status, byte[] body, String... namesAndValues) {
        List<Headers.Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Headers.Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        answers.put(url, new Answer(status, new Headers(fields), body));
        return this;
    }

    public WebInMemory slow(Duration each) {
        delay = each;
        return this;
    }

    public List<String> asked() {
        return asked.stream().map(request -> request.url().toString()).toList();
    }

    @Override
    public Outcome fetch(Request request, Gate gate) {
        asked.add(request);
        List<Hop> hops = new ArrayList<>();
        Url url = request.url();
        while (true) {
            Answer answer = answers.get(url.toString());
            if (answer == null) {
                return new Outcome.Refused(request.url(), hops, Outcome.Rule.ADDRESS, "not allowed: " + url.host());
            }
            if (delay.isPositive()) {
                try {
                    Thread.sleep(delay);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            hops.add(hop(url, answer));
            if (answer.status == 302) {
                url = url.resolve(answer.headers.first("Location").orElseThrow())
                        .orElseThrow();
                Optional<String> refused = gate.refuses(url);
                if (refused.isPresent()) {
                    return new Outcome.Refused(request.url(), hops, Outcome.Rule.GATE, refused.get());
                }
            } else if (answer.status == 200) {
                return new Outcome.Fetched(request.url(), hops, answer.body, answer.body);
            } else {
                return new Outcome.Failed(request.url(), hops, answer.status, Optional.empty());
            }
        }
    }

    private static Hop hop(Url url, Answer answer) {
        return new Hop(
                url,
                "HTTP/1.1",
                new Headers(List.of(new Headers.Field("User-Agent", "proofmark"))),
                answer.status,
                "",
                answer.headers,
                List.of(InetAddress.getLoopbackAddress()),
                Optional.of(InetAddress.getLoopbackAddress()),
                Optional.empty(),
                Instant.parse("2026-03-01T12:00:00Z"),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                0);
    }
}
