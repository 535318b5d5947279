package org.proofmark.engine.index;

import java.util.Arrays;

/** Postings of one word, in columns that grow: a scratch list for merging and checking. */
final class Postings {
    int size;
    int[] first = new int[1024];
    int[] second = new int[1024];
    int[] geometry = new int[1024];
    /** Number of the image within its part. */
    int[] image = new int[1024];

    /** Makes room for so many postings in all, keeping those there are. */
    void reserve(int capacity) {
        if (capacity > first.length) {
            int larger = Math.max(capacity, first.length * 2);
            first = Arrays.copyOf(first, larger);
            second = Arrays.copyOf(second, larger);
            geometry = Arrays.copyOf(geometry, larger);
            image = Arrays.copyOf(image, larger);
        }
    }
}
