package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes received files one after the other, as many at once as there are workers, and has each looked at. The queue is the
 * table of uploads: a kill at any moment loses nothing, and what was begun is begun again.
 */
@Component
class Registrar implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /**
     * A file that was begun so often without an end has killed those who looked at it. Workers die for it without this being
     * counted; so many deaths of the whole program are no chance.
     */
    private static final int ATTEMPTS = 8;

    private static final Duration LEASE = Duration.ofMinutes(10);

    private final UploadStore uploads;
    private final Reception reception;
    private final Room room;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private ExecutorService threads = Executors.newSingleThreadExecutor();

    Registrar(UploadStore uploads, Reception reception, Room room) {
        this.uploads = uploads;
        this.reception = reception;
        this.room = room;
    }

    /** There may be something in the queue. */
    void wake() {
        work.release();
    }

    @Override
    public void start() {
        uploads.releaseAll();
        running = true;
        int several = reception.severalAtOnce();
        threads = Executors.newFixedThreadPool(
                several, Thread.ofPlatform().name("registrar-", 1).daemon(true).factory());
        for (int thread = 0; thread < several; thread++) {
            threads.execute(this::run);
        }
    }

    private void run() {
        while (running) {
            try {
                if (!step()) {
                    work.tryAcquire(2, TimeUnit.SECONDS);
                    work.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException broken) {
                if (!running) {
                    return;
                }
                LOG.error("a received file could not be looked at; it stays in the queue", broken);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(2));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean step() {
        Optional<Upload> next = uploads.take(LEASE, ATTEMPTS);
        if (next.isEmpty()) {
            uploads.givenUp(ATTEMPTS)
                    .forEach(upload -> uploads.end(
                            upload.id(), Upload.State.REFUSED, Optional.empty(), Optional.of("refused.fatal")));
            return false;
        }
        boolean done = false;
        try {
            room.check();
            reception.receive(next.get());
            done = true;
        } catch (Refused | IOException broken) {
            LOG.warn("upload {} waits: {}", next.get().id(), broken.toString());
            uploads.release(next.get().id(), waits(broken));
            done = true;
            pause();
        } finally {
            if (!done && !running) {
                uploads.release(next.get().id(), Optional.empty());
            }
        }
        return true;
    }

    private static Optional<String> waits(Exception broken) {
        boolean full = broken instanceof Refused refused && refused.kind() == Refused.Kind.NO_ROOM;
        return full ? Optional.of("told.waitsForRoom") : Optional.empty();
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
