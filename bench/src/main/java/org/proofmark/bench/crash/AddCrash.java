package org.proofmark.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.cli.Main;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;

/**
 * A campaign of kills of the command {@code index add} on a folder of photos: the same command again and again, killed with its
 * workers, until it is once done; then from the beginning. Whatever was in the index after one kill must be there after the next.
 */
public final class AddCrash {
    private static final int LONGEST_LIFE = 6_000;

    private final Pictures photos;
    private final Path folder;
    private final Path index;
    private final SplittableRandom random;
    private final Map<String, Fingerprint> own = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private Set<String> registered = Set.of();
    private long kept;
    private int grown;
    private int done;

    /**
     * @param folder of photos, none in a folder of its own
     * @param index the index's folder, made and deleted
     */
    public AddCrash(Path folder, Path index, long seed) throws IOException {
        this.photos = Pictures.in(folder);
        this.folder = folder;
        this.index = index;
        random = new SplittableRandom(seed);
        try (Examiner pool = new WorkerPool(PoolSettings.standard())) {
            for (Path photo : photos.files()) {
                if (pool.examine(Pictures.bytes(photo), Detail.REFERENCE) instanceof Examined seen) {
                    own.put(Pictures.name(photo), seen.fingerprint());
                }
            }
        }
    }

    /**
     * What came of it.
     *
     * @param kills processes killed
     * @param photos in the folder
     * @param done runs that came to their end before they were to be killed
     * @param grown kills after which there was more than before
     * @param kept images found after each kill, compared byte for byte, summed up
     * @param failures what should not have happened
     */
    public record Report(int kills, int photos, int done, int grown, long kept, List<String> failures) {
        public Report {
            failures = List.copyOf(failures);
        }

        @Override
        public String toString() {
            return "index add on %,d photos: %d kills, %d of them after it had added some, %d runs done: %s%nimages there after a kill, each as it should be: %,d%n%s"
                    .formatted(
                            photos,
                            kills,
                            grown,
                            done,
                            failures.isEmpty() ? "nothing lost, nothing else there" : "FAILED",
                            kept,
                            String.join(System.lineSeparator(), failures));
        }
    }

    /** Kills so many. */
    public Report run(int kills) throws IOException, InterruptedException {
        begin();
        for (int kill = 0; kill < kills; ) {
            if (killed(random.nextInt(LONGEST_LIFE))) {
                kill++;
                look("kill " + kill);
            } else {
                done++;
                look("run " + done);
                if (registered.size() != own.size()) {
                    failures.add("run %d ended with %d of %d images".formatted(done, registered.size(), own.size()));
                }
                begin();
            }
        }
        begin();
        return new Report(kills, photos.size(), done, grown, kept, failures);
    }

    /** Whether it had to be killed. */
    private boolean killed(int milliseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "index",
                        "add",
                        "--index",
                        index.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            if (process.exitValue() != 0) {
                failures.add("index add ended with " + process.exitValue());
            }
            return false;
        }
        List<ProcessHandle> workers = process.descendants().toList();
        process.toHandle().destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        return true;
    }

    private void look(String when) {
        if (!Files.exists(index)) {
            return; // It had not begun.
        }
        try (SegmentedIndex opened = SegmentedIndex.open(index)) {
            Set<String> found = new HashSet<>(opened.images());
            registered.stream()
                    .filter(name -> !found.contains(name))
                    .forEach(name -> failures.add("%s: %s is lost".formatted(when, name)));
            for (String name : found) {
                boolean same = opened.fingerprint(name)
                        .map(there -> own.containsKey(name)
                                && Arrays.equals(there.toBytes(), own.get(name).toBytes()))
                        .orElse(false);
                if (!same) {
                    failures.add("%s: %s is not what it should be".formatted(when, name));
                }
                if (!registered.contains(name) && !comesFirst(opened, name)) {
                    failures.add("%s: %s is not found".formatted(when, name));
                }
            }
            kept += found.size();
            grown += found.size() > registered.size() ? 1 : 0;
            registered = found;
        } catch (RuntimeException e) {
            failures.add("%s: %s".formatted(when, e));
        }
        SegmentedIndex.check(index).problems().forEach(problem -> failures.add("%s: %s".formatted(when, problem)));
    }

    /** One without enough features is found by nobody. */
    private boolean comesFirst(SegmentedIndex opened, String name) {
        Fingerprint fingerprint = own.get(name);
        return fingerprint == null
                || fingerprint.sufficiency() != Fingerprint.Sufficiency.ENOUGH
                || opened.search(fingerprint.features(), 1).stream()
                        .anyMatch(first -> first.image().equals(name));
    }

    private void begin() throws IOException {
        registered = Set.of();
        if (Files.exists(index)) {
            try (Stream<Path> all = Files.walk(index)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
