package org.proofmark.scout.politeness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Site;

/** Whose turn it is, for the threads of one process. */
public final class Turns implements Rota {
    /** Sites without a request for so long are forgotten. */
    private static final Duration FORGET = Duration.ofHours(2);

    private static final int SWEEP = 10_000;

    private final Function<Site, Pace> paces;
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
        this(any -> pace, clock);
    }

    /** Turns at a pace of each site's own. */
    public Turns(Function<Site, Pace> paces, InstantSource clock) {
        this.paces = paces;
        this.clock = clock;
    }

    @Override
    public synchronized boolean take(Site site) {
        State state = state(site);
        if (state.taken || clock.instant().isBefore(state.ready)) {
            return false;
        }
        state.taken = true;
        return true;
    }

    @Override
    public synchronized Optional<Instant> readyAt(Site site) {
        State state = state(site);
        return state.taken ? Optional.empty() : Optional.of(state.ready);
    }

    @Override
    public synchronized void asks(Site site, Duration rest) {
        state(site).asked = rest;
    }

    @Override
    public synchronized void give(Site site, Duration took, Outcome outcome) {
        State state = state(site);
        state.taken = false;
        state.ready = clock.instant().plus(paces.apply(site).rest(took, state.asked, outcome, state.overloads));
        state.overloads = Pace.isOverload(outcome) ? state.overloads + 1 : 0;
        sweep();
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
