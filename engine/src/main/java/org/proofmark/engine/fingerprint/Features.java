package org.proofmark.engine.fingerprint;

/**
 * The local features of one image, in columns.
 *
 * <p>Geometry is packed into 32 bits: from the highest, 10 bits x, 10 bits y (both in 1023rds of the image's long side),
 * 5 bits scale (step s means σ = long side × 2^(s/5 − 10)), 7 bits angle (in 128ths of a turn, clockwise from the
 * positive x axis, y pointing down). Positions are of the upright picture.
 *
 * @param geometry one packed place per feature
 * @param wordsPerFeature how many words each feature is given, 1 to 4
 * @param words {@code geometry.length × wordsPerFeature} words of the vocabulary, nearest first; a word that repeats its
 *     predecessor of the same feature stands for "no further word"
 * @param signatures the 64-bit signature belonging to each of {@code words}
 */
@SuppressWarnings("ArrayRecordComponent") // columns, passed by reference and never changed
public record Features(int[] geometry, int wordsPerFeature, char[] words, long[] signatures) {
    /** Positions are stored in this many parts of the long side. */
    public static final int POSITIONS = 1023;

    /** Angles are stored in this many parts of a turn. */
    public static final int ANGLES = 128;

    /** Scale steps per octave. */
    public static final int SCALES_PER_OCTAVE = 5;

    public Features {
        if (wordsPerFeature < 1 || wordsPerFeature > 4) {
            throw new IllegalArgumentException(wordsPerFeature + " words per feature");
        }
        int expected = geometry.length * wordsPerFeature;
        if (words.length != expected || signatures.length != expected) {
            throw new IllegalArgumentException("%d features of %d words, but %d words and %d signatures"
                    .formatted(geometry.length, wordsPerFeature, words.length, signatures.length));
        }
    }

    /** The number of features. */
    public int size() {
        return geometry.length;
    }

    /**
     * Some of the features.
     *
     * @param which their numbers, in the order wanted
     */
    public Features only(int[] which) {
        int[] places = new int[which.length];
        char[] theirWords = new char[which.length * wordsPerFeature];
        long[] theirSignatures = new long[theirWords.length];
        for (int i = 0; i < which.length; i++) {
            places[i] = geometry[which[i]];
            int from = which[i] * wordsPerFeature;
            System.arraycopy(words, from, theirWords, i * wordsPerFeature, wordsPerFeature);
            System.arraycopy(signatures, from, theirSignatures, i * wordsPerFeature, wordsPerFeature);
        }
        return new Features(places, wordsPerFeature, theirWords, theirSignatures);
    }

    /** Packs one place; positions and scale relative to the long side, the angle in radians. */
    public static int pack(double x, double y, double scale, double angle) {
        int px = clamp((int) Math.round(x * POSITIONS), POSITIONS);
        int py = clamp((int) Math.round(y * POSITIONS), POSITIONS);
        int ps = clamp((int) Math.round((Math.log(scale) / Math.log(2) + 10) * SCALES_PER_OCTAVE), 31);
        int pa = (int) Math.round(angle / (2 * Math.PI) * ANGLES) & (ANGLES - 1);
        return px << 22 | py << 12 | ps << 7 | pa;
    }

    /** x of a packed place, as a share of the long side. */
    public static float x(int geometry) {
        return (geometry >>> 22) / (float) POSITIONS;
    }

    /** y of a packed place, as a share of the long side. */
    public static float y(int geometry) {
        return (geometry >>> 12 & 1023) / (float) POSITIONS;
    }

    /** Scale step of a packed place; five steps are a factor of two. */
    public static int scaleStep(int geometry) {
        return geometry >>> 7 & 31;
    }

    /** Angle of a packed place, in 128ths of a turn. */
    public static int angleStep(int geometry) {
        return geometry & (ANGLES - 1);
    }

    private static int clamp(int value, int highest) {
        return Math.max(0, Math.min(highest, value));
    }
}
