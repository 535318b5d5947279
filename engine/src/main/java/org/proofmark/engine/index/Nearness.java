package org.proofmark.engine.index;

/**
 * Finds the near ones among the first halves of many signatures: the innermost loop of every search. One per search, as it
 * holds scratch columns.
 *
 * <p>A test and branch per signature mispredicts once in forty. So: count the differing bits of a block (the compiler makes
 * vectors of that loop: VPOPCNTD where there is one), fold the counts to the least of eight in three further vector loops,
 * and look closer only where that least one is near.
 */
final class Nearness {
    /** The most signatures looked at in one go: the scratch columns stay in the first-level cache. */
    static final int BLOCK = 2048;

    private static final int FOLDS = 8;

    private final int[] counts = new int[BLOCK + FOLDS];
    private final int[] least = new int[BLOCK / 2 + FOLDS];

    /** The places found by the last {@link #find}, relative to its start; in no order. */
    final int[] found = new int[BLOCK];

    /**
     * Finds the first halves near to that of a query.
     *
     * @param first the first halves
     * @param from where to begin
     * @param size how many, at most {@link #BLOCK}
     * @param query the first half compared with
     * @return how many were found
     */
    int find(int[] first, int from, int size, int query) {
        differ(first, from, size, query, counts);
        if (size < 4 * FOLDS) {
            return plain(size);
        }
        int column = (size + FOLDS - 1) / FOLDS;
        for (int i = size; i < column * FOLDS; i++) {
            counts[i] = Integer.SIZE;
        }
        fold(counts, least, column * 4);
        fold(least, least, column * 2);
        fold(least, least, column);
        int hits = 0;
        for (int i = 0; i < column; i++) {
            if (least[i] <= Voting.FIRST_HALF) {
                hits = column(i, column, hits);
            }
        }
        return hits;
    }

    private static void differ(int[] first, int from, int size, int query, int[] counts) {
        for (int i = 0; i < size; i++) {
            counts[i] = Integer.bitCount(first[from + i] ^ query);
        }
    }

    private static void fold(int[] in, int[] out, int half) {
        for (int i = 0; i < half; i++) {
            out[i] = Math.min(in[i], in[i + half]);
        }
    }

    private int column(int at, int step, int hits) {
        int next = hits;
        for (int i = at; i < step * FOLDS; i += step) {
            found[next] = i;
            next += (counts[i] - Voting.FIRST_HALF - 1) >>> 31;
        }
        return next;
    }

    private int plain(int size) {
        int hits = 0;
        for (int i = 0; i < size; i++) {
            found[hits] = i;
            hits += (counts[i] - Voting.FIRST_HALF - 1) >>> 31;
        }
        return hits;
    }
}
