package org.proofmark.engine.fingerprint;

/**
 * What mirroring and inverting an image does to a descriptor.
 *
 * <p>A descriptor holds row r, column c and direction o, seen along its feature's own direction. Mirroring the image sends
 * (r, c, o) to (3 − r, c, −o). Inverting it (a negative) turns every gradient round, so also the feature's own direction,
 * and sends (r, c, o) to (3 − r, 3 − c, o). With both and neither that makes a group of four, every element its own inverse,
 * numbered 0 as is, {@value #MIRRORED}, {@value #INVERTED}, 3 both, so that composing is exclusive or.
 *
 * <p>No place of a descriptor stays where it is, so the 128 places fall into 32 orbits of four, and a Hadamard transform of
 * each orbit splits a descriptor into four blocks of 32 numbers, in which element g of the group is nothing but a change of
 * sign: block b changes its sign under g when b and g share an odd number of bits. A vocabulary in these blocks can be closed
 * under the group at no cost ({@link Vocabulary}).
 */
final class Symmetry {
    /** Elements of the group. */
    static final int ELEMENTS = 4;

    /** The mirrored image. */
    static final int MIRRORED = 1;

    /** The negative. */
    static final int INVERTED = 2;

    /** Numbers in a block. */
    static final int BLOCK = Describer.LENGTH / ELEMENTS;

    /** The four places of each orbit: as is, mirrored, inverted, both. */
    private static final int[][] ORBITS = orbits();

    private Symmetry() {}

    private static int[][] orbits() {
        int[][] orbits = new int[BLOCK][];
        boolean[] seen = new boolean[Describer.LENGTH];
        int n = 0;
        for (int place = 0; place < Describer.LENGTH; place++) {
            if (!seen[place]) {
                int mirrored = mirrored(place);
                int[] orbit = {place, mirrored, inverted(place), inverted(mirrored)};
                for (int member : orbit) {
                    seen[member] = true;
                }
                orbits[n++] = orbit;
            }
        }
        return orbits;
    }

    private static int place(int row, int column, int direction) {
        return (row * 4 + column) * 8 + (direction & 7);
    }

    private static int mirrored(int place) {
        return place(3 - place / 32, place / 8 % 4, -(place % 8));
    }

    private static int inverted(int place) {
        return place(3 - place / 32, 3 - place / 8 % 4, place % 8);
    }

    /** The descriptor of the same feature in the image changed by an element of the group. */
    static void change(float[] descriptor, int from, int element, float[] changed, int to) {
        for (int place = 0; place < Describer.LENGTH; place++) {
            int source = (element & MIRRORED) == 0 ? place : mirrored(place);
            source = (element & INVERTED) == 0 ? source : inverted(source);
            changed[to + place] = descriptor[from + source];
        }
    }

    /** Splits a descriptor into its blocks, keeping lengths and distances. */
    static void toBlocks(float[] descriptor, int from, float[] blocks, int to) {
        for (int i = 0; i < BLOCK; i++) {
            int[] orbit = ORBITS[i];
            float a = descriptor[from + orbit[0]];
            float b = descriptor[from + orbit[1]];
            float c = descriptor[from + orbit[2]];
            float d = descriptor[from + orbit[3]];
            float ab = a + b;
            float cd = c + d;
            float awayB = a - b;
            float awayD = c - d;
            blocks[to + i] = (ab + cd) * 0.5f;
            blocks[to + BLOCK + i] = (awayB + awayD) * 0.5f;
            blocks[to + 2 * BLOCK + i] = (ab - cd) * 0.5f;
            blocks[to + 3 * BLOCK + i] = (awayB - awayD) * 0.5f;
        }
    }

    /** The sign of a block under an element of the group: 1 or −1. */
    static int sign(int block, int element) {
        return (Integer.bitCount(block & element) & 1) == 0 ? 1 : -1;
    }

    /** Applies an element of the group to blocks. */
    static void apply(int element, float[] blocks, int from, float[] changed, int to) {
        for (int block = 0; block < ELEMENTS; block++) {
            int sign = sign(block, element);
            for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                changed[to + i] = sign * blocks[from + i];
            }
        }
    }
}
