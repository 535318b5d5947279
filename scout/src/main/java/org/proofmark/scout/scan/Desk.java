package org.proofmark.scout.scan;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.proofmark.scout.url.Url;

/**
 * Where fetched things wait to be read: short, so that fetching stops when reading cannot keep up, and a kill loses little
 * that was fetched and not yet kept.
 */
final class Desk {
    private static final int PLACES_PER_READER = 1;

    private final BlockingQueue<Runnable> waiting;
    private final Map<Url, CountDownLatch> unread = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch idle;

    /**
     * A desk.
     *
     * @param readers how many threads read
     * @param trouble takes what a task throws
     */
    Desk(int readers, Consumer<Throwable> trouble) {
        waiting = new ArrayBlockingQueue<>(readers * PLACES_PER_READER);
        idle = new CountDownLatch(readers);
        for (int i = 0; i < readers; i++) {
            Thread.ofPlatform().name("desk-" + i).daemon().start(() -> read(trouble));
        }
    }

    /** Lays down what is to be done with what came from some addresses; waits for a place. */
    void put(Set<Url> addresses, Runnable task) throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        addresses.forEach(url -> unread.put(url, read));
        boolean laid = false;
        try {
            waiting.put(() -> {
                try {
                    task.run();
                } finally {
                    cleared(addresses, read);
                }
            });
            laid = true;
        } finally {
            if (!laid) {
                cleared(addresses, read);
            }
        }
    }

    private void cleared(Set<Url> addresses, CountDownLatch read) {
        addresses.forEach(url -> unread.remove(url, read));
        read.countDown();
    }

    /** Waits until what came from an address is read, where it lies here. */
    void await(Url url) throws InterruptedException {
        CountDownLatch read = unread.get(url);
        if (read != null) {
            read.await();
        }
    }

    private void read(Consumer<Throwable> trouble) {
        try {
            while (closed.getCount() > 0 || !waiting.isEmpty()) {
                Runnable task = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (task != null) {
                    run(task, trouble);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            idle.countDown();
        }
    }

    /** A reader outlives what its task throws: whoever waits for a place must get one. */
    private static void run(Runnable task, Consumer<Throwable> trouble) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            trouble.accept(e);
        }
    }

    /** Waits until everything laid down is read. */
    void finish() throws InterruptedException {
        closed.countDown();
        idle.await();
    }
}
