package org.proofmark.scout.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.politeness.Rota;
import org.proofmark.scout.robots.Robots;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/** The manners of a good guest: robots.txt is heeded, turns are waited for, also to fetch a robots.txt. */
public final class PoliteManners implements Manners {
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);
    private static final Duration SHORTEST_NAP = Duration.ofMillis(1);
    private static final Duration WHILE_TAKEN = Duration.ofMillis(5);
    private static final int MOST_ASKED = 10_000;

    private final Rota turns;
    private final Robots robots;
    private final InstantSource clock;

    private final Duration keep;
    private final Map<Site, Asked> asked = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /** A rest that a server of a site asks for. */
    private record Asked(Duration rest, Instant until) {}

    /** Whether this thread has a turn already: then a robots.txt on the way of a redirect must not wait for another. */
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);

    /**
     * Manners.
     *
     * @param fetcher fetches robots.txt files
     */
    public PoliteManners(Fetcher fetcher, RobotsSettings settings, Rota turns, InstantSource clock) {
        this(fetcher, UnaryOperator.identity(), settings, turns, clock);
    }

    /**
     * Manners that need not ask for what others have asked for.
     *
     * @param fetcher fetches robots.txt files
     * @param memory what is asked before a turn is waited for
     */
    public PoliteManners(
            Fetcher fetcher, UnaryOperator<Fetcher> memory, RobotsSettings settings, Rota turns, InstantSource clock) {
        this.turns = turns;
        this.clock = clock;
        this.keep = settings.keep();
        this.robots = new Robots(memory.apply((request, gate) -> inTurn(fetcher, request, gate)), settings, clock);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private Outcome inTurn(Fetcher fetcher, Request request, Gate gate) {
        if (busy.get()) {
            return fetcher.fetch(request, gate);
        }
        Url url = request.url();
        try {
            await(url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(url);
        }
        Instant began = clock.instant();
        Outcome outcome = broken(url);
        try {
            outcome = fetcher.fetch(request, gate);
            return outcome;
        } finally {
            done(url, Duration.between(began, clock.instant()), outcome);
        }
    }

    private static Outcome broken(Url url) {
        return new Outcome.Unreachable(url, List.of(), Outcome.Cause.BROKEN, "stopped before it was asked");
    }

    @Override
    public Optional<String> forbids(Url url) {
        Optional<String> words = busy.get() ? robots.refusesAtOnce(url) : robots.refuses(url);
        robots.crawlDelay(url).ifPresent(rest -> turns.asks(url.site(), longest(url, rest)));
        return words;
    }

    /** Several servers of a site share its turn: the longest rest that one of them asks for is kept, as long as a robots.txt is. */
    private Duration longest(Url url, Duration rest) {
        Instant now = clock.instant();
        if (asked.size() > MOST_ASKED) {
            asked.values().removeIf(one -> one.until.isBefore(now));
        }
        return asked.merge(
                        url.site(),
                        new Asked(rest, now.plus(keep)),
                        (old, one) -> old.until.isBefore(now) || one.rest.compareTo(old.rest) >= 0 ? one : old)
                .rest;
    }

    @Override
    public List<Url> sitemaps(Url url) {
        return robots.sitemaps(url);
    }

    @Override
    public void await(Url url) throws InterruptedException {
        Site site = url.site();
        while (!turns.take(site)) {
            if (stopped) {
                throw new InterruptedException("stopped while waiting for a turn at " + site);
            }
            Duration wait = turns.readyAt(site)
                    .map(ready -> Duration.between(clock.instant(), ready))
                    .orElse(WHILE_TAKEN);
            Thread.sleep(wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait.isPositive() ? wait : SHORTEST_NAP);
        }
        busy.set(true);
    }

    @Override
    public void done(Url url, Duration took, Outcome outcome) {
        if (!busy.get()) {
            return;
        }
        busy.remove();
        turns.give(url.site(), took, outcome);
    }
}
