package org.proofmark.engine.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A segment in use. It is unmapped when the last of its users let go of it (each snapshot that names it is one, its place in
 * the inventory another), and its file deleted then if a merge replaced it.
 */
final class Shelved {
    private final long number;
    private final Segment segment;
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile boolean replaced;

    Shelved(long number, Segment segment) {
        this.number = number;
        this.segment = segment;
    }

    long number() {
        return number;
    }

    Segment segment() {
        return segment;
    }

    void retain() {
        users.incrementAndGet();
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            segment.close();
            if (replaced) {
                delete();
            }
        }
    }

    /** Says that no manifest names it any more. */
    void replace() {
        replaced = true;
    }

    private void delete() {
        try {
            Files.deleteIfExists(segment.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
