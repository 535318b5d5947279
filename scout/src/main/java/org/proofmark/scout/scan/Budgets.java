package org.proofmark.scout.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;

/** What a round may still cost each watched site. Safe for use by many threads at once. */
final class Budgets {
    private final ScanSettings settings;
    private final Map<String, Spent> sites = new HashMap<>();

    /** What a round has cost a site. */
    private static final class Spent {
        private int pages;
        private long bytes;
        /** Before the round was broken off. */
        private Duration before = Duration.ZERO;

        private @Nullable Instant begun;

        Duration time(Instant now) {
            begun = begun == null ? now : begun;
            return before.plus(Duration.between(begun, now));
        }
    }

    /**
     * Budgets of a round.
     *
     * @param before what the round has already cost, where it was broken off
     */
    Budgets(ScanSettings settings, List<Coverage> before) {
        this.settings = settings;
        for (Coverage coverage : before) {
            Spent spent = of(coverage.scope());
            spent.pages = coverage.seen().entrySet().stream()
                    .filter(entry -> entry.getKey() != Role.IMAGE)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            spent.bytes = coverage.bytes();
            spent.before = coverage.walked();
        }
    }

    private Spent of(String scope) {
        return sites.computeIfAbsent(scope, any -> new Spent());
    }

    /** Takes what an errand costs beforehand; says which budget is used up where one is. */
    synchronized Optional<String> refuses(Errand errand, Instant now) {
        Spent spent = of(errand.scope());
        if (errand.depth() > settings.maxDepth()) {
            return Optional.of("deeper than %,d links from the start page".formatted(settings.maxDepth()));
        }
        if (errand.role() != Role.IMAGE && spent.pages >= settings.maxPages()) {
            return Optional.of("the site's %,d pages of this round are used up".formatted(settings.maxPages()));
        }
        if (spent.bytes >= settings.maxBytes()) {
            return Optional.of("the site's %,d MB of this round are used up".formatted(settings.maxBytes() >> 20));
        }
        if (spent.time(now).compareTo(settings.maxTime()) > 0) {
            return Optional.of("the site's time of %s in this round is used up".formatted(settings.maxTime()));
        }
        if (errand.role() != Role.IMAGE) {
            spent.pages++;
        }
        return Optional.empty();
    }

    /** Gives back what an errand was to cost that is not asked for. */
    synchronized void giveBack(Errand errand) {
        if (errand.role() != Role.IMAGE) {
            of(errand.scope()).pages--;
        }
    }

    /** Takes what an answer has cost, whatever came of it. */
    synchronized void received(String scope, long bytes) {
        of(scope).bytes += bytes;
    }
}
