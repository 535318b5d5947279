package org.proofmark.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;

/** Ways of reading one made site, each a fresh process: scans, {@code wget --mirror}, and the engine with nothing fetched. */
public final class SpeedRace {
    private final MadeSite site;
    private final CountingServer server;
    private final Path works;
    private final Path home;

    /** @param home a folder for what the ways write; it is deleted after each */
    public SpeedRace(MadeSite site, CountingServer server, Path works, Path home) {
        this.site = site;
        this.server = server;
        this.works = works;
        this.home = home;
    }

    /** Scans the whole site with so many lookers. */
    Lap scan(int lookers) throws IOException, InterruptedException {
        return scan(lookers, List.of());
    }

    /** The same beside other sites, in one scan; what they make of it is not counted. */
    Lap scan(int lookers, List<String> others) throws IOException, InterruptedException {
        Path folder = fresh("scan");
        List<String> sites = new ArrayList<>(others);
        sites.add(server.address());
        int code = ScanProcess.start(works, sites, folder, lookers, false).join();
        if (code != 0) {
            throw new IOException("the scan ended with %d; see %s".formatted(code, folder.resolve("scan.txt")));
        }
        return lap();
    }

    /** Whether there is such a program. */
    static boolean has(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Mirrors the whole site with wget. */
    Lap wget() throws IOException, InterruptedException {
        Path folder = fresh("wget");
        int code = new ProcessBuilder(
                        "wget",
                        "--mirror",
                        "--quiet",
                        "--no-proxy",
                        "--level=inf",
                        "-P",
                        folder.toString(),
                        server.address())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("wget ended with " + code);
        }
        return lap();
    }

    private Lap lap() throws IOException {
        long images = server.images();
        Lap lap =
                new Lap(server.requests() - server.robots() - images, images, server.seconds(), server.secondsOfHalf());
        if (server.paths().size() != site.addresses()) {
            throw new IOException(
                    "%d of %d addresses were asked for".formatted(server.paths().size(), site.addresses()));
        }
        return lap;
    }

    /** Looks at the site's images with so many threads and workers, nothing fetched. */
    Lap engine(int threads) throws IOException, InterruptedException {
        PoolSettings standard = PoolSettings.standard();
        int images = site.addresses() - site.pages();
        try (Examiner pool =
                        new WorkerPool(new PoolSettings(threads, standard.imagesPerWorker(), MediaLimits.standard()));
                SegmentedIndex index = index(pool)) {
            CopyFinder finder = CopyFinder.brisk(pool, index); // as a scan has it
            AtomicInteger next = new AtomicInteger();
            long started = System.nanoTime();
            AtomicLong middle = new AtomicLong();
            List<Thread> lookers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                lookers.add(Thread.ofPlatform().start(() -> {
                    for (int n = next.getAndIncrement(); n < images; n = next.getAndIncrement()) {
                        if (n == images / 2) {
                            middle.set(System.nanoTime());
                        }
                        finder.find(site.images().file(n));
                    }
                }));
            }
            for (Thread looker : lookers) {
                looker.join();
            }
            long ended = System.nanoTime();
            return new Lap(0, images, (ended - started) / 1e9, (ended - middle.get()) / 1e9);
        }
    }

    private SegmentedIndex index(Examiner pool) throws IOException {
        Map<String, Fingerprint> all = new HashMap<>();
        for (Path work : Pictures.in(works).files()) {
            if (pool.examine(Pictures.bytes(work), Detail.REFERENCE) instanceof Examined seen) {
                all.put(Pictures.name(work), seen.fingerprint());
            }
        }
        SegmentedIndex index = SegmentedIndex.open(fresh("index"));
        index.add(all);
        return index;
    }

    private Path fresh(String name) throws IOException {
        Path folder = home.resolve(name);
        Folders.delete(folder);
        server.reset();
        return Files.createDirectories(folder);
    }
}
