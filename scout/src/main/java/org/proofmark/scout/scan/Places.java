package org.proofmark.scout.scan;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many servers are being asked at once. Whoever only waits for a turn has no place; whoever is being answered for long
 * steps aside when others want one: so servers that drip hold up nobody, as long as there is room aside.
 */
final class Places {
    private static final long LOOK_AGAIN = 10;

    private final Semaphore free;
    private final Semaphore aside;
    private final long patience;
    private volatile boolean stopped;
    private final Set<Place> taken = ConcurrentHashMap.newKeySet();

    /**
     * Places.
     *
     * @param most servers that answer quickly
     * @param slow servers that do not, beside those
     * @param patience how long an answer is quick
     */
    Places(int most, int slow, Duration patience) {
        free = new Semaphore(most);
        aside = new Semaphore(slow);
        this.patience = patience.toNanos();
    }

    /** A place of one who asks, until closed. */
    final class Place implements AutoCloseable {
        private final long since = System.nanoTime();
        private Semaphore where = free;
        private boolean answered;

        private synchronized void stepAside() {
            if (where.equals(free) && !answered && aside.tryAcquire()) {
                where = aside;
                free.release();
            }
        }

        /** The answer is there, and held until somebody reads it: so many answers are held at most. */
        synchronized void answered() {
            answered = true;
        }

        @Override
        public synchronized void close() {
            taken.remove(this);
            where.release();
        }
    }

    /** From now on nobody gets a place. */
    void stop() {
        stopped = true;
    }

    /**
     * Waits for a place.
     *
     * @throws InterruptedException when nobody is to ask any more
     */
    Place take() throws InterruptedException {
        while (!free.tryAcquire(LOOK_AGAIN, TimeUnit.MILLISECONDS)) {
            if (stopped) {
                throw new InterruptedException("stopped while waiting for a place");
            }
            long now = System.nanoTime();
            taken.stream().filter(place -> now - place.since > patience).forEach(Place::stepAside);
        }
        Place place = new Place();
        taken.add(place);
        return place;
    }
}
