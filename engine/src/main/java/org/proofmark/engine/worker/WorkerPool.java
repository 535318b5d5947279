package org.proofmark.engine.worker;

import static org.proofmark.engine.media.Undecodable.Reason.DECODER_DIED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.RenditionOrder;

/**
 * Examines foreign files in a few worker processes. A worker that hangs is killed at the wall-clock limit, one that runs
 * out of memory or crashes is replaced; either costs the one file it was given.
 *
 * <p>Callers wait for a free worker, the longest waiting first. The limit on time starts when a worker takes the file.
 * The class path, Java and system properties that matter are those of this process; its environment is not handed on.
 */
public final class WorkerPool implements Examiner {
    /** A worker is looked at for growth after so many files. */
    private static final int GROWTH_CHECK = 64;

    /** Resident memory beside the heap that a healthy worker does not reach, in MiB: JVM, libraries, buffers. */
    private static final int RESIDENT_MEGABYTES = 640;

    /** How often overdue answers are looked for: one clock for all costs nothing per file. */
    private static final long CLOCK_MILLIS = 50;

    private final PoolSettings settings;
    private final WorkerCommand command;
    private final ScheduledThreadPoolExecutor clock;
    private final Semaphore free;
    private final Queue<WorkerProcess> idle = new ConcurrentLinkedQueue<>();
    private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Opens a pool: starts its workers side by side, without waiting for them.
     *
     * @throws UncheckedIOException if no process can be started
     */
    public WorkerPool(PoolSettings settings) {
        this(settings, Worker.class.getName());
    }

    WorkerPool(PoolSettings settings, String mainClass) {
        this.settings = settings;
        command = new WorkerCommand(settings, mainClass);
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("worker-clock").factory());
        ScheduledFuture<?> _ = clock.scheduleWithFixedDelay(
                () -> alive.forEach(WorkerProcess::killIfLate), CLOCK_MILLIS, CLOCK_MILLIS, TimeUnit.MILLISECONDS);
        free = new Semaphore(settings.workers(), true);
        for (int i = 0; i < settings.workers(); i++) {
            idle.add(start());
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the pool is closed
     * @throws UncheckedIOException if worker processes do not start; the message tells their last words
     */
    @Override
    public Examination examine(byte[] file, Detail detail, RenditionOrder order) {
        Optional<Undecodable> tooLarge = settings.limits().tooManyBytes(file);
        if (tooLarge.isPresent()) {
            return new Unreadable(tooLarge.get().reason(), tooLarge.get().explanation());
        }
        WorkerProtocol.Look look = new WorkerProtocol.Look(file, detail, order);
        return asked(worker -> worker.examine(look), new Unreadable(DECODER_DIED, "the pool of workers was closed"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the pool is closed
     * @throws UncheckedIOException if worker processes do not start; the message tells their last words
     */
    @Override
    public Optional<BgrPicture> picture(byte[] file, int longSide) {
        WorkerProtocol.Show show = new WorkerProtocol.Show(file, longSide);
        if (settings.limits().tooManyBytes(file).isPresent()) {
            return Optional.empty();
        }
        return asked(worker -> worker.picture(show), Optional.empty());
    }

    private <A> A asked(Function<WorkerProcess, A> question, A ifClosed) {
        free.acquireUninterruptibly();
        try {
            return askedOf(readyWorker(), question, ifClosed);
        } finally {
            free.release();
        }
    }

    private <A> A askedOf(WorkerProcess worker, Function<WorkerProcess, A> question, A ifClosed) {
        A answer = question.apply(worker);
        if (closed) {
            retire(worker);
            return worker.isDead() ? ifClosed : answer;
        }
        if (worker.isDead() || isSpent(worker)) {
            retire(worker);
            idle.add(start()); // it comes up while others work
        } else {
            idle.add(worker);
        }
        return answer;
    }

    private boolean isSpent(WorkerProcess worker) {
        if (worker.images() >= settings.imagesPerWorker()) {
            return true;
        }
        long most = 1024L * (settings.limits().workerMemoryMegabytes() + RESIDENT_MEGABYTES);
        return worker.images() % GROWTH_CHECK == 0
                && ProcessMemory.residentKibibytes(worker.pid()).orElse(0) > most;
    }

    /** A worker that greeted; one that died idle is replaced, one that does not start is tried once more. */
    private WorkerProcess readyWorker() {
        WorkerProcess worker = idle.poll();
        for (boolean again = true; ; again = false) {
            requireOpen();
            if (worker == null || worker.isDead()) {
                worker = start();
            }
            try {
                worker.awaitReady();
                return worker;
            } catch (IOException failed) {
                retire(worker);
                if (!again) {
                    throw new UncheckedIOException(failed);
                }
                worker = null;
            }
        }
    }

    private WorkerProcess start() {
        try {
            WorkerProcess worker =
                    new WorkerProcess(command.start(), settings.limits().time());
            alive.add(worker);
            if (closed) {
                retire(worker); // close() may have passed before it was known
            }
            return worker;
        } catch (IOException failed) {
            throw new UncheckedIOException("a worker process could not be started", failed);
        }
    }

    private void retire(WorkerProcess worker) {
        worker.kill();
        alive.remove(worker);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the pool of workers is closed");
        }
    }

    /** The process ids of the workers. */
    Set<Long> pids() {
        return Set.copyOf(alive.stream().map(WorkerProcess::pid).toList());
    }

    /** Kills every worker; files being examined are answered "cannot be decoded". */
    @Override
    public void close() {
        closed = true;
        alive.forEach(this::retire);
        clock.shutdownNow();
    }
}
