package org.proofmark.engine.index;

import java.util.Comparator;
import java.util.List;

/**
 * What counts as a hit, and how much: every formula of the search, shared by the exact and the fast index, so that they
 * cannot differ in anything but speed.
 *
 * <p>Two features <em>hit</em> each other when they have the same word and signatures near each other (Hamming embedding;
 * Jégou, Douze, Schmid 2008): at most {@value #NEAR} of the 64 bits differ. Of unrelated signatures 0.03 % are that near.
 *
 * <p>A hit <em>weighs</em> exp(−h²/392) · idf²: h is the Hamming distance, idf = ln(1 + images / (1 + postings)) over the
 * images and the word's postings in the whole index, removed images not counted. A word that almost every image holds says
 * nothing and costs most, so {@linkplain #tooCommon the longest} are passed over.
 *
 * <p>A query feature <em>votes</em> once for an image: its strongest hit there. An image's votes are summed in the order of
 * the query features, in double precision, so both indexes get the same bits.
 *
 * <p>In a {@link Candidate} each hit carries its weight divided by the number of hits of its query feature in that image:
 * a brick wall matches itself a thousand times and must not weigh a thousand times.
 */
final class Voting {
    /** The most bits in which the signatures of a hit differ. */
    static final int NEAR = 18;

    /** The number of words in the vocabulary. */
    static final int WORDS = 1 << 16;

    private static final double SPREAD = 392;
    private static final double COMMON_SHARE = 100;
    private static final long COMMON_POSTINGS = 10_000;
    private static final double[] CLOSENESS = closeness();

    /** The order of hits within a candidate. */
    static final Comparator<Hit> ORDER = Comparator.comparingInt(Hit::queryFeature)
            .thenComparing(Hit::geometry, Integer::compareUnsigned)
            .thenComparingInt(Hit::distance)
            .thenComparingDouble(Hit::weight);

    private Voting() {}

    /**
     * One hit.
     *
     * @param queryFeature number of the query feature
     * @param geometry packed place of the image's own feature
     * @param distance Hamming distance of the signatures
     * @param weight the hit's own weight, not yet shared among the hits of its query feature
     */
    record Hit(int queryFeature, int geometry, int distance, float weight) {}

    /** idf² of a word. */
    static double rarity(long images, long postings) {
        double idf = Math.log(1 + images / (1.0 + postings));
        return idf * idf;
    }

    /** Whether a word is passed over: more than 100 times as many postings as the mean word, and more than 10,000. */
    static boolean tooCommon(long postings, long allPostings) {
        return postings > COMMON_POSTINGS && postings > COMMON_SHARE * allPostings / WORDS;
    }

    /** The weight of a hit at a distance of a word of a {@linkplain #rarity rarity}. */
    static float weight(int distance, double rarity) {
        return (float) (CLOSENESS[distance] * rarity);
    }

    /** Whether word {@code at} of the columns stands for "no further word": it repeats its predecessor in its feature. */
    static boolean repeats(char[] words, int wordsPerFeature, int at) {
        return at % wordsPerFeature > 0 && words[at] == words[at - 1];
    }

    /**
     * The candidate that an image's hits make.
     *
     * @param hits at least one, in {@link #ORDER}
     */
    static Candidate candidate(String image, List<Hit> hits) {
        int size = hits.size();
        int[] queryFeature = new int[size];
        int[] geometry = new int[size];
        byte[] distance = new byte[size];
        float[] weight = new float[size];
        double votes = 0;
        for (int from = 0, to; from < size; from = to) {
            int feature = hits.get(from).queryFeature();
            float strongest = 0;
            for (to = from; to < size && hits.get(to).queryFeature() == feature; to++) {
                strongest = Math.max(strongest, hits.get(to).weight());
            }
            votes += strongest;
            for (int i = from; i < to; i++) {
                Hit hit = hits.get(i);
                queryFeature[i] = feature;
                geometry[i] = hit.geometry();
                distance[i] = (byte) hit.distance();
                weight[i] = hit.weight() / (to - from);
            }
        }
        return new Candidate(image, votes, queryFeature, geometry, distance, weight);
    }

    private static double[] closeness() {
        double[] closeness = new double[65];
        for (int h = 0; h < closeness.length; h++) {
            closeness[h] = Math.exp(-h * h / SPREAD);
        }
        return closeness;
    }
}
