package org.proofmark.scout.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.url.Url;

/**
 * One headless Chromium, kept running from page to page; each page gets a fresh profile of its own. One page at a time: who
 * wants several at once takes several browsers.
 */
public final class Browser implements AutoCloseable {
    private static final Duration PARTING = Duration.ofSeconds(3);

    private final Fetcher fetcher;
    private final RenderSettings settings;
    private final boolean alone;
    private final Thread atExit;
    private volatile Chromium chromium;

    private Browser(Fetcher fetcher, RenderSettings settings, boolean alone) throws NoBrowserException {
        this.fetcher = fetcher;
        this.settings = settings;
        this.alone = alone;
        this.chromium = Chromium.start(settings, alone);
        this.atExit = Thread.ofPlatform().unstarted(() -> chromium.kill());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a browser whose every request goes through a fetcher.
     *
     * @throws NoBrowserException where there is none, with how to install it, or it does not start
     */
    public static Browser start(Fetcher fetcher, RenderSettings settings) throws NoBrowserException {
        return new Browser(fetcher, settings, true);
    }

    /** The same without the system's help: what the other walls hold by themselves. */
    static Browser withNetwork(Fetcher fetcher, RenderSettings settings) throws NoBrowserException {
        return new Browser(fetcher, settings, false);
    }

    /** Whether there is a browser here; empty, or why not and how to install it. */
    public static Optional<String> missing(RenderSettings settings) {
        try {
            Chromium.find(settings.executable());
            return Optional.empty();
        } catch (NoBrowserException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Shows a page, scrolls it to its end, and tells what came of it. */
    public synchronized Rendered render(Url url, Shots shots) {
        Chromium running;
        try {
            running = running();
        } catch (NoBrowserException e) {
            return nothing(url, String.valueOf(e.getMessage()));
        }
        Watch watch = new Watch(running, settings);
        Visit visit = new Visit(running.devTools(), fetcher, settings, url, shots);
        try (watch) {
            visit.run();
        }
        if (!visit.leave(PARTING)) {
            running.kill();
        }
        return visit.rendered(watch.reason());
    }

    private Chromium running() throws NoBrowserException {
        if (!chromium.running()) {
            chromium.kill();
            chromium = Chromium.start(settings, alone);
        }
        return chromium;
    }

    private static Rendered nothing(Url url, String why) {
        return new Rendered(
                url, url, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(why), List.of(why));
    }

    @Override
    public synchronized void close() {
        chromium.kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the program is ending: the hook does the same
        }
    }

    /** Kills a browser that takes more time or memory than it may. */
    private static final class Watch implements AutoCloseable {
        private static final Duration EVERY = Duration.ofMillis(250);
        private static final Duration GRACE = Duration.ofSeconds(5);

        private final Thread thread;
        private final List<String> reasons = new ArrayList<>();

        Watch(Chromium chromium, RenderSettings settings) {
            long until = System.nanoTime() + settings.total().plus(GRACE).toNanos();
            thread = Thread.ofVirtual().name("browser watch").start(() -> run(chromium, settings, until));
        }

        private void run(Chromium chromium, RenderSettings settings, long until) {
            try {
                while (System.nanoTime() < until && chromium.memory() < (long) settings.memoryMegabytes() << 20) {
                    Thread.sleep(EVERY);
                }
                boolean late = System.nanoTime() >= until;
                synchronized (reasons) {
                    reasons.add(
                            late
                                    ? "killed: it did not end in time"
                                    : "killed: more than %,d MB of memory".formatted(settings.memoryMegabytes()));
                }
                chromium.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // all was well
            }
        }

        @Nullable
        String reason() {
            synchronized (reasons) {
                return reasons.isEmpty() ? null : reasons.getFirst();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
