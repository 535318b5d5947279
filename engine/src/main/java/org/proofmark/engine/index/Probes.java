package org.proofmark.engine.index;

import java.util.Arrays;
import org.proofmark.engine.fingerprint.Features;

/**
 * The lists a query looks into, in the order of their words: neighbouring lists lie near each other on disk.
 *
 * @param feature number of the query feature
 * @param word the word whose list is read
 * @param signature the signature compared with the list's
 * @param rarity {@link Voting#rarity} of the word, never 0
 */
@SuppressWarnings("ArrayRecordComponent") // columns, passed by reference and never changed
record Probes(int[] feature, char[] word, long[] signature, double[] rarity) {

    /** The probes of a query, given the postings of each word in all and the number of images. */
    static Probes of(Features query, int[] postings, long allPostings, int images) {
        char[] words = query.words();
        long[] order = new long[words.length];
        int size = 0;
        for (int i = 0; i < words.length; i++) {
            int known = postings[words[i]];
            if (known > 0
                    && !Voting.tooCommon(known, allPostings)
                    && !Voting.repeats(words, query.wordsPerFeature(), i)) {
                order[size++] = (long) words[i] << 32 | i;
            }
        }
        Arrays.sort(order, 0, size);
        Probes probes = new Probes(new int[size], new char[size], new long[size], new double[size]);
        for (int p = 0; p < size; p++) {
            int i = (int) order[p];
            probes.feature[p] = i / query.wordsPerFeature();
            probes.word[p] = words[i];
            probes.signature[p] = query.signatures()[i];
            probes.rarity[p] = Voting.rarity(images, postings[words[i]]);
        }
        return probes;
    }

    int size() {
        return word.length;
    }
}
