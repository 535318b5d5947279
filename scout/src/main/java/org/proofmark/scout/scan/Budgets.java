package org.proofmark.scout.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;

/** What a round may still cost each watched site. Safe for use by many threads at once. */
final class Budgets {
    private final ScanSettings settings;
    private final Instant started;
    private final Map<String, long[]> spent = new HashMap<>();

    /**
     * Budgets of a round.
     *
     * @param before what the round has already cost, where it was broken off
     */
    Budgets(ScanSettings settings, Instant started, List<Coverage> before) {
        this.settings = settings;
        this.started = started;
        for (Coverage coverage : before) {
            int documents = coverage.seen().entrySet().stream()
                    .filter(entry -> entry.getKey() != Role.IMAGE)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            spent.put(coverage.scope(), new long[] {documents, coverage.bytes()});
        }
    }

    /** Takes what an errand costs beforehand; says which budget is used up where one is. */
    synchronized Optional<String> refuses(Errand errand, Instant now) {
        long[] sum = spent.computeIfAbsent(errand.scope(), any -> new long[2]);
        if (errand.depth() > settings.maxDepth()) {
            return Optional.of("deeper than %,d links from the start page".formatted(settings.maxDepth()));
        }
        if (errand.role() != Role.IMAGE && sum[0] >= settings.maxPages()) {
            return Optional.of("the site's %,d pages of this round are used up".formatted(settings.maxPages()));
        }
        if (sum[1] >= settings.maxBytes()) {
            return Optional.of("the site's %,d MB of this round are used up".formatted(settings.maxBytes() >> 20));
        }
        if (Duration.between(started, now).compareTo(settings.maxTime()) > 0) {
            return Optional.of("the round's time of %s is used up".formatted(settings.maxTime()));
        }
        if (errand.role() != Role.IMAGE) {
            sum[0]++;
        }
        return Optional.empty();
    }

    /** Takes what an answer has cost. */
    synchronized void received(String scope, long bytes) {
        spent.computeIfAbsent(scope, any -> new long[2])[1] += bytes;
    }
}
