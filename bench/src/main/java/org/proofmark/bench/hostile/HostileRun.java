package org.proofmark.bench.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.ProcessMemory;
import org.proofmark.engine.worker.WorkerPool;

/** Examines every file of a folder in worker processes, as many at a time as there are workers, round after round. */
public final class HostileRun {
    /** Beside the limit: the successor of a worker that died has to come up. */
    private static final double START_MILLIS = 10_000;

    /** The first rounds fill caches and warm the compiler up: with no more than these, memory tells nothing. */
    static final int SETTLED = 2;

    private final Path folder;
    private final PoolSettings settings;

    /**
     * One round.
     *
     * @param answers every file's outcome; kept of the last round only
     * @param late how many answers came later than they may
     * @param deaths how many workers died of a file
     * @param seconds how long it took
     * @param residentMegabytes resident memory of this process afterwards
     * @param heapMegabytes live heap of this process afterwards
     */
    record Round(
            List<Answered> answers,
            long late,
            long deaths,
            double seconds,
            double residentMegabytes,
            double heapMegabytes) {
        /** Its figures alone: what is kept of a round must not weigh on the next. */
        Round withoutAnswers() {
            return new Round(List.of(), late, deaths, seconds, residentMegabytes, heapMegabytes);
        }
    }

    /** A run over all files below a folder. */
    public HostileRun(Path folder, PoolSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Runs so many rounds, telling each on standard output. */
    public HostileReport run(int count) throws IOException {
        List<Path> files = files();
        List<Round> rounds = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(settings);
                ExecutorService callers = Executors.newFixedThreadPool(settings.workers())) {
            for (int i = 0; i < count; i++) {
                Round round = round(pool, callers, files);
                rounds.add(i == count - 1 ? round : round.withoutAnswers());
                System.out.printf(
                        "round %d: %d files in %.1f s; this process: %.0f MB resident, %.1f MB heap%n",
                        i + 1, files.size(), round.seconds(), round.residentMegabytes(), round.heapMegabytes());
            }
        }
        return new HostileReport(rounds, settings, limitMillis());
    }

    private double limitMillis() {
        return settings.limits().time().toMillis() + START_MILLIS;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Round round(WorkerPool pool, ExecutorService callers, List<Path> files) {
        long start = System.nanoTime();
        List<Future<Answered>> pending = files.stream()
                .map(file -> callers.submit(() -> examine(pool, file)))
                .toList();
        List<Answered> answers = pending.stream().map(HostileRun::get).toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
        double resident =
                ProcessMemory.residentKibibytes(ProcessHandle.current().pid()).orElse(0) / 1024.0;
        long late = answers.stream()
                .filter(answer -> answer.millis() > limitMillis())
                .count();
        long deaths = answers.stream().filter(Answered::killed).count();
        return new Round(answers, late, deaths, seconds, resident, heap);
    }

    private Answered examine(WorkerPool pool, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            long start = System.nanoTime();
            Examination outcome = pool.examine(bytes, Detail.QUERY);
            return Answered.of(folder.relativize(file), bytes.length, (System.nanoTime() - start) / 1e6, outcome);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Answered get(Future<Answered> pending) {
        try {
            return pending.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a file was not answered", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
