package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of an exchange's time. Closes the socket in use when it comes: a thread that waits for a byte hears nothing
 * else. Measured by the machine's monotonic clock; setting the wall clock changes nothing.
 */
final class Deadline implements AutoCloseable {
    private final Duration allowed;
    private final long end;
    private final ScheduledFuture<?> timer;
    private @Nullable Socket socket;
    private boolean passed;

    Deadline(Duration allowed, ScheduledExecutorService timers) {
        this.allowed = allowed;
        this.end = System.nanoTime() + allowed.toNanos();
        this.timer = timers.schedule(this::pass, allowed.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends this socket with the time, instead of the one before. */
    synchronized void guard(Socket used) throws IOException {
        socket = used;
        if (passed) {
            used.close();
        }
    }

    private synchronized void pass() {
        passed = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                socket = null; // closed or not: there is nothing more to do about it
            }
        }
    }

    synchronized boolean hasPassed() {
        return passed || remaining().isNegative();
    }

    /** What is left, but no more than the given. */
    Duration atMost(Duration wanted) throws Abandoned {
        Duration left = remaining();
        if (left.toMillis() <= 0) {
            throw exceeded();
        }
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    private Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    Abandoned exceeded() {
        return Abandoned.unreachable(
                Outcome.Cause.DEADLINE, "not finished within %.1f s".formatted(allowed.toMillis() / 1000.0));
    }

    @Override
    public void close() {
        timer.cancel(false);
    }
}
