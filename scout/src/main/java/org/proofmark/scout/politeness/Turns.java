package org.proofmark.scout.politeness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Site;

/** Whose turn it is at which site. Safe for use by many threads at once; it never waits itself. */
public final class Turns {
    /** Sites without a request for so long are forgotten. */
    private static final Duration FORGET = Duration.ofHours(2);

    private static final int SWEEP = 10_000;

    private final Pace pace;
    private final InstantSource clock;
    private final Map<Site, State> sites = new HashMap<>();

    private static final class State {
        private boolean taken;
        private Instant ready = Instant.MIN;
        private Duration asked = Duration.ZERO;
        private int overloads;
    }

    /** Turns at one pace for all sites. */
    public Turns(Pace pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /** Takes a site's turn, if nobody has it and the site has rested. */
    public synchronized boolean take(Site site) {
        State state = state(site);
        if (state.taken || clock.instant().isBefore(state.ready)) {
            return false;
        }
        state.taken = true;
        return true;
    }

    /** When a site's turn may be taken; empty while somebody has it. */
    public synchronized Optional<Instant> readyAt(Site site) {
        State state = state(site);
        return state.taken ? Optional.empty() : Optional.of(state.ready);
    }

    /** The rest a site itself asks for between two requests (robots.txt: crawl-delay). Longer rests stay. */
    public synchronized void asks(Site site, Duration rest) {
        state(site).asked = rest.compareTo(pace.longestBackOff()) > 0 ? pace.longestBackOff() : rest;
    }

    /**
     * Gives a turn back.
     *
     * @param took how long the exchange took
     * @param outcome what came of it: a site that is overloaded (429, 503) rests as long as it says, or longer each time
     */
    public synchronized void give(Site site, Duration took, Outcome outcome) {
        State state = state(site);
        state.taken = false;
        Duration rest = pace.after(took);
        if (pace.least().isPositive() && state.asked.compareTo(rest) > 0) {
            rest = state.asked;
        }
        if (overloaded(outcome)) {
            Duration backOff = backOff(state, (Outcome.Failed) outcome);
            rest = backOff.compareTo(rest) > 0 ? backOff : rest; // "Retry-After: 0" is no leave to hurry
        }
        state.ready = clock.instant().plus(rest);
        if (!overloaded(outcome)) {
            state.overloads = 0;
        }
        sweep();
    }

    private static boolean overloaded(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && (failed.status() == 429 || failed.status() == 503);
    }

    private Duration backOff(State state, Outcome.Failed failed) {
        Duration doubled = pace.backOff().multipliedBy(1L << Math.min(state.overloads++, 16));
        Duration wanted = failed.retryAfter().orElse(doubled);
        return wanted.compareTo(pace.longestBackOff()) > 0 ? pace.longestBackOff() : wanted;
    }

    private State state(Site site) {
        return sites.computeIfAbsent(site, any -> new State());
    }

    private void sweep() {
        if (sites.size() > SWEEP) {
            Instant old = clock.instant().minus(FORGET);
            sites.values().removeIf(state -> !state.taken && state.ready.isBefore(old));
        }
    }
}
