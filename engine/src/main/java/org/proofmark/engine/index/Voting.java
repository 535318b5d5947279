package org.proofmark.engine.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.proofmark.engine.fingerprint.Features;

/**
 * What is looked up, what counts as a hit, and how much: every formula of the search, shared by the exact and the fast
 * index, so that they cannot differ in anything but speed.
 *
 * <p>A query <em>looks up</em> the lists of its words until its {@linkplain #budget budget} of postings is spent: from then
 * on a larger index costs no more time, only the words that tell least for their price. A list's price is its length, three
 * times that for a feature's second word, seven times for its third: in 1,560 edited copies 19.1 % of the first words led to
 * a hit in the photo copied, 6.3 % of the second, 2.7 % of the third. A word that holds an absurd share of all postings is
 * passed over in any case.
 *
 * <p>Two features <em>hit</em> each other when they have the same word and signatures near each other (Hamming embedding;
 * Jégou, Douze, Schmid 2008): at most {@value #NEAR} of the 64 bits differ. If all bits were drawn apart, 0.03 % of unrelated
 * pairs were that near; of real photos' features of the same word it is 1.2 %.
 *
 * <p>A hit <em>weighs</em> exp(−h²/392) · idf²: h is the Hamming distance, idf = ln(1 + images / (1 + postings)) over the
 * images and the word's postings in the whole index, removed images not counted. Weights are whole numbers of 1/{@value
 * #ONE}, so that sums do not depend on the order of adding.
 *
 * <p>A query feature <em>votes</em> once for an image: its strongest hit there.
 *
 * <p>In a {@link Candidate} each hit carries its weight divided by the number of hits of its query feature in that image:
 * a brick wall matches itself a thousand times and must not weigh a thousand times.
 */
final class Voting {
    /** The most bits in which the signatures of a hit differ. */
    static final int NEAR = 18;

    /** The postings that a query may look at for each of its features. */
    private static final long BUDGET_PER_FEATURE = 8_000;

    /** A query of fewer features has the budget of so many: the less there is to see, the closer it is looked at. */
    private static final int FEWEST_BUDGETED = 500;

    /** The most features of a query: more than any fingerprint of an image has, and their votes fit into 31 bits. */
    static final int LARGEST_QUERY = 0x7FFF;

    /** Units of weight in a weight of 1. */
    static final int ONE = 256;

    /** The largest weight of a hit, in units. */
    static final int HEAVIEST = 0xFFFF;

    /** The number of words in the vocabulary. */
    static final int WORDS = 1 << 16;

    /** Bits for the number of a word in the largest query. */
    private static final int NUMBER_BITS = 17;

    private static final double SPREAD = 392;
    private static final double COMMON_SHARE = 100;
    private static final long COMMON_POSTINGS = 10_000;
    private static final double[] CLOSENESS = closeness();

    /** The order of hits within a candidate. */
    static final Comparator<Hit> ORDER = Comparator.comparingInt(Hit::queryFeature)
            .thenComparing(Hit::geometry, Integer::compareUnsigned)
            .thenComparingInt(Hit::distance)
            .thenComparingInt(Hit::weight);

    /** The order of candidates. */
    static final Comparator<Candidate> MOST_VOTES_FIRST =
            Comparator.comparingDouble(Candidate::votes).reversed().thenComparing(Candidate::image);

    private Voting() {}

    /**
     * One hit.
     *
     * @param queryFeature number of the query feature
     * @param geometry packed place of the image's own feature
     * @param distance Hamming distance of the signatures
     * @param weight the hit's own weight in units, not yet shared among the hits of its query feature
     */
    record Hit(int queryFeature, int geometry, int distance, int weight) {}

    /** The most postings looked at for a query if its asker names no other number: 4 million for most. */
    static long budget(Features query) {
        return BUDGET_PER_FEATURE * Math.max(FEWEST_BUDGETED, query.size());
    }

    /**
     * Which of a query's words are looked up.
     *
     * @param postings for each word of the vocabulary its postings, those of removed images not counted
     * @param all their sum
     * @param budget the most postings looked at
     * @return for each of the query's words whether it is
     */
    static boolean[] lookedUp(Features query, int[] postings, long all, long budget) {
        if (query.size() > LARGEST_QUERY) {
            throw new IllegalArgumentException(
                    "a query of %d features, at most %d are allowed".formatted(query.size(), LARGEST_QUERY));
        }
        char[] words = query.words();
        int perFeature = query.wordsPerFeature();
        long[] byPrice = new long[words.length];
        int size = 0;
        for (int i = 0; i < words.length; i++) {
            int length = postings[words[i]];
            if (length > 0 && !tooCommon(length, all) && !repeats(words, perFeature, i)) {
                byPrice[size++] = price(length, i % perFeature) << NUMBER_BITS | i;
            }
        }
        Arrays.sort(byPrice, 0, size);
        boolean[] lookedUp = new boolean[words.length];
        long left = budget;
        for (int p = 0; p < size; p++) {
            int i = (int) byPrice[p] & (1 << NUMBER_BITS) - 1;
            left -= postings[words[i]];
            if (left < 0) {
                break;
            }
            lookedUp[i] = true;
        }
        return lookedUp;
    }

    /** What looking into a list of the {@code nth} word of a feature, counted from 0, costs: 1, 3, 7, 15 times its length. */
    private static long price(long length, int nth) {
        return length * ((2L << nth) - 1);
    }

    /** idf² of a word. */
    static double rarity(long images, long postings) {
        double idf = Math.log(1 + images / (1.0 + postings));
        return idf * idf;
    }

    /** Whether a word is passed over: more than 100 times as many postings as the mean word, and more than 10,000. */
    private static boolean tooCommon(long postings, long allPostings) {
        return postings > COMMON_POSTINGS && postings > COMMON_SHARE * allPostings / WORDS;
    }

    /** The weight, in units, of a hit at a distance of a word of a {@linkplain #rarity rarity}. */
    static int weight(int distance, double rarity) {
        return (int) Math.min(HEAVIEST, Math.round(CLOSENESS[distance] * rarity * ONE));
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
        long votes = 0;
        for (int from = 0, to; from < size; from = to) {
            int feature = hits.get(from).queryFeature();
            int strongest = 0;
            for (to = from; to < size && hits.get(to).queryFeature() == feature; to++) {
                strongest = Math.max(strongest, hits.get(to).weight());
            }
            votes += strongest;
            for (int i = from; i < to; i++) {
                Hit hit = hits.get(i);
                queryFeature[i] = feature;
                geometry[i] = hit.geometry();
                distance[i] = (byte) hit.distance();
                weight[i] = hit.weight() / (float) ONE / (to - from);
            }
        }
        return new Candidate(image, votes / (double) ONE, queryFeature, geometry, distance, weight);
    }

    private static double[] closeness() {
        double[] closeness = new double[65];
        for (int h = 0; h < closeness.length; h++) {
            closeness[h] = Math.exp(-h * h / SPREAD);
        }
        return closeness;
    }
}
