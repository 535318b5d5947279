package org.proofmark.portal.backup;

import java.util.concurrent.atomic.AtomicLong;

/** How far copying or checking is; may be asked by another thread. */
public final class Tally {
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong there = new AtomicLong();

    void copied(long length) {
        files.incrementAndGet();
        bytes.addAndGet(length);
    }

    void wasThere() {
        there.incrementAndGet();
    }

    /** Files that were copied or read. */
    public long files() {
        return files.get();
    }

    /** Their bytes. */
    public long bytes() {
        return bytes.get();
    }

    /** Files that were there already. */
    public long there() {
        return there.get();
    }
}
