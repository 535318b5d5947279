package org.proofmark.bench.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** ORB features, looked up by locality-sensitive hashing, verified by a similarity found with RANSAC. */
final class OrbFinder implements Finder {
    private static final int FEATURES = 500;
    private static final int LONG_SIDE = 400;
    private static final int TABLES = 8;
    private static final int KEY_BITS = 18;
    private static final int NEAR = 56;
    private static final int SHORTLIST = 15;
    private static final int LEAST_INLIERS = 5;
    private static final int MATCH = 12;

    private final List<String> references = new ArrayList<>();
    private final List<OrbFeatures> works = new ArrayList<>();
    private final int[][] chosenBits = new Random(11)
            .ints(TABLES, 0, Integer.MAX_VALUE)
            .mapToObj(seed ->
                    new Random(seed).ints(0, 256).distinct().limit(KEY_BITS).toArray())
            .toArray(int[][]::new);
    private int[][] starts = {};
    private int[][] entries = {};

    @Override
    public String name() {
        return "ORB + LSH";
    }

    @Override
    public String setting() {
        return ("OpenCV ORB, %d features at long side %d; %d hash tables of %d bits, votes by distance ≤ %d, the first %d "
                        + "verified: nearest neighbours with ratio 0.8, similarity by RANSAC (5 pixels); score = inliers, "
                        + "at least %d; threshold: %d.")
                .formatted(FEATURES, LONG_SIDE, TABLES, KEY_BITS, NEAR, SHORTLIST, LEAST_INLIERS, MATCH);
    }

    @Override
    public void register(String reference, byte[] file) {
        references.add(reference);
        works.add(OrbFeatures.of(file, LONG_SIDE, FEATURES));
    }

    /** Sorts all features into each table by counting; an entry is work × 1,024 + feature. */
    @Override
    public void ready() {
        starts = new int[TABLES][];
        entries = new int[TABLES][];
        int all = works.stream().mapToInt(OrbFeatures::size).sum();
        for (int t = 0; t < TABLES; t++) {
            int[] ends = new int[(1 << KEY_BITS) + 1];
            for (OrbFeatures work : works) {
                for (int f = 0; f < work.size(); f++) {
                    ends[key(t, work, f) + 1]++;
                }
            }
            Arrays.parallelPrefix(ends, Integer::sum);
            int[] at = ends.clone();
            int[] table = new int[all];
            for (int w = 0; w < works.size(); w++) {
                for (int f = 0; f < works.get(w).size(); f++) {
                    table[at[key(t, works.get(w), f)]++] = w << 10 | f;
                }
            }
            starts[t] = ends;
            entries[t] = table;
        }
    }

    @Override
    public List<Found> find(byte[] file) {
        OrbFeatures query = OrbFeatures.of(file, LONG_SIDE, FEATURES);
        int[] votes = votes(query);
        return IntStream.range(0, votes.length)
                .filter(w -> votes[w] >= 2)
                .boxed()
                .sorted(Comparator.comparingInt((Integer w) -> -votes[w]).thenComparing(w -> w))
                .limit(SHORTLIST)
                .map(w -> found(references.get(w), inliers(query.matches(works.get(w), 0.8))))
                .filter(found -> found.score() >= LEAST_INLIERS)
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(ANSWERS)
                .toList();
    }

    private static Found found(String reference, int inliers) {
        return new Found(reference, inliers, inliers >= MATCH ? Found.Answer.COPY : Found.Answer.ASK);
    }

    /** A query feature votes once for every work with a near feature. */
    private int[] votes(OrbFeatures query) {
        int[] votes = new int[works.size()];
        int[] votedBy = new int[works.size()];
        for (int f = 0; f < query.size(); f++) {
            for (int t = 0; t < TABLES; t++) {
                int key = key(t, query, f);
                for (int e = starts[t][key]; e < starts[t][key + 1]; e++) {
                    int work = entries[t][e] >> 10;
                    if (votedBy[work] != f + 1 && query.distance(f, works.get(work), entries[t][e] & 1023) <= NEAR) {
                        votedBy[work] = f + 1;
                        votes[work]++;
                    }
                }
            }
        }
        return votes;
    }

    private int key(int table, OrbFeatures features, int feature) {
        int key = 0;
        for (int bit : chosenBits[table]) {
            long word = features.bits()[OrbFeatures.WORDS * feature + (bit >> 6)];
            key = key << 1 | (int) (word >>> (bit & 63) & 1);
        }
        return key;
    }

    private static int inliers(float[] matches) {
        int count = matches.length / 4;
        if (count < LEAST_INLIERS) {
            return 0;
        }
        try (var _ = new PointerScope()) {
            Mat from = new Mat(count, 1, opencv_core.CV_32FC2);
            Mat to = new Mat(count, 1, opencv_core.CV_32FC2);
            for (int i = 0; i < count; i++) {
                new FloatPointer(from.data()).position(2L * i).put(matches, 4 * i, 2);
                new FloatPointer(to.data()).position(2L * i).put(matches, 4 * i + 2, 2);
            }
            Mat inliers = new Mat();
            opencv_calib3d.estimateAffinePartial2D(from, to, inliers, opencv_calib3d.RANSAC, 5, 1000, 0.99, 10);
            return inliers.empty() ? 0 : opencv_core.countNonZero(inliers);
        }
    }
}
