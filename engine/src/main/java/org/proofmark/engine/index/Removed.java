package org.proofmark.engine.index;

import java.util.BitSet;

/** The numbers of the removed images of one part at one moment. Never changes. */
final class Removed {
    static final Removed NONE = new Removed(new BitSet());

    private final long[] bits;
    private final int count;

    Removed(BitSet numbers) {
        bits = numbers.toLongArray();
        count = numbers.cardinality();
    }

    boolean has(int image) {
        int at = image >>> 6;
        return at < bits.length && (bits[at] >>> image & 1) != 0;
    }

    int count() {
        return count;
    }

    BitSet toBitSet() {
        return BitSet.valueOf(bits);
    }

    long[] toLongArray() {
        return bits.clone();
    }
}
