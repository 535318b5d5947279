package org.proofmark.engine.index;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.GlobalCode;

/** Fingerprints and queries of images that do not exist, drawn from a seed. */
final class Imaginary {
    private final SplittableRandom random;
    private final int words;
    private final int signatureCentres;

    private Imaginary(long seed, int words, int signatureCentres) {
        random = new SplittableRandom(seed);
        this.words = words;
        this.signatureCentres = signatureCentres;
    }

    /** All words and signatures as likely as each other: hardly any hits but the true ones. */
    static Imaginary random(long seed) {
        return new Imaginary(seed, Voting.WORDS, 0);
    }

    /** Few words, and signatures near few centres: many hits, many in the same image, many ties. */
    static Imaginary clustered(long seed) {
        return new Imaginary(seed, 150, 3);
    }

    /** A fingerprint with so many features and words each. */
    Fingerprint fingerprint(int features, int wordsPerFeature) {
        byte[] thumbnail = new byte[random.nextInt(60)];
        for (int i = 0; i < thumbnail.length; i++) {
            thumbnail[i] = (byte) random.nextInt();
        }
        return new Fingerprint(
                Detail.REFERENCE,
                Fingerprint.Sufficiency.ENOUGH,
                1 + random.nextInt(4000),
                1 + random.nextInt(4000),
                new GlobalCode(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), 80),
                features(features, wordsPerFeature),
                thumbnail);
    }

    /** A fingerprint of up to 60 features with one or two words each. */
    Fingerprint fingerprint() {
        return fingerprint(random.nextInt(60), 1 + random.nextInt(2));
    }

    /** So many fingerprints under the names prefix0, prefix1 and so on. */
    Map<String, Fingerprint> batch(String prefix, int size) {
        Map<String, Fingerprint> batch = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            batch.put(prefix + i, fingerprint());
        }
        return batch;
    }

    Features features(int size, int wordsPerFeature) {
        int[] geometry = new int[size];
        char[] word = new char[size * wordsPerFeature];
        long[] signature = new long[size * wordsPerFeature];
        for (int i = 0; i < size; i++) {
            geometry[i] = random.nextInt();
        }
        for (int i = 0; i < word.length; i++) {
            boolean repeat = i % wordsPerFeature > 0 && random.nextInt(3) == 0;
            word[i] = repeat ? word[i - 1] : (char) random.nextInt(words);
            signature[i] =
                    signatureCentres == 0 ? random.nextLong() : noisy(random.nextInt(signatureCentres) * 0x9E37L, 9);
        }
        return new Features(geometry, wordsPerFeature, word, signature);
    }

    /** A query that shows an image among other things: its features with disturbed signatures, further words beside. */
    Features copy(Fingerprint image, int wordsPerFeature) {
        Features own = image.features();
        int stranger = random.nextInt(20);
        Features query = features(own.size() + stranger, wordsPerFeature);
        for (int i = 0; i < own.size(); i++) {
            int slot = i * wordsPerFeature + random.nextInt(wordsPerFeature);
            query.words()[slot] = own.words()[i * own.wordsPerFeature()];
            query.signatures()[slot] = noisy(own.signatures()[i * own.wordsPerFeature()], 16);
        }
        return query;
    }

    private long noisy(long signature, int mostBits) {
        long noisy = signature;
        for (int bits = random.nextInt(mostBits + 1); bits > 0; bits--) {
            noisy ^= 1L << random.nextInt(64);
        }
        return noisy;
    }
}
