package org.proofmark.bench.scale;

import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;

/** Draws fingerprints and queries from {@link Statistics}: image {@code n} of a seed is always the same. No thumbnails. */
final class Synthesis {
    private static final int WORDS = 1 << 16;
    private static final int PLANES = 5;

    private final Statistics statistics;
    private final long seed;
    /** Walker's alias table: a word is drawn in constant time. */
    private final double[] keep = new double[WORDS];

    private final char[] alias = new char[WORDS];
    /** For each word, plane by plane, the bits of the biases: a signature is five random longs, each and-ed or or-ed. */
    private final long[] planes = new long[WORDS * PLANES];

    Synthesis(Statistics statistics, long seed) {
        this.statistics = statistics;
        this.seed = seed;
        fillAliases();
        for (int word = 0; word < WORDS; word++) {
            for (int bit = 0; bit < 64; bit++) {
                for (int plane = 0; plane < PLANES; plane++) {
                    long one = statistics.bias()[word][bit] >>> plane & 1;
                    planes[word * PLANES + plane] |= one << bit;
                }
            }
        }
    }

    private void fillAliases() {
        int[] small = new int[WORDS];
        int[] large = new int[WORDS];
        int smalls = 0;
        int larges = 0;
        for (int word = 0; word < WORDS; word++) {
            keep[word] = statistics.words()[word] * WORDS;
            if (keep[word] < 1) {
                small[smalls++] = word;
            } else {
                large[larges++] = word;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[larges - 1];
            alias[less] = (char) more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                larges--;
                small[smalls++] = more;
            }
        }
        while (larges > 0) {
            keep[large[--larges]] = 1;
        }
        while (smalls > 0) {
            keep[small[--smalls]] = 1;
        }
    }

    /** The fingerprint of image {@code number}: as many features as some real image, one word each, no thumbnail. */
    Fingerprint image(int number) {
        SplittableRandom random = new SplittableRandom(seed + 0x9E37_79B9L * number);
        int size = statistics.counts()[random.nextInt(statistics.counts().length)];
        return new Fingerprint(
                Detail.REFERENCE,
                Fingerprint.Sufficiency.ENOUGH,
                800,
                600,
                new GlobalCode(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), 100),
                features(size, 1, random),
                new byte[0]);
    }

    /** A query about nothing registered. */
    Features stranger(int features, int wordsPerFeature, int number) {
        return features(features, wordsPerFeature, new SplittableRandom(~seed + 0x51_7CC1L * number));
    }

    /** A copy of an image: half of its features with a tenth to a fifth of the bits flipped, among strange ones. */
    Features copy(int image, int features, int wordsPerFeature) {
        SplittableRandom random = new SplittableRandom(seed ^ image);
        Features copy = features(features, wordsPerFeature, random);
        Features own = image(image).features();
        for (int i = 0; i < own.size() && i < features; i++) {
            if (random.nextBoolean()) {
                long signature = own.signatures()[i];
                for (int flips = 4 + random.nextInt(12); flips > 0; flips--) {
                    signature ^= 1L << random.nextInt(64);
                }
                copy.geometry()[i] = own.geometry()[i];
                copy.words()[i * wordsPerFeature] = own.words()[i];
                copy.signatures()[i * wordsPerFeature] = signature;
            }
        }
        return copy;
    }

    private Features features(int size, int wordsPerFeature, SplittableRandom random) {
        int[] geometry = new int[size];
        char[] words = new char[size * wordsPerFeature];
        long[] signatures = new long[size * wordsPerFeature];
        for (int i = 0; i < size; i++) {
            geometry[i] = statistics.geometry()[random.nextInt(statistics.geometry().length)];
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = word(random);
            signatures[i] = signature(words[i], random);
        }
        return new Features(geometry, wordsPerFeature, words, signatures);
    }

    private char word(SplittableRandom random) {
        int word = random.nextInt(WORDS);
        return random.nextDouble() < keep[word] ? (char) word : alias[word];
    }

    private long signature(char word, SplittableRandom random) {
        long bits = 0;
        for (int plane = 0; plane < PLANES; plane++) {
            long ones = planes[word * PLANES + plane];
            long drawn = random.nextLong();
            bits = ones & (bits | drawn) | ~ones & bits & drawn;
        }
        return bits;
    }
}
