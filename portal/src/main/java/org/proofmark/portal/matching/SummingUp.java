package org.proofmark.portal.matching;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the tally of matches short. Several processes may do it at once: what one has taken, the others leave. */
@Component
class SummingUp {
    private static final Logger LOG = LoggerFactory.getLogger(SummingUp.class);
    private static final int ROWS = 20_000;

    private final TallyStore tally;

    SummingUp(TallyStore tally) {
        this.tally = tally;
    }

    @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT15S")
    void now() {
        try {
            while (tally.sumUp(ROWS) == ROWS) {
                LOG.debug("{} additions are summed up", ROWS);
            }
        } catch (RuntimeException broken) {
            LOG.warn("the tally waits for its next time: {}", broken.toString());
        }
    }
}
