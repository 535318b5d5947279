package org.proofmark.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows on standard error how far a long task has come: what, count, share, rate, time left.
 *
 * <p>On a terminal a bar that is redrawn in place; elsewhere one plain line every ten seconds. A task that ends within
 * two seconds shows nothing. Any thread may {@link #step()}; drawing happens on a thread of its own.
 *
 * <pre>{@code
 * try (Progress progress = Progress.start("fingerprint", OptionalLong.of(files.size()))) {
 *     for (Path file : files) {
 *         ...
 *         progress.step();
 *     }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);
    private static final Duration REDRAW_EVERY = Duration.ofMillis(200);
    private static final int BAR_CELLS = 20;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final String what;
    private final OptionalLong total;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private final LongAdder done = new LongAdder();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastLine;
    private volatile Optional<Supplier<String>> words = Optional.empty();
    private boolean shown;
    private boolean drawn;

    Progress(String what, OptionalLong total, PrintStream out, boolean terminal, LongSupplier nanoTime) {
        if (total.isPresent() && total.getAsLong() < 0) {
            throw new IllegalArgumentException("total: expected 0 or more, found " + total.getAsLong());
        }
        this.what = what;
        this.total = total;
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.lastLine = started;
    }

    /**
     * Begins to show a task.
     *
     * @param what the task in a word or two, as the reader sees it
     * @param total how many steps it has, or empty where nobody knows yet
     */
    public static Progress start(String what, OptionalLong total) {
        Progress progress = new Progress(what, total, System.err, onTerminal(), System::nanoTime);
        Thread.ofVirtual().name("progress").start(progress::drawUntilClosed);
        return progress;
    }

    /**
     * Begins to show a task that tells in its own words how far it has come.
     *
     * @param words asked for whenever it is drawn
     */
    public static Progress telling(String what, Supplier<String> words) {
        Progress progress = new Progress(what, OptionalLong.empty(), System.err, onTerminal(), System::nanoTime);
        progress.words = Optional.of(words);
        Thread.ofVirtual().name("progress").start(progress::drawUntilClosed);
        return progress;
    }

    /** One more is done. */
    public void step() {
        done.increment();
    }

    /** So many more are done. */
    public void step(long steps) {
        done.add(steps);
    }

    /** Prints something else meanwhile, for example a result, without tearing the bar. */
    public synchronized void around(Runnable print) {
        erase();
        print.run();
    }

    /** Ends the task. A task that was shown leaves one line that says what was done in which time. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        erase();
        if (shown) {
            out.println(summary(elapsed()));
        }
    }

    private void drawUntilClosed() {
        try {
            while (!closed.await(REDRAW_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Draws if it is time to. */
    synchronized void draw() {
        Duration elapsed = elapsed();
        if (closed.getCount() == 0 || elapsed.compareTo(QUIET) < 0) {
            return;
        }
        if (terminal) {
            out.print(ERASE_LINE + bar() + state(elapsed));
            out.flush();
            shown = true;
            drawn = true;
        } else if (nanoTime.getAsLong() - lastLine >= PLAIN_EVERY.toNanos()) {
            out.println(what + ": " + state(elapsed));
            lastLine = nanoTime.getAsLong();
            shown = true;
        }
    }

    private void erase() {
        if (drawn) {
            out.print(ERASE_LINE);
            out.flush();
            drawn = false;
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }

    private String bar() {
        if (total.isEmpty()) {
            return what + "  ";
        }
        int full = (int) (share() * BAR_CELLS);
        return what + " [" + "#".repeat(full) + "-".repeat(BAR_CELLS - full) + "] ";
    }

    private String state(Duration elapsed) {
        if (words.isPresent()) {
            return words.get().get() + "  " + clock(elapsed);
        }
        String count = String.format(Locale.ROOT, "%,d", done.sum());
        if (total.isEmpty()) {
            return count + "  " + rate(elapsed) + "  " + clock(elapsed);
        }
        return String.format(
                Locale.ROOT,
                "%3d%%  %s/%,d  %s%s",
                (int) (share() * 100),
                count,
                total.getAsLong(),
                rate(elapsed),
                left(elapsed));
    }

    private String summary(Duration elapsed) {
        if (words.isPresent()) {
            return what + ": " + state(elapsed);
        }
        return String.format(Locale.ROOT, "%s: %,d in %s  %s", what, done.sum(), clock(elapsed), rate(elapsed));
    }

    private double share() {
        long all = total.orElse(0);
        return all == 0 ? 1 : Math.min(1, (double) done.sum() / all);
    }

    private String rate(Duration elapsed) {
        double perSecond = done.sum() * 1e9 / Math.max(1, elapsed.toNanos());
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    /** At the mean rate so far; nothing is said before the first step. */
    private String left(Duration elapsed) {
        long steps = done.sum();
        long open = total.orElse(0) - steps;
        if (steps == 0 || open <= 0) {
            return "";
        }
        return "  " + clock(Duration.ofMillis(Math.round((double) elapsed.toMillis() / steps * open))) + " left";
    }

    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /**
     * The launcher knows about standard error; Java itself only about input and output together. Its console is null
     * where these are no terminal: so on 25 again, which the suppressed check does not know.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        String told = System.getProperty("proofmark.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
