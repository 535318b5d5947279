package org.proofmark.bench.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.CheckReport;
import org.proofmark.engine.index.SegmentedIndex;

/** A campaign of kills on one index, which grows through all of it and is begun anew every 50 kills. */
public final class CrashRun {
    private static final int LONGEST_LIFE = 1500;
    private static final int ANEW = 50;
    /** Where the manifest says how much of the log is whole. */
    private static final int WHOLE_IN_MANIFEST = 24;

    private static final double SHARE_ASKED = 0.05;

    private final Path home;
    private final SplittableRandom random;
    private final Set<String> registered = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private long acknowledged;
    private int inFlightKept;
    private int torn;
    private int imitated;
    private int leftovers;
    private int asked;

    /** @param home a folder for the index, made and deleted */
    public CrashRun(Path home, long seed) {
        this.home = home;
        random = new SplittableRandom(seed);
    }

    /**
     * What came of a campaign.
     *
     * @param kills processes killed
     * @param acknowledged acts (batches, images, removals) acknowledged before the kills
     * @param inFlightKept kills whose unacknowledged last act was nevertheless kept, whole
     * @param torn openings that cut off a torn batch
     * @param imitated kills after which unacknowledged bytes were cut or overwritten as by a power cut
     * @param leftovers openings that deleted files of an interrupted seal or merge
     * @param asked images searched for and compared, byte for byte
     * @param failures what should not have happened
     */
    public record Report(
            int kills,
            long acknowledged,
            int inFlightKept,
            int torn,
            int imitated,
            int leftovers,
            int asked,
            List<String> failures) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d kills: %,d acts acknowledged, all there, nothing else: %s%n"
                            + "last act kept though not acknowledged: %d · torn batches cut off: %d (%d kills followed by "
                            + "imitated power cuts) · files of interrupted seals and merges deleted: %d · images searched "
                            + "for: %,d · rebuilds needed: 0%n%s",
                    kills,
                    acknowledged,
                    failures.isEmpty() ? "yes" : "NO",
                    inFlightKept,
                    torn,
                    imitated,
                    leftovers,
                    asked,
                    String.join(System.lineSeparator(), failures));
        }
    }

    /** Kills so many processes. */
    public Report run(int kills) throws IOException, InterruptedException {
        for (int kill = 0; kill < kills; kill++) {
            if (kill % ANEW == 0) {
                delete();
                registered.clear();
            }
            List<String> told = runAndKill(kill, random.nextInt(LONGEST_LIFE));
            Set<String> after = apply(told);
            if (random.nextInt(3) == 0) {
                imitatePowerCut(told);
            }
            look(kill, after);
        }
        delete();
        return new Report(kills, acknowledged, inFlightKept, torn, imitated, leftovers, asked, failures);
    }

    private List<String> runAndKill(int round, int milliseconds) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        home.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            Thread killer = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(milliseconds);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                child.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe too
            });
            for (; line != null; line = reader.readLine()) {
                told.add(line);
            }
            killer.join();
        }
        child.waitFor();
        return told;
    }

    /** Notes what was acknowledged. @return what there is if the last act was done as well */
    private Set<String> apply(List<String> told) {
        Set<String> after = new HashSet<>(registered);
        for (String line : told) {
            List<String> words = List.of(line.split(" "));
            List<String> names = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "adding" -> after.addAll(names);
                case "removing" -> names.forEach(after::remove);
                case "done" -> {
                    registered.clear();
                    registered.addAll(after);
                    acknowledged++;
                }
                default -> {}
            }
        }
        return after;
    }

    /**
     * Cuts or overwrites some of what stands behind the last acknowledged byte of the log, or puts rubbish there. What the
     * manifest calls whole is spared: it was synced before the manifest was, though the process may have died before it
     * could say so, and a power cut takes nothing that was synced.
     */
    private void imitatePowerCut(List<String> told) throws IOException {
        String last = told.stream().filter(line -> line.startsWith("done ")).reduce("", (a, b) -> b);
        if (last.isEmpty()) {
            return;
        }
        long whole = Math.max(Long.parseLong(last.substring(5)), wholeByManifest());
        try (RandomAccessFile log =
                new RandomAccessFile(home.resolve("fingerprints.log").toFile(), "rw")) {
            long behind = log.length() - whole;
            if (behind > 0 && random.nextBoolean()) {
                log.setLength(whole + random.nextLong(behind));
            } else {
                byte[] rubbish = new byte[1 + random.nextInt(9000)];
                random.nextBytes(rubbish);
                log.seek(whole + (behind > 0 ? random.nextLong(behind) : 0));
                log.write(rubbish);
            }
            imitated++;
        }
    }

    private long wholeByManifest() throws IOException {
        byte[] manifest = Files.readAllBytes(home.resolve("manifest"));
        return ByteBuffer.wrap(manifest).order(ByteOrder.LITTLE_ENDIAN).getLong(WHOLE_IN_MANIFEST);
    }

    private void look(int kill, Set<String> after) {
        try (SegmentedIndex index = SegmentedIndex.open(home, CrashChild.SETTINGS)) {
            torn += index.openReport().tornBytes() > 0 ? 1 : 0;
            leftovers += index.openReport().deletedFiles().isEmpty() ? 0 : 1;
            Set<String> found = new HashSet<>(index.images());
            if (found.equals(after) && !found.equals(registered)) {
                inFlightKept++;
                registered.clear();
                registered.addAll(after);
            }
            if (!found.equals(registered)) {
                failures.add("kill %d: %d images expected, %d found".formatted(kill, registered.size(), found.size()));
                registered.clear();
                registered.addAll(found);
            }
            for (String name : found) {
                if (random.nextDouble() < SHARE_ASKED) {
                    ask(kill, index, name);
                }
            }
        } catch (RuntimeException e) {
            failures.add("kill %d: %s".formatted(kill, e));
        }
        CheckReport check = SegmentedIndex.check(home);
        check.problems().forEach(problem -> failures.add("kill %d: %s".formatted(kill, problem)));
    }

    private void ask(int kill, SegmentedIndex index, String name) {
        asked++;
        Fingerprint own = CrashChild.fingerprint(name);
        boolean same = index.fingerprint(name)
                .map(kept -> Arrays.equals(kept.toBytes(), own.toBytes()))
                .orElse(false);
        boolean first = index.search(own.features(), 1).stream()
                .anyMatch(candidate -> candidate.image().equals(name));
        if (!same || !first) {
            failures.add("kill %d: %s kept %s, found %s".formatted(kill, name, same, first));
        }
    }

    private void delete() throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.list(home)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(home);
        }
    }
}
