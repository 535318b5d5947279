package org.proofmark.scout.extract;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when a document may be read. */
final class Deadline {
    private final LongSupplier nanoTime;
    private final long start;
    private final long length;

    Deadline(LongSupplier nanoTime, Duration time) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        length = time.toNanos();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - start > length;
    }
}
