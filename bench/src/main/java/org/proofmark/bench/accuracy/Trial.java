package org.proofmark.bench.accuracy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.proofmark.cli.Progress;

/** Registers works with finders and asks them queries. */
final class Trial {
    private final List<Finder> finders;
    private final KnownCopies known;
    private final List<List<Prediction>> predictions = new ArrayList<>();
    private final long[] cpuNanos;
    private final long[] registerNanos;
    private List<Query> asked = List.of();

    Trial(List<Finder> finders, KnownCopies known) {
        this.finders = finders;
        this.known = known;
        cpuNanos = new long[finders.size()];
        registerNanos = new long[finders.size()];
        finders.forEach(finder -> predictions.add(new ArrayList<>()));
    }

    /** Registers works by name; their files are read or made one by one. */
    void register(String what, Map<String, Supplier<byte[]>> works) {
        try (Progress progress = Progress.start(what, OptionalLong.of(works.size()))) {
            works.forEach((name, source) -> {
                byte[] file = source.get();
                for (int f = 0; f < finders.size(); f++) {
                    long start = cpu();
                    finders.get(f).register(name, file);
                    registerNanos[f] += cpu() - start;
                }
                progress.step();
            });
        }
        finders.forEach(Finder::ready);
    }

    /** Asks all queries of all finders. A query's file is made when its turn comes, and dropped after. */
    void ask(String what, List<Query> queries, int threads) throws InterruptedException {
        asked = queries;
        AtomicInteger next = new AtomicInteger();
        try (Progress progress = Progress.start(what, OptionalLong.of(queries.size()));
                ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(workers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < queries.size(); i = next.getAndIncrement()) {
                        ask(queries.get(i));
                        progress.step();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void ask(Query query) {
        byte[] file = query.file().get();
        for (int f = 0; f < finders.size(); f++) {
            long start = cpu();
            List<Found> found = finders.get(f).find(file);
            keep(f, query, found, cpu() - start);
        }
    }

    private synchronized void keep(int finder, Query query, List<Found> answers, long nanos) {
        cpuNanos[finder] += nanos;
        for (Found found : answers) {
            boolean right = query.reference().equals(found.reference());
            if (right || !known.holds(query.source(), found.reference())) {
                predictions.get(finder).add(new Prediction(query, found, right));
            }
        }
    }

    /** The figures of the finder of that number. */
    Figures figures(int finder) {
        return new Figures(predictions.get(finder), asked);
    }

    /** The same without pairs of a list. */
    Figures figures(int finder, KnownCopies without) {
        List<Prediction> left = predictions.get(finder).stream()
                .filter(p -> p.right()
                        || !without.holds(p.query().source(), p.found().reference()))
                .toList();
        return new Figures(left, asked);
    }

    List<Finder> finders() {
        return finders;
    }

    List<Query> asked() {
        return asked;
    }

    /** CPU milliseconds of a query, decoding included. */
    double queryMillis(int finder) {
        return cpuNanos[finder] / 1e6 / Math.max(1, asked.size());
    }

    /** CPU milliseconds of all registering. */
    double registerMillis(int finder) {
        return registerNanos[finder] / 1e6;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
