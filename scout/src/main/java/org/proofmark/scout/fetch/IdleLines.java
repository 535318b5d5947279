package org.proofmark.scout.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Encrypted lines kept open for the next question to their origin: agreeing on keys is what costs both sides most. Bare
 * lines are not kept; a new one costs nothing.
 */
final class IdleLines implements AutoCloseable {
    private record Kept(String origin, Line line, long until) {}

    private final int most;
    private final Duration time;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private boolean closed;

    IdleLines(int most, Duration time) {
        this.most = most;
        this.time = time;
    }

    /** A line to an origin nobody else uses. The name server was not asked for it again. */
    synchronized Optional<Line> take(String origin) {
        long now = System.nanoTime();
        Optional<Line> found = Optional.empty();
        for (Iterator<Kept> each = kept.descendingIterator(); each.hasNext(); ) {
            Kept one = each.next();
            if (one.until < now) {
                each.remove();
                hangUp(one.line);
            } else if (found.isEmpty() && one.origin.equals(origin)) {
                each.remove();
                found = Optional.of(one.line);
            }
        }
        return found.map(line -> new Line(line.socket(), List.of(), line.address(), line.tls(), line.wire()));
    }

    /** Keeps a line whose last answer was read to its end. */
    synchronized void put(String origin, Line line) {
        if (closed || line.tls().isEmpty()) {
            hangUp(line);
            return;
        }
        kept.addLast(new Kept(origin, line, System.nanoTime() + time.toNanos()));
        if (kept.size() > most) {
            hangUp(kept.removeFirst().line);
        }
    }

    static void hangUp(Line line) {
        try {
            line.close();
        } catch (IOException e) {
            return; // closed or not: nobody uses it any more
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        kept.forEach(one -> hangUp(one.line));
        kept.clear();
    }
}
