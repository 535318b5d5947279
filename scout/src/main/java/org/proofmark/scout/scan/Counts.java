package org.proofmark.scout.scan;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;

/** Counts what a round has done, since it began or was taken up again. */
final class Counts {
    private final LongAdder documents = new LongAdder();
    private final LongAdder images = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private final Map<String, Site> sites = new ConcurrentHashMap<>();

    /** What was seen of one watched site. */
    private static final class Site {
        private final LongAdder pages = new LongAdder();
        private final LongAdder images = new LongAdder();
        private final LongAdder works = new LongAdder();
    }

    void add(Errand errand, Visit visit) {
        Site site = sites.computeIfAbsent(errand.scope(), any -> new Site());
        if (!(visit instanceof Visit.Missed)) {
            (errand.role() == Role.IMAGE ? site.images : site.pages).increment();
        }
        site.works.add(works(visit));
        if (visit instanceof Visit.Missed) {
            missed.increment();
        } else if (errand.role() == Role.IMAGE) {
            images.increment();
        } else {
            documents.increment();
        }
    }

    /** Pictures with works in what a visit brought. */
    private static long works(Visit visit) {
        return switch (visit) {
            case Visit.Seen seen -> seen.picture().matches().isEmpty() ? 0 : 1;
            case Visit.Read read ->
                read.shown().stream()
                        .filter(one -> one.at() instanceof Visit.Place.Here here
                                && !here.picture().matches().isEmpty())
                        .count();
            case Visit.Useless _, Visit.Spared _, Visit.Same _, Visit.Missed _ -> 0;
        };
    }

    /** The sites something was asked of, by name. */
    List<SiteTally> sites() {
        return sites.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(site -> new SiteTally(
                        site.getKey(),
                        site.getValue().pages.sum(),
                        site.getValue().images.sum(),
                        site.getValue().works.sum()))
                .toList();
    }

    void received(long count) {
        bytes.add(count);
    }

    Tally tally(Looking looking, long waiting) {
        return new Tally(
                documents.sum(),
                images.sum(),
                looking.pictures.sum(),
                looking.found.sum(),
                missed.sum(),
                waiting,
                bytes.sum());
    }
}
