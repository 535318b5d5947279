package org.proofmark.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work on many things by several threads, with the results taken in the order of the things. At most four per thread are
 * under way or waiting to be taken, so memory does not grow with their number.
 */
final class InOrder {
    private static final int AHEAD = 4;

    private InOrder() {}

    /**
     * Does the work.
     *
     * @param work called by the threads
     * @param take called by this thread, in order
     */
    static <T, R> void each(List<T> things, int threads, Function<T, R> work, Consumer<R> take) {
        ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("work-", 1).factory());
        try {
            Deque<Future<R>> underWay = new ArrayDeque<>();
            for (T thing : things) {
                if (underWay.size() >= AHEAD * threads) {
                    take.accept(result(underWay.remove()));
                }
                underWay.add(executor.submit(() -> work.apply(thing)));
            }
            while (!underWay.isEmpty()) {
                take.accept(result(underWay.remove()));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
