package org.proofmark.portal.database;

import java.time.Duration;

/**
 * How large the database may be and how long it may take.
 *
 * @param sharedBuffersMegabytes PostgreSQL's own cache, in MiB
 * @param connections the most at the same time
 * @param startLimit for one start, replaying what a crash left included
 * @param stopLimit for a clean stop; whoever takes longer is stopped hard, which costs no committed data
 */
public record PostgresSettings(int sharedBuffersMegabytes, int connections, Duration startLimit, Duration stopLimit) {
    public PostgresSettings {
        if (sharedBuffersMegabytes < 1 || connections < 5 || !startLimit.isPositive() || !stopLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "at least 1 MiB, 5 connections and some time, but got %d MiB, %d connections, %s and %s"
                            .formatted(sharedBuffersMegabytes, connections, startLimit, stopLimit));
        }
    }

    /** For a small server. */
    public static PostgresSettings standard() {
        return new PostgresSettings(256, 100, Duration.ofMinutes(5), Duration.ofSeconds(30));
    }
}
