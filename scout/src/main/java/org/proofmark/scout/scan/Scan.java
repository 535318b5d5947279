package org.proofmark.scout.scan;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.politeness.TrapLimits;
import org.proofmark.scout.politeness.Traps;

/**
 * One round over watched sites. A {@link Walk} for each server waits for its turns and fetches, on a virtual thread; what
 * comes goes over a bounded {@link Desk} to the threads that read and look; what they make of it goes into the frontier,
 * from which the walks take what is next. A full desk stops the walks: nothing piles up.
 */
public final class Scan {
    /** Servers whose turns are waited for at the same time; few of them are asked at once. */
    private static final int MOST_WALKS = 4_096;

    private final Frontier frontier;
    private final Map<String, Source> sources;
    private final Manners manners;
    private final ScanSettings settings;
    private final InstantSource clock;
    private final Works works;
    private final PictureShelf shelf;
    private final Extractor extractor;
    private final Places places;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** What this round does, and has done. */
    private volatile Doing doing;

    private final Semaphore news = new Semaphore(0);
    private final Set<String> walking = ConcurrentHashMap.newKeySet();

    private record Doing(Looking looking, Counts counts) {}

    /**
     * A scan.
     *
     * @param frontier what to visit, and where it is kept; closed by its owner
     * @param sources the watched sites
     * @param manners what is owed to servers
     * @param extractor reads documents
     * @param works looks for works in images
     * @param shelf keeps the images in which some were found
     */
    public Scan(
            Frontier frontier,
            Collection<? extends Source> sources,
            Manners manners,
            Extractor extractor,
            Works works,
            PictureShelf shelf,
            ScanSettings settings,
            InstantSource clock) {
        this.frontier = frontier;
        this.sources = sources.stream().collect(Collectors.toMap(Source::name, Function.identity()));
        this.manners = manners;
        this.settings = settings;
        this.clock = clock;
        this.works = works;
        this.shelf = shelf;
        this.doing = begun();
        this.extractor = extractor;
        this.places = new Places(settings.hosts(), settings.slowHosts(), settings.quick());
    }

    private Doing begun() {
        return new Doing(new Looking(frontier, works, shelf, settings), new Counts());
    }

    /**
     * Goes a round, or the rest of one that was broken off.
     *
     * @param seeds where to begin; those on somebody's server are due in every round, as news is found there
     * @param everything whether every known address is due, or only those whose time has come
     * @return whether the round is complete; it is not where it was stopped
     */
    public boolean round(Collection<Lead> seeds, boolean everything) throws InterruptedException {
        Instant started = clock.instant();
        Doing now = begun();
        doing = now;
        frontier.begin(started, everything);
        frontier.offer(seeds.stream().map(seed -> due(seed, started)).toList(), started);
        Budgets budgets = new Budgets(settings, frontier.coverage());
        Desk desk = new Desk(settings.lookers(), this::fail);
        Traps traps = new Traps(TrapLimits.STANDARD, clock);
        frontier.asked(traps::asked);
        Walk.Ground ground = new Walk.Ground(
                frontier,
                sources,
                manners,
                traps,
                budgets,
                places,
                new Patience(settings.patience()),
                settings,
                clock,
                new Reading(extractor, now.looking, traps, settings, clock),
                now.looking,
                desk,
                now.counts,
                this::signal);
        while (goOn(ground) || !walking.isEmpty()) {
            await();
        }
        desk.finish();
        Throwable broken = failure.get();
        if (broken != null) {
            throw new IllegalStateException("the scan was broken off: " + broken.getMessage(), broken);
        }
        boolean complete = frontier.isEmpty();
        if (complete) {
            frontier.end(clock.instant());
        }
        return complete;
    }

    private Lead due(Lead seed, Instant now) {
        Source source = sources.get(seed.scope());
        return source != null && source.live() ? seed.changed(now) : seed;
    }

    /** Lets the walks end what they are doing, and nothing else. Any thread may call it. */
    public void stop() {
        stop.countDown();
        manners.stop();
        places.stop();
        signal();
    }

    /** How far the round has come. */
    public Tally tally() {
        Doing now = doing;
        return now.counts.tally(
                now.looking,
                frontier.waiting().values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
    }

    /** How far the round has come with each site of which something was asked, by name. */
    public List<SiteTally> sites() {
        return doing.counts.sites();
    }

    private boolean stopping() {
        return stop.getCount() == 0 || failure.get() != null;
    }

    private void fail(Throwable thrown) {
        failure.compareAndSet(null, thrown);
        signal();
    }

    /** Sends out walks to servers with something to hand out and no walk; answers whether anything is left to do. */
    private boolean goOn(Walk.Ground ground) {
        if (stopping()) {
            return false;
        }
        if (walking.size() < MOST_WALKS) {
            for (String host : frontier.ready()) {
                if (mayWalk(host)) {
                    Thread.ofVirtual().name("walk " + host).start(() -> walk(host, ground));
                }
            }
        }
        return !frontier.isEmpty();
    }

    /** Only the scan's own thread sends walks out, so the count cannot be exceeded. */
    private boolean mayWalk(String host) {
        return walking.size() < MOST_WALKS && walking.add(host);
    }

    private void walk(String host, Walk.Ground ground) {
        try {
            new Walk(host, ground).go(this::stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            walking.remove(host);
            signal();
        }
    }

    private void signal() {
        news.release();
    }

    /** Waits for news, or a little. */
    private void await() throws InterruptedException {
        boolean _ = news.tryAcquire(100, TimeUnit.MILLISECONDS);
        news.drainPermits();
    }
}
