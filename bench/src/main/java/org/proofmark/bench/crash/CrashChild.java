package org.proofmark.bench.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.engine.index.IndexSettings;
import org.proofmark.engine.index.SegmentedIndex;

/**
 * The process that is killed: adds single images and batches and removes some, says before what it is about to do, and after
 * that it is done and how long the log is now. Arguments: folder, round.
 */
public final class CrashChild {
    /** Seals every 60 images, so that kills meet seals and merges. */
    static final IndexSettings SETTINGS = new IndexSettings(60, 2, 1L << 30);

    private CrashChild() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) {
        int round = Integer.parseInt(arguments[1]);
        SplittableRandom random = new SplittableRandom(round);
        try (SegmentedIndex index = SegmentedIndex.open(Path.of(arguments[0]), SETTINGS)) {
            say("open");
            List<String> mine = new ArrayList<>();
            for (int step = 0; ; step++) {
                if (random.nextInt(4) == 0 && !mine.isEmpty()) {
                    String name = mine.remove(random.nextInt(mine.size()));
                    say("removing " + name);
                    index.remove(name);
                } else {
                    int size = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1;
                    Map<String, Fingerprint> batch = new LinkedHashMap<>();
                    for (int i = 0; i < size; i++) {
                        String name = "r%ds%d/%d".formatted(round, step, i);
                        batch.put(name, fingerprint(name));
                    }
                    say("adding " + String.join(" ", batch.keySet()));
                    index.add(batch);
                    mine.addAll(batch.keySet());
                }
                say("done " + index.statistics().logBytes());
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** The fingerprint that belongs to a name: 350 features, 10 kB of thumbnail, drawn from the name. */
    static Fingerprint fingerprint(String name) {
        // Not String.hashCode: "r43s5/1" and "r2s55/1" share theirs, and would be one image of two names.
        SplittableRandom random = new SplittableRandom(
                name.chars().asLongStream().reduce(0, (seed, letter) -> 0x100000001B3L * seed + letter));
        int[] geometry = random.ints(350).toArray();
        char[] words = new char[350];
        for (int i = 0; i < words.length; i++) {
            words[i] = (char) random.nextInt(1 << 16);
        }
        byte[] thumbnail = new byte[10_000];
        random.nextBytes(thumbnail);
        return new Fingerprint(
                Detail.REFERENCE,
                Fingerprint.Sufficiency.ENOUGH,
                800,
                600,
                new GlobalCode(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), 100),
                new Features(geometry, 1, words, random.longs(350).toArray()),
                thumbnail);
    }
}
