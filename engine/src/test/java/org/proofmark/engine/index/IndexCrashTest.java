package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Fingerprint;

/** A process that adds and removes is killed at random moments; whatever it acknowledged is there, and nothing else. */
class IndexCrashTest {
    private static final IndexSettings SETTINGS = new IndexSettings(30, 2, 1L << 30);

    @TempDir
    private Path folder;

    /**
     * The child: round after round adds single images and batches and removes some, telling what it is about to do and what
     * it has done. Arguments: folder, round.
     */
    public static final class Child {
        public static void main(String[] arguments) {
            int round = Integer.parseInt(arguments[1]);
            SplittableRandom random = new SplittableRandom(round);
            try (SegmentedIndex index = SegmentedIndex.open(Path.of(arguments[0]), SETTINGS)) {
                System.out.println("open");
                List<String> mine = new ArrayList<>();
                for (int step = 0; step < 100_000; step++) {
                    if (random.nextInt(4) == 0 && !mine.isEmpty()) {
                        String name = mine.remove(random.nextInt(mine.size()));
                        say("removing " + name);
                        index.remove(name);
                    } else {
                        int size = random.nextInt(3) == 0 ? 1 + random.nextInt(12) : 1;
                        Map<String, Fingerprint> batch = batch("r" + round + "s" + step + "/", size);
                        say("adding " + String.join(" ", batch.keySet()));
                        index.add(batch);
                        mine.addAll(batch.keySet());
                    }
                    say("done");
                }
            }
        }

        private static void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    private static Map<String, Fingerprint> batch(String prefix, int size) {
        return Imaginary.random(prefix.hashCode()).batch(prefix, size);
    }

    @Test
    void everyAcknowledgedImageIsThereAfterAKillAndNoOther() throws IOException, InterruptedException {
        long seed = Long.getLong("proofmark.seed", System.nanoTime());
        int kills = Integer.getInteger("proofmark.crash.kills", 12);
        System.out.println("IndexCrashTest: -Dproofmark.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> registered = new HashSet<>();
        for (int round = 0; round < kills; round++) {
            List<String> told = runAndKill(round, random.nextInt(600));
            Set<String> inFlight = apply(told, registered);
            try (SegmentedIndex index = SegmentedIndex.open(folder, SETTINGS)) {
                Set<String> found = new HashSet<>(index.images());
                if (!found.equals(registered)) {
                    registered = inFlight;
                }
                assertThat(found).as("seed %d round %d", seed, round).isEqualTo(registered);
                assertFound(index, registered, random);
            }
            assertThat(SegmentedIndex.check(folder).problems())
                    .as("seed %d round %d", seed, round)
                    .isEmpty();
        }
        assertThat(registered).hasSizeGreaterThan(kills);
    }

    private List<String> runAndKill(int round, int milliseconds) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        Thread killer;
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            killer = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(milliseconds);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                child.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe too
            });
            while (line != null) {
                told.add(line);
                line = reader.readLine();
            }
        }
        killer.join();
        child.waitFor();
        return told;
    }

    /**
     * Applies what was acknowledged.
     *
     * @return what it is if the act under way was done as well, whole
     */
    private static Set<String> apply(List<String> told, Set<String> registered) {
        Set<String> after = new HashSet<>(registered);
        for (String line : told) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "adding" -> after.addAll(List.of(words).subList(1, words.length));
                case "removing" -> after.remove(words[1]);
                case "done" -> {
                    registered.clear();
                    registered.addAll(after);
                }
                default -> assertThat(line).isEqualTo("open");
            }
        }
        return after;
    }

    private static void assertFound(SegmentedIndex index, Set<String> registered, SplittableRandom random) {
        Map<String, Fingerprint> asked = new HashMap<>();
        for (String name : registered) {
            if (random.nextInt(10) == 0) {
                String prefix = name.substring(0, name.indexOf('/') + 1);
                asked.putAll(batch(prefix, Integer.parseInt(name.substring(prefix.length())) + 1));
                asked.keySet().retainAll(registered);
            }
        }
        asked.forEach((name, fingerprint) -> {
            assertThat(index.fingerprint(name).orElseThrow().toBytes()).isEqualTo(fingerprint.toBytes());
            if (fingerprint.features().size() > 0) {
                assertThat(index.search(fingerprint.features(), 1))
                        .first()
                        .extracting(Candidate::image)
                        .isEqualTo(name);
            }
        });
    }
}
