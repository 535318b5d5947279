package org.proofmark.engine.index;

import org.proofmark.engine.fingerprint.Features;

/**
 * The lists a query looks into, in the order of its features.
 *
 * @param feature number of the query feature
 * @param word the word whose list is read
 * @param signature the signature compared with the list's
 * @param weight the weight in units of a hit at each distance up to {@link Voting#NEAR}
 */
@SuppressWarnings("ArrayRecordComponent") // columns, passed by reference and never changed
record Probes(int[] feature, char[] word, long[] signature, char[][] weight) {

    /** The probes of a query within a budget, given the postings of each word, their sum and the number of images. */
    static Probes of(Features query, long budget, int[] postings, long allPostings, int images) {
        boolean[] lookedUp = Voting.lookedUp(query, postings, allPostings, budget);
        int size = 0;
        for (boolean yes : lookedUp) {
            size += yes ? 1 : 0;
        }
        Probes probes = new Probes(new int[size], new char[size], new long[size], new char[size][]);
        int p = 0;
        for (int i = 0; i < lookedUp.length; i++) {
            if (lookedUp[i]) {
                char word = query.words()[i];
                probes.feature[p] = i / query.wordsPerFeature();
                probes.word[p] = word;
                probes.signature[p] = query.signatures()[i];
                probes.weight[p++] = weights(Voting.rarity(images, postings[word]));
            }
        }
        return probes;
    }

    private static char[] weights(double rarity) {
        char[] weights = new char[Voting.NEAR + 1];
        for (int distance = 0; distance < weights.length; distance++) {
            weights[distance] = (char) Voting.weight(distance, rarity);
        }
        return weights;
    }

    int size() {
        return word.length;
    }
}
