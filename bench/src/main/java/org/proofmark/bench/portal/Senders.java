package org.proofmark.bench.portal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Several who upload at once, each one file after the other, for as long as they are given files; kills only make them wait. */
final class Senders implements AutoCloseable {
    private static final long PAUSE = 40;

    private final Visitor visitor;
    private final MadeFiles files;
    private final Tally tally;
    private final Semaphore allowed = new Semaphore(0);
    private final List<Sending> all = new ArrayList<>();
    private final List<Thread> threads;
    private boolean open;
    private volatile boolean ending;

    Senders(int threads, Visitor visitor, MadeFiles files, Tally tally, RandomGenerator.SplittableGenerator random) {
        this.visitor = visitor;
        this.files = files;
        this.tally = tally;
        this.threads = random.splits(threads)
                .map(own -> Thread.ofVirtual().start(() -> run(own)))
                .toList();
    }

    /** So many files more may be begun. */
    void allow(int more) {
        allowed.release(more);
    }

    /** The portal can be reached there. */
    synchronized void reach(String address) {
        visitor.moveTo(address);
        open = true;
        notifyAll();
    }

    /** The portal is about to be killed; calls under way break. */
    synchronized void unreach() {
        open = false;
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (!open) {
            wait();
        }
    }

    private void run(RandomGenerator random) {
        try {
            for (Sending next = next(random); next != null; next = next(random)) {
                send(next, random);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @org.jspecify.annotations.Nullable Sending next(RandomGenerator random) throws InterruptedException {
        allowed.acquire();
        if (ending) {
            return null;
        }
        synchronized (all) {
            UUID id = new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
            Sending sending = new Sending(id, files.get(all.size()), tally);
            all.add(sending);
            return sending;
        }
    }

    private void send(Sending sending, RandomGenerator random) throws InterruptedException {
        while (!sending.isWhole()) {
            awaitOpen();
            try {
                sending.goOn(visitor, random);
            } catch (IOException broken) {
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Waits until what was begun is sent whole. */
    List<Sending> finish() throws InterruptedException {
        ending = true;
        allowed.drainPermits();
        allowed.release(threads.size());
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
