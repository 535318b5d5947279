package org.proofmark.portal.discovery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes away what kills leave: looks whose visit was never kept, turns at sites nobody asks any more. */
@Component
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final LookStore looks;
    private final HostStore hosts;

    Housekeeping(LookStore looks, HostStore hosts) {
        this.looks = looks;
        this.hosts = hosts;
    }

    @Scheduled(fixedDelayString = "${proofmark.sweep-every:1h}", initialDelayString = "${proofmark.sweep-every:1h}")
    void now() {
        try {
            int forgotten = looks.forgetOrphans();
            hosts.forget();
            LOG.debug("{} looks that were never kept are gone", forgotten);
        } catch (RuntimeException broken) {
            LOG.warn("the housekeeping waits for its next time: {}", broken.toString());
        }
    }
}
