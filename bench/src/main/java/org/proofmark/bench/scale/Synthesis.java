package org.proofmark.bench.scale;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;

/** Draws fingerprints from {@link Statistics}: image {@code n} of a seed is always the same. No thumbnails. */
final class Synthesis {
    private final Statistics statistics;
    private final long seed;
    private final char[] words;
    private final List<Features> queries;

    /** @param queries the features of real queries; none to draw these too */
    Synthesis(Statistics statistics, long seed, List<Features> queries) {
        this.statistics = statistics;
        this.seed = seed;
        this.queries = queries;
        words = new char[statistics.signatures().length];
        for (int word = 0; word < Statistics.WORDS; word++) {
            Arrays.fill(words, statistics.starts()[word], statistics.starts()[word + 1], (char) word);
        }
    }

    private SplittableRandom random(long kind, int number) {
        return new SplittableRandom(seed * 31 + kind * 0x9E37_79B9_7F4AL + number);
    }

    /** The fingerprint of image {@code number}: as many features as some real image, one word each. */
    Fingerprint image(int number) {
        SplittableRandom random = random(1, number);
        int size = statistics.counts()[random.nextInt(statistics.counts().length)];
        return new Fingerprint(
                Detail.REFERENCE,
                Fingerprint.Sufficiency.ENOUGH,
                800,
                600,
                new GlobalCode(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), 100),
                drawn(size, 1, random),
                new byte[0]);
    }

    /** The same with so many features, and a small picture that all of them share. */
    Fingerprint image(int number, int features, byte[] thumbnail) {
        SplittableRandom random = random(1, number);
        return new Fingerprint(
                Detail.REFERENCE,
                Fingerprint.Sufficiency.ENOUGH,
                800,
                600,
                new GlobalCode(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), 100),
                drawn(features, 1, random),
                thumbnail);
    }

    /** A query about nothing registered: a real one, or 500 drawn features with three words. */
    Features stranger(int number) {
        return queries.isEmpty() ? drawn(500, 3, random(2, number)) : queries.get(number % queries.size());
    }

    /** A query that shows an image: a strange one in which half of the image's features, 4 to 15 bits flipped, stand. */
    Features copy(int image) {
        SplittableRandom random = random(3, image);
        Features strange = stranger(random.nextInt(1 << 20));
        int perFeature = strange.wordsPerFeature();
        Features copy = new Features(
                strange.geometry().clone(),
                perFeature,
                strange.words().clone(),
                strange.signatures().clone());
        Features own = image(image).features();
        for (int i = 0; i < own.size() && i < copy.size(); i++) {
            if (random.nextBoolean()) {
                long signature = own.signatures()[i];
                for (int flips = 4 + random.nextInt(12); flips > 0; flips--) {
                    signature ^= 1L << random.nextInt(64);
                }
                copy.geometry()[i] = own.geometry()[i];
                copy.words()[i * perFeature] = own.words()[i];
                copy.signatures()[i * perFeature] = signature;
            }
        }
        return copy;
    }

    private Features drawn(int size, int perFeature, SplittableRandom random) {
        int[] geometry = new int[size];
        char[] word = new char[size * perFeature];
        long[] signature = new long[word.length];
        for (int i = 0; i < size; i++) {
            geometry[i] = statistics.geometry()[random.nextInt(statistics.geometry().length)];
        }
        for (int i = 0; i < word.length; i++) {
            int parent = random.nextInt(words.length);
            word[i] = words[parent];
            signature[i] = Statistics.disturbed(statistics.signatures()[parent], statistics.flip(), random);
        }
        return new Features(geometry, perFeature, word, signature);
    }
}
