package org.proofmark.scout.scan;

import java.util.concurrent.atomic.LongAdder;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;

/** Counts what a scan did since it began. */
final class Counts {
    private final LongAdder documents = new LongAdder();
    private final LongAdder images = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(Errand errand, Visit visit) {
        if (visit instanceof Visit.Missed) {
            missed.increment();
        } else if (errand.role() == Role.IMAGE) {
            images.increment();
        } else {
            documents.increment();
        }
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
