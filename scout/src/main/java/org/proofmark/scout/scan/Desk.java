package org.proofmark.scout.scan;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where fetched things wait to be read: short, so that fetching stops when reading cannot keep up, and a kill loses little
 * that was fetched and not yet kept.
 */
final class Desk {
    private static final int PLACES_PER_READER = 1;

    private final BlockingQueue<Runnable> waiting;
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

    /** Lays a task down; waits for a place. */
    void put(Runnable task) throws InterruptedException {
        waiting.put(task);
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
