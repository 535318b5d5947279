package org.proofmark.bench.scale;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * What the features of real images are like, enough to draw others: how often each word occurs, which signatures it has,
 * how many features an image has, where they lie. Features are drawn apart from each other: that words keep company within
 * an image is not kept.
 *
 * <p>A signature is drawn as one that a real feature of the word has, with every bit flipped by a small chance. The chance is
 * chosen so that as many pairs of features of one word are near each other (at most {@value #NEAR} bits) as in reality; that
 * is what a search's hits, and part of its time, depend on. With bits drawn apart from each other there would be forty times
 * fewer.
 *
 * @param source where it comes from, for the report
 * @param counts features per image
 * @param starts for each word where its signatures begin; then their number
 * @param signatures the signatures of real features, by word
 * @param near share of the pairs of real features of one word that are near
 * @param flip the chance that a bit is flipped, in 256ths
 * @param geometry packed places
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never changed
record Statistics(String source, int[] counts, int[] starts, long[] signatures, double near, int flip, int[] geometry) {
    static final int WORDS = 1 << 16;
    static final int NEAR = 18;

    private static final int PAIRS = 2_000_000;

    /** Measures the first words of reference fingerprints. A word that none has is given one posting drawn by chance. */
    static Statistics of(List<Fingerprint> fingerprints, String source) {
        SplittableRandom random = new SplittableRandom(1);
        int[] starts = new int[WORDS + 1];
        for (Fingerprint fingerprint : fingerprints) {
            Features features = fingerprint.features();
            for (int i = 0; i < features.size(); i++) {
                starts[features.words()[i * features.wordsPerFeature()] + 1]++;
            }
        }
        for (int word = 0; word < WORDS; word++) {
            starts[word + 1] = starts[word] + Math.max(1, starts[word + 1]);
        }
        long[] signatures = random.longs(starts[WORDS]).toArray();
        int[] filled = starts.clone();
        for (Fingerprint fingerprint : fingerprints) {
            Features features = fingerprint.features();
            for (int i = 0; i < features.size(); i++) {
                int at = i * features.wordsPerFeature();
                signatures[filled[features.words()[at]]++] = features.signatures()[at];
            }
        }
        int[] counts = fingerprints.stream().mapToInt(f -> f.features().size()).toArray();
        int[] geometry = fingerprints.stream()
                .flatMapToInt(f -> Arrays.stream(f.features().geometry()))
                .toArray();
        double near = share(starts, signatures, 0, false, random);
        return new Statistics(
                source, counts, starts, signatures, near, flip(starts, signatures, near, random), geometry);
    }

    /** A stand-in without photos: 350 features, log-normal word frequencies (σ = 0.7), signatures and places by chance. */
    static Statistics assumed() {
        SplittableRandom random = new SplittableRandom(1);
        int[] starts = new int[WORDS + 1];
        for (int word = 0; word < WORDS; word++) {
            starts[word + 1] = starts[word] + 1 + (int) (10 * Math.exp(0.7 * random.nextGaussian()));
        }
        long[] signatures = random.longs(starts[WORDS]).toArray();
        return new Statistics(
                "assumed, not measured",
                new int[] {350},
                starts,
                signatures,
                0,
                128,
                random.ints(100_000).toArray());
    }

    /** How much longer the list of a drawn word is than the mean list. */
    double skew() {
        double sum = 0;
        for (int word = 0; word < WORDS; word++) {
            double share = (starts[word + 1] - starts[word]) / (double) signatures.length;
            sum += share * share;
        }
        return sum * WORDS;
    }

    /** The share of near pairs among drawn signatures. */
    double nearWhenDrawn() {
        return share(starts, signatures, flip, true, new SplittableRandom(2));
    }

    /** The chance of a flip with which drawn pairs are near as often as real ones. */
    private static int flip(int[] starts, long[] signatures, double near, SplittableRandom random) {
        int low = 0;
        int high = 128;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (share(starts, signatures, middle, true, random) > near) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The share of near ones among pairs of one word, words as often as they have pairs. */
    private static double share(int[] starts, long[] signatures, int flip, boolean same, SplittableRandom random) {
        int pairs = 0;
        int near = 0;
        while (pairs < PAIRS) {
            int first = random.nextInt(signatures.length);
            int word = Arrays.binarySearch(starts, first);
            word = word < 0 ? -word - 2 : word;
            int second = starts[word] + random.nextInt(starts[word + 1] - starts[word]);
            if (same || first != second) {
                long differing =
                        disturbed(signatures[first], flip, random) ^ disturbed(signatures[second], flip, random);
                near += Long.bitCount(differing) <= NEAR ? 1 : 0;
                pairs++;
            } else if (starts[word + 1] - starts[word] == 1) {
                pairs++;
            }
        }
        return near / (double) pairs;
    }

    /** A signature with every bit flipped by a chance in 256ths. */
    static long disturbed(long signature, int flip, SplittableRandom random) {
        long flips = 0;
        for (int plane = 0; plane < 8; plane++) {
            long drawn = random.nextLong();
            flips = (flip >>> plane & 1) == 1 ? flips | drawn : flips & drawn;
        }
        return signature ^ flips;
    }
}
