package org.proofmark.scout.scan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/**
 * The turns of browsers, which ask for many parts of a page at once. Whoever has a site's turn asks for all that wait there, one
 * after another: at the site of the page the walk that waits for it, elsewhere a keeper, who waits for the turn as a walk does
 * and gives it back when nobody waits any more. So the parts of a page come without rest between them, but never beside
 * another request to their site, and not before it has rested. A site that says it is overloaded is left alone.
 */
public final class PartTurns {
    /** How long a part waits where nothing goes on; a browser waits little longer for all of a page. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final String LEFT_ALONE = "its server asks to be left alone";

    private final Manners manners;
    private final Map<Site, Line> lines = new ConcurrentHashMap<>();

    /** The turns that these manners give. */
    public PartTurns(Manners manners) {
        this.manners = manners;
    }

    /** A request that waits to be made. */
    private static final class Part {
        private final Request request;
        private final long since = System.nanoTime();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final FutureTask<Outcome> task;

        Part(Request request, Function<Request, Outcome> exchange) {
            this.request = request;
            this.task = new FutureTask<>(() -> {
                begun.countDown();
                return exchange.apply(hurried());
            });
        }

        private Request hurried() {
            Duration left = request.deadline().minusNanos(System.nanoTime() - since);
            return new Request(
                    request.url(),
                    request.wanted(),
                    request.validators(),
                    request.referrer(),
                    request.maxBytes(),
                    left.isPositive() ? left : Duration.ofMillis(1));
        }

        boolean isLate() {
            return System.nanoTime() - since > request.deadline().toNanos();
        }

        Outcome notMade(String why) {
            return new Outcome.Unreachable(request.url(), List.of(), Outcome.Cause.DEADLINE, why);
        }

        Outcome outcome() {
            return task.state() == Future.State.SUCCESS ? task.resultNow() : notMade("broken off");
        }
    }

    /** Those who wait at one site. */
    private static final class Line {
        private final BlockingQueue<Part> waiting = new LinkedBlockingQueue<>();
        private boolean attended;
        private boolean lent;
        private volatile boolean busy;
        private volatile long moved = System.nanoTime();
        private volatile @Nullable Long restsUntil;

        boolean rests() {
            Long until = restsUntil;
            return until != null && until - System.nanoTime() > 0;
        }

        boolean standsStill(Part part) {
            long since = Math.max(moved - part.since, 0) + part.since;
            return !busy && System.nanoTime() - since > LONGEST_WAIT.toNanos();
        }

        Outcome serve(Part part) {
            busy = true;
            try {
                part.task.run();
            } finally {
                busy = false;
                moved = System.nanoTime();
            }
            if (part.task.isCancelled()) {
                boolean _ = Thread.interrupted(); // meant for the request, not for whoever makes it
            }
            return part.outcome();
        }

        /** Begins the rest that an overloaded site needs, before anybody learns of its answer. */
        Outcome heed(Outcome outcome) {
            if (outcome instanceof Outcome.Failed failed && Pace.isOverload(failed)) {
                Duration rest = failed.retryAfter().filter(Duration::isPositive).orElse(REST);
                restsUntil = System.nanoTime() + (rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest).toNanos();
            }
            return outcome;
        }
    }

    /** Makes a request when it is its turn; waits for what comes of it. */
    public Outcome ask(Request request, Function<Request, Outcome> exchange) {
        Url url = request.url();
        Line line = lines.computeIfAbsent(url.site(), any -> new Line());
        Part part = new Part(request, asked -> line.heed(exchange.apply(asked)));
        if (line.rests()) {
            return part.notMade(LEFT_ALONE);
        }
        synchronized (line) {
            line.waiting.add(part);
            attend(line, url);
        }
        try {
            while (!part.begun.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                if (line.rests()) {
                    return part.notMade(LEFT_ALONE);
                }
                if (line.standsStill(part) || part.isLate()) {
                    return part.notMade("it was not its turn in time");
                }
            }
            return part.task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return part.notMade("not waited for");
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking for " + url, e.getCause());
        } finally {
            line.waiting.remove(part);
            part.task.cancel(true);
        }
    }

    private void attend(Line line, Url url) {
        if (!line.lent && !line.attended) {
            line.attended = true;
            Thread.ofVirtual().name("parts " + url.site()).start(() -> keep(line, url));
        }
    }

    /** Waits for the turn, serves, gives it back; as long as somebody waits. */
    private void keep(Line line, Url url) {
        boolean more = true;
        try {
            while (more) {
                manners.await(url);
                serveAll(line, url);
                synchronized (line) {
                    more = !line.lent && !line.waiting.isEmpty();
                    line.attended = more;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody is to ask any more
        } finally {
            if (more) {
                synchronized (line) {
                    line.attended = false;
                }
            }
        }
    }

    private void serveAll(Line line, Url url) {
        Outcome last = new Outcome.Unchanged(url, List.of());
        long took = 0;
        try {
            for (Part part = next(line); part != null; part = next(line)) {
                long began = System.nanoTime();
                last = line.serve(part);
                took = System.nanoTime() - began;
            }
        } finally {
            manners.done(url, Duration.ofNanos(took), last);
        }
    }

    private static @Nullable Part next(Line line) {
        return line.rests() ? null : line.waiting.poll();
    }

    /**
     * Makes the requests for what lies at a site, on the thread that has the turn there, until a page is built.
     *
     * @param page of that site
     * @return that the site is overloaded, where it said so
     */
    public Optional<Outcome> serveUntil(Future<?> built, Url page) {
        Line line = lines.computeIfAbsent(page.site(), any -> new Line());
        synchronized (line) {
            line.lent = true;
        }
        Optional<Outcome> overload = Optional.empty();
        boolean interrupted = false;
        while (!built.isDone()) {
            try {
                Part part = line.waiting.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (part != null && !line.rests()) {
                    Outcome outcome = line.serve(part);
                    overload = Pace.isOverload(outcome) ? Optional.of(outcome) : overload;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        synchronized (line) {
            line.lent = false;
            if (!line.waiting.isEmpty()) {
                attend(line, page);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return overload;
    }

    /** The round is over. */
    void forget() {
        lines.values().removeIf(line -> {
            synchronized (line) {
                return !line.lent && !line.attended && !line.rests();
            }
        });
    }
}
