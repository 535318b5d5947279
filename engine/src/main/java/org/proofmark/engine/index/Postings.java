package org.proofmark.engine.index;

import java.util.Arrays;

/** Postings of one word, in columns that grow: a scratch list for merging and checking. */
final class Postings {
    int size;
    long[] signature = new long[1024];
    int[] geometry = new int[1024];
    /** Number of the image within its part. */
    int[] image = new int[1024];

    /** Makes room for so many postings in all, keeping those there are. */
    void reserve(int capacity) {
        if (capacity > signature.length) {
            int larger = Math.max(capacity, signature.length * 2);
            signature = Arrays.copyOf(signature, larger);
            geometry = Arrays.copyOf(geometry, larger);
            image = Arrays.copyOf(image, larger);
        }
    }
}
