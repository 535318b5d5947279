package org.proofmark.bench.scale;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * What the features of real images are like, enough to draw others: how often each word occurs, how each bit of its
 * signatures leans, how many features an image has, where they lie. That words keep company within an image is not kept.
 *
 * @param source where it comes from, for the report
 * @param counts features per image, of a sample of images
 * @param words for each word its share of all postings
 * @param bias for each word and bit the share of ones, in 32nds
 * @param geometry packed places of a sample of features
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never changed
record Statistics(String source, int[] counts, double[] words, byte[][] bias, int[] geometry) {
    private static final int WORDS = 1 << 16;
    private static final int PARTS = 32;

    /** Measures fingerprints, with one posting of every word added, so that none is impossible. */
    static Statistics of(List<Fingerprint> fingerprints, String source) {
        double[] words = new double[WORDS];
        int[][] ones = new int[WORDS][64];
        Arrays.fill(words, 1);
        for (Fingerprint fingerprint : fingerprints) {
            Features features = fingerprint.features();
            for (int i = 0; i < features.size(); i++) {
                int at = i * features.wordsPerFeature();
                words[features.words()[at]]++;
                for (int bit = 0; bit < 64; bit++) {
                    ones[features.words()[at]][bit] += (int) (features.signatures()[at] >>> bit & 1);
                }
            }
        }
        byte[][] bias = new byte[WORDS][64];
        for (int word = 0; word < WORDS; word++) {
            for (int bit = 0; bit < 64; bit++) {
                double share = (ones[word][bit] + 2) / (words[word] - 1 + 4);
                bias[word][bit] = (byte) Math.clamp(Math.round(share * PARTS), 1, PARTS - 1);
            }
        }
        double all = Arrays.stream(words).sum();
        return new Statistics(
                source,
                fingerprints.stream().mapToInt(f -> f.features().size()).toArray(),
                Arrays.stream(words).map(count -> count / all).toArray(),
                bias,
                fingerprints.stream()
                        .flatMapToInt(f -> Arrays.stream(f.features().geometry()))
                        .limit(1_000_000)
                        .toArray());
    }

    /** A stand-in without photos: 350 features, log-normal word frequencies (σ = 0.7), balanced bits, places anywhere. */
    static Statistics assumed() {
        SplittableRandom random = new SplittableRandom(1);
        double[] words = new double[WORDS];
        Arrays.setAll(words, word -> Math.exp(0.7 * random.nextGaussian()));
        double all = Arrays.stream(words).sum();
        byte[][] bias = new byte[WORDS][64];
        for (byte[] bits : bias) {
            Arrays.fill(bits, (byte) (PARTS / 2));
        }
        return new Statistics(
                "assumed, not measured",
                new int[] {350},
                Arrays.stream(words).map(count -> count / all).toArray(),
                bias,
                random.ints(100_000).toArray());
    }

    /** How much longer the list of a drawn word is than the mean list: 65,536 · Σ p². */
    double skew() {
        return WORDS * Arrays.stream(words).map(p -> p * p).sum();
    }
}
