package org.proofmark.portal.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Rota;
import org.proofmark.scout.url.Site;
import org.springframework.stereotype.Component;

/**
 * Turns for the threads of all processes on one database. What this process knows by itself (a turn one of its threads has, a
 * rest that is not over) it does not ask the database for.
 */
@Component
class SharedTurns implements Rota {
    /** How long to wait before a turn is asked for that another process has. */
    private static final Duration WHILE_TAKEN = Duration.ofMillis(100);

    private static final int SWEEP = 10_000;

    private final HostStore store;
    private final Worker worker;
    private final Pace named;
    private final InstantSource clock;
    private final Map<Site, Local> sites = new ConcurrentHashMap<>();
    private final Set<Site> watched = ConcurrentHashMap.newKeySet();

    /** What this process knows of a site. */
    private record Local(
            boolean taken, Instant ready, @Nullable Duration asked) {
        static final Local NOTHING = new Local(false, Instant.EPOCH, null);
    }

    SharedTurns(HostStore store, Worker worker, Settings settings, InstantSource clock) {
        this.store = store;
        this.worker = worker;
        this.named = settings.crawl().rest().map(Pace::fixed).orElseGet(Pace::standard);
        this.clock = clock;
    }

    /** Sites that somebody watches: the rest that the settings name holds for them, and for nobody whose images they show. */
    void watched(Collection<Site> named) {
        watched.addAll(named);
    }

    private Pace pace(Site site) {
        return watched.contains(site) ? named : Pace.standard();
    }

    @Override
    public boolean take(Site site) {
        if (!takeHere(site)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = store.take(site.name(), worker.id(), worker.lease());
            return taken;
        } finally {
            if (!taken) {
                Instant ready = clock.instant().plus(store.left(site.name()).orElse(WHILE_TAKEN));
                put(site, false, ready);
            }
        }
    }

    private boolean takeHere(Site site) {
        boolean[] mine = new boolean[1];
        sites.compute(site, (any, known) -> {
            Local local = known == null ? Local.NOTHING : known;
            mine[0] = !local.taken && !clock.instant().isBefore(local.ready);
            return mine[0] ? new Local(true, local.ready, local.asked) : local;
        });
        return mine[0];
    }

    private void put(Site site, boolean taken, Instant ready) {
        sites.compute(site, (any, known) -> new Local(taken, ready, known == null ? null : known.asked));
    }

    @Override
    public Optional<Instant> readyAt(Site site) {
        Local local = sites.getOrDefault(site, Local.NOTHING);
        return local.taken ? Optional.empty() : Optional.of(local.ready);
    }

    @Override
    public void asks(Site site, Duration rest) {
        Local local = sites.getOrDefault(site, Local.NOTHING);
        if (!rest.equals(local.asked)) {
            store.asks(site.name(), rest);
            sites.compute(site, (any, known) -> {
                Local now = known == null ? Local.NOTHING : known;
                return new Local(now.taken, now.ready, rest);
            });
        }
    }

    @Override
    public void give(Site site, Duration took, Outcome outcome) {
        HostStore.Asked asked = store.asked(site.name());
        Duration rest = pace(site).rest(took, asked.rest(), outcome, asked.overloads());
        int overloads = Pace.isOverload(outcome) ? asked.overloads() + 1 : 0;
        try {
            store.give(site.name(), worker.id(), rest, overloads);
        } finally {
            put(site, false, clock.instant().plus(rest));
        }
        if (sites.size() > SWEEP) {
            Instant old = clock.instant().minus(Duration.ofHours(2));
            sites.values().removeIf(local -> !local.taken && local.ready.isBefore(old));
        }
    }

    /** How a site that is watched is treated. */
    Manners manners(String site) {
        HostStore.Asked asked = store.asked(site);
        return new Manners(
                named.least(),
                named.times(),
                asked.rest(),
                asked.overloads(),
                store.left(site)
                        .filter(left -> left.compareTo(Duration.ofSeconds(1)) > 0)
                        .map(left -> clock.instant().plus(left)));
    }

    /** A sign of life: the turns this process has stay its own. */
    void alive() {
        store.alive(worker.id(), worker.lease());
    }

    /** Nobody of this process asks for anything any more. */
    void leave() {
        store.leave(worker.id());
    }
}
