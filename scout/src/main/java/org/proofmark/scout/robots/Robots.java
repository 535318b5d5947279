package org.proofmark.scout.robots;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

/**
 * Whether an address may be asked for, by its origin's robots.txt (RFC 9309). Fetched when first needed, once however many
 * ask; kept as long as the settings say. Safe for use by many threads at once.
 */
public final class Robots implements Gate {
    /** What an origin asks; {@code closed} says why nothing of it may be asked for. */
    private record Held(RobotsFile file, Optional<String> closed, Instant until) {
        /** Whether who asked was broken off: that tells nothing of the server. */
        boolean brokenOff() {
            return until.equals(Instant.MIN);
        }
    }

    private final Fetcher fetcher;
    private final RobotsSettings settings;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<Held>> origins = new LinkedHashMap<>(16, 0.75f, true);

    public Robots(Fetcher fetcher, RobotsSettings settings, InstantSource clock) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Why an address may not be asked for; empty where it may. Waits for the robots.txt where it is not known yet.
     *
     * @param url an http address
     */
    @Override
    public Optional<String> refuses(Url url) {
        return refuses(url, true);
    }

    /**
     * The same for somebody who has the server's turn: he does not wait for others who ask, since they may wait for his turn, but
     * asks himself.
     */
    public Optional<String> refusesAtOnce(Url url) {
        return refuses(url, false);
    }

    private Optional<String> refuses(Url url, boolean waits) {
        if (url.path().equals("/robots.txt") && url.query().isEmpty()) {
            return Optional.empty(); // always allowed (RFC 9309, 2.2.2)
        }
        Held held = held(url, waits);
        String target = url.path() + url.query().map(query -> "?" + query).orElse("");
        return held.closed.or(() -> held.file
                .forbids(target)
                .map(rule -> "the robots.txt of %s forbids it (%s)".formatted(url.host(), rule)));
    }

    /** The pause between requests the origin asks for, cut at the settings' ceiling. */
    public Optional<Duration> crawlDelay(Url url) {
        return held(url, true).file.crawlDelay();
    }

    /** The sitemaps the origin names. */
    public List<Url> sitemaps(Url url) {
        return held(url, true).file.sitemaps(file(url));
    }

    private static Url file(Url url) {
        return Url.of(url.origin() + "/robots.txt");
    }

    /** Where who asked was broken off, the next asks. */
    private Held held(Url url, boolean waits) {
        Held held = once(url, waits);
        while (held.brokenOff() && !Thread.currentThread().isInterrupted()) {
            held = once(url, waits);
        }
        return held;
    }

    /** Who asks first fetches; the others wait for what comes, unless they must not. */
    private Held once(Url url, boolean waits) {
        CompletableFuture<Held> mine = new CompletableFuture<>();
        Optional<CompletableFuture<Held>> others = others(url.origin(), mine);
        if (others.isPresent()) {
            if (!waits && !others.get().isDone()) {
                others.get().complete(fetched(url));
            }
            return others.get().join();
        }
        try {
            mine.complete(fetched(url));
        } catch (RuntimeException e) {
            forget(url.origin(), mine);
            mine.completeExceptionally(e);
        }
        return mine.join();
    }

    /** What somebody has or is about to have; where nobody does, mine is it from now on. */
    private synchronized Optional<CompletableFuture<Held>> others(String origin, CompletableFuture<Held> mine) {
        CompletableFuture<Held> known = origins.get(origin);
        if (known != null && !(known.isDone() && known.join().until.isBefore(clock.instant()))) {
            return Optional.of(known);
        }
        origins.put(origin, mine);
        if (origins.size() > settings.maxOrigins()) {
            origins.remove(origins.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private synchronized void forget(String origin, CompletableFuture<Held> mine) {
        origins.remove(origin, mine);
    }

    private Held fetched(Url url) {
        Outcome outcome = fetcher.fetch(new Request(
                file(url),
                Request.Wanted.ANY,
                Validators.NONE,
                Optional.empty(),
                settings.maxBytes(),
                settings.deadline()));
        return switch (outcome) {
            case Outcome.Fetched fetched -> open(fetched.body());
            case Outcome.Unchanged unchanged -> closed(url, unchanged);
            case Outcome.Failed failed -> failed(url, failed);
            case Outcome.Refused refused ->
                switch (refused.rule()) {
                    case REDIRECTS -> open(new byte[0]); // RFC 9309, 2.3.1.2: as if there were none
                    case ADDRESS, SCHEME, HEADERS, ENCODING, GATE -> closed(url, refused);
                };
            case Outcome.TooLarge tooLarge -> closed(url, tooLarge);
            case Outcome.Unreachable unreachable -> closed(url, unreachable);
        };
    }

    /** 4xx is "there is none"; but 429 says that the server is busy, as 503 does, and asking for more is no answer to it. */
    private Held failed(Url url, Outcome.Failed failed) {
        return failed.status() < 500 && failed.status() != 429 ? open(new byte[0]) : closed(url, failed);
    }

    private Held open(byte[] body) {
        RobotsFile file = RobotsFile.parse(body, settings.product(), settings);
        return new Held(file, Optional.empty(), clock.instant().plus(settings.keep()));
    }

    private Held closed(Url url, Outcome outcome) {
        String why = "the robots.txt of %s could not be read (%s), so nothing there is asked for"
                .formatted(url.host(), outcome.explanation());
        RobotsFile none = RobotsFile.parse(new byte[0], settings.product(), settings);
        boolean brokenOff = Thread.currentThread().isInterrupted();
        return new Held(
                none,
                Optional.of(why),
                brokenOff ? Instant.MIN : clock.instant().plus(settings.retry()));
    }
}
