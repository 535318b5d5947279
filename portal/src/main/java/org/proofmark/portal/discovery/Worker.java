package org.proofmark.portal.discovery;

import java.time.Duration;
import java.util.UUID;
import org.proofmark.portal.platform.Settings;
import org.springframework.stereotype.Component;

/** This process among those that walk sources. */
@Component
class Worker {
    private final UUID id = UUID.randomUUID();
    private final Duration lease;

    Worker(Settings settings) {
        this.lease = settings.crawl().lease();
    }

    UUID id() {
        return id;
    }

    /** What it has is another's after so long without a sign of life. */
    Duration lease() {
        return lease;
    }
}
