package org.proofmark.bench.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;

/** Files a second from the first byte until they are works, beside what the engine alone does with them, and the disk. */
final class UploadSpeed {
    private static final RenditionOrder RENDITIONS = RenditionOrder.of(240, 480, 960, 1440);
    private static final int AT_ONCE = 4;
    private static final long DISK_NANOS = 3_000_000_000L;

    private final MadeFiles files;
    private final Visitor visitor;

    UploadSpeed(MadeFiles files, Visitor visitor) {
        this.files = files;
        this.visitor = visitor;
    }

    /** The first half meets a program that has just started. */
    String measure(int count) throws IOException, InterruptedException {
        List<byte[]> pictures = files.models(count);
        List<byte[]> first = pictures.subList(0, count / 2);
        List<byte[]> rest = pictures.subList(count / 2, count);
        double portalFirst = portal(first);
        double portalRest = portal(rest);
        try (WorkerPool pool = new WorkerPool(PoolSettings.standard())) {
            return """
                    | files a second, %d files, %d at once; load of the machine at the end: %s | first half | second half |
                    |---|--:|--:|
                    | portal, from the first byte until all are works | %.1f | %.1f |
                    | engine alone: fingerprint and renditions | %.1f | %.1f |
                    | disk: a new file of 64 KiB, written and forced | %.0f | |
                    """.formatted(
                            count,
                            AT_ONCE,
                            Usage.load(),
                            portalFirst,
                            portalRest,
                            engine(pool, first),
                            engine(pool, rest),
                            disk());
        }
    }

    private double portal(List<byte[]> pictures) throws IOException, InterruptedException {
        Tally tally = new Tally();
        List<Sending> sent = new ArrayList<>();
        for (int number = 0; number < pictures.size(); number++) {
            MadeFile file = new MadeFile(number, MadeFile.Kind.MODEL, pictures.get(number), List.of());
            sent.add(new Sending(UUID.randomUUID(), file, tally));
        }
        long begin = System.nanoTime();
        atOnce(sent, one -> one.sendWhole(visitor));
        new Aftermath(sent, tally).await(visitor);
        return pictures.size() * 1e9 / (System.nanoTime() - begin);
    }

    private static double engine(WorkerPool pool, List<byte[]> pictures) throws InterruptedException {
        long begin = System.nanoTime();
        atOnce(pictures, one -> pool.examine(one, Detail.REFERENCE, RENDITIONS));
        return pictures.size() * 1e9 / (System.nanoTime() - begin);
    }

    private double disk() throws IOException {
        Path folder = Files.createTempDirectory("forced");
        long begin = System.nanoTime();
        int written = 0;
        for (; System.nanoTime() - begin < DISK_NANOS; written++) {
            Path file = folder.resolve(Integer.toString(written));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1 << 16));
                channel.force(true);
            }
        }
        double rate = written * 1e9 / (System.nanoTime() - begin);
        for (int file = 0; file < written; file++) {
            Files.delete(folder.resolve(Integer.toString(file)));
        }
        Files.delete(folder);
        return rate;
    }

    /** What is done with each. */
    private interface Act<T> {
        void on(T one) throws IOException, InterruptedException;
    }

    private static <T> void atOnce(List<T> all, Act<T> act) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> pending = new ArrayList<>();
            for (T one : all) {
                pending.add(threads.submit(() -> {
                    act.on(one);
                    return null;
                }));
            }
            for (Future<?> each : pending) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(new IOException(failed.getCause()));
        }
    }
}
