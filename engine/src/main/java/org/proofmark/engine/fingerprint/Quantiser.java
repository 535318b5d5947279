package org.proofmark.engine.fingerprint;

import java.util.Arrays;

/**
 * Finds the words and signatures of descriptors. Each descriptor is compared with all coarse cells in their four forms, then
 * with the fine words of the nearest two, or of the nearest alone where one word is wanted. One instance per thread.
 */
final class Quantiser {
    private static final int MOST_BRANCHES = 2;
    private static final int D = Describer.LENGTH;
    private static final int AT_ONCE = 4;

    private final Arithmetic arithmetic;
    private final Vocabulary vocabulary;
    private final float[][] partial = new float[Symmetry.ELEMENTS][AT_ONCE * Vocabulary.COARSE];
    private final float[] dots = new float[AT_ONCE * Vocabulary.FINE];
    private final float[] projected = new float[AT_ONCE * Vocabulary.SIGNS_PER_BLOCK];
    private final int[] vectors = new int[AT_ONCE];
    private final int[] cellStart = new int[Vocabulary.COARSE + 1];
    private int branches = MOST_BRANCHES;
    private float[] blocks = new float[0];
    private float[] changed = new float[0];
    private int[] branch = new int[0];
    private int[] byCell = new int[0];
    private float[] scores = new float[0];
    private float[] projections = new float[0];

    Quantiser(Arithmetic arithmetic, Vocabulary vocabulary) {
        this.arithmetic = arithmetic;
        this.vocabulary = vocabulary;
    }

    /**
     * Quantises descriptors.
     *
     * @param descriptors {@code n} × 128 numbers
     * @param perFeature words wanted for each, 1 to 4, nearest first
     * @param words receives {@code n · perFeature} words
     * @param signatures receives the signature that belongs to each word
     */
    void quantise(float[] descriptors, int n, int perFeature, char[] words, long[] signatures) {
        if (n == 0) {
            return;
        }
        branches = Math.min(perFeature, MOST_BRANCHES);
        reserve(n, perFeature);
        for (int i = 0; i < n; i++) {
            Symmetry.toBlocks(descriptors, i * D, blocks, i * D);
        }
        chooseBranches(n);
        for (int i = 0; i < n * branches; i++) {
            int element = branch[i] & 3;
            Symmetry.apply(element, blocks, i / branches * D, changed, i * D);
        }
        groupByCell(n);
        Arrays.fill(scores, 0, n * perFeature, Float.NEGATIVE_INFINITY);
        for (int cell = 0; cell < Vocabulary.COARSE; cell++) {
            searchCell(cell, perFeature, words);
        }
        project(n * branches);
        for (int i = 0; i < n; i++) {
            sign(i, perFeature, words, signatures);
        }
    }

    private void reserve(int n, int perFeature) {
        int padded = n + AT_ONCE;
        if (blocks.length < padded * D) {
            blocks = new float[padded * D];
            changed = new float[padded * MOST_BRANCHES * D];
            branch = new int[padded * MOST_BRANCHES];
            byCell = new int[padded * MOST_BRANCHES];
            projections = new float[padded * MOST_BRANCHES * 64];
        }
        if (scores.length < n * perFeature) {
            scores = new float[n * perFeature];
        }
    }

    /** Writes the nearest coarse cells of each feature as {@code cell · 4 + element}. */
    private void chooseBranches(int n) {
        for (int first = 0; first < n; first += AT_ONCE) {
            for (int b = 0; b < Symmetry.ELEMENTS; b++) {
                for (int v = 0; v < AT_ONCE; v++) {
                    vectors[v] = Math.min(first + v, n - 1) * D + b * Symmetry.BLOCK;
                }
                arithmetic.dots(
                        blocks, vectors, vocabulary.coarseByBlock[b], 0, Symmetry.BLOCK, Vocabulary.COARSE, partial[b]);
            }
            for (int v = 0; v < AT_ONCE && first + v < n; v++) {
                nearestCells(v * Vocabulary.COARSE, (first + v) * branches);
            }
        }
    }

    private void nearestCells(int at, int to) {
        float best = Float.NEGATIVE_INFINITY;
        float second = Float.NEGATIVE_INFINITY;
        int bestForm = 0;
        int secondForm = 0;
        for (int cell = 0; cell < Vocabulary.COARSE; cell++) {
            float half = vocabulary.coarseHalfSquares[cell];
            float a = partial[0][at + cell] - half;
            float b = partial[1][at + cell];
            float c = partial[2][at + cell];
            float d = partial[3][at + cell];
            // The best form is the one whose signs suit most: a plus the largest of (b + c + d), (−b + c − d), …
            float plain = b + c + d;
            float mirrored = c - b - d;
            float inverted = b - c - d;
            float both = d - b - c;
            if (a + Math.max(Math.max(plain, mirrored), Math.max(inverted, both)) <= second) {
                continue;
            }
            for (int element = 0; element < Symmetry.ELEMENTS; element++) {
                float score = a + (element < 2 ? element < 1 ? plain : mirrored : element < 3 ? inverted : both);
                if (score > best) {
                    second = best;
                    secondForm = bestForm;
                    best = score;
                    bestForm = cell * 4 + element;
                } else if (score > second) {
                    second = score;
                    secondForm = cell * 4 + element;
                }
            }
        }
        branch[to] = bestForm;
        if (branches > 1) {
            branch[to + 1] = secondForm;
        }
    }

    private void groupByCell(int n) {
        Arrays.fill(cellStart, 0);
        for (int i = 0; i < n * branches; i++) {
            cellStart[branch[i] / 4 + 1]++;
        }
        for (int cell = 0; cell < Vocabulary.COARSE; cell++) {
            cellStart[cell + 1] += cellStart[cell];
        }
        int[] next = cellStart.clone();
        for (int i = 0; i < n * branches; i++) {
            byCell[next[branch[i] / 4]++] = i;
        }
    }

    private void searchCell(int cell, int perFeature, char[] words) {
        int end = cellStart[cell + 1];
        for (int first = cellStart[cell]; first < end; first += AT_ONCE) {
            for (int v = 0; v < AT_ONCE; v++) {
                vectors[v] = byCell[Math.min(first + v, end - 1)] * D;
            }
            int fine = cell * Vocabulary.FINE;
            arithmetic.dots(
                    changed, vectors, vocabulary.fineByBlock, vocabulary.fineSteps, fine * D, Vocabulary.FINE, dots);
            for (int v = 0; v < AT_ONCE && first + v < end; v++) {
                int i = byCell[first + v];
                nearestWords(v * Vocabulary.FINE, fine, branch[i] & 3, i / branches * perFeature, perFeature, words);
            }
        }
    }

    private void nearestWords(int at, int fine, int element, int to, int perFeature, char[] words) {
        float worst = scores[to + perFeature - 1];
        for (int f = 0; f < Vocabulary.FINE; f++) {
            float score = dots[at + f] - vocabulary.fineHalfSquares[fine + f];
            if (score > worst) {
                int slot = to + perFeature - 1;
                for (; slot > to && scores[slot - 1] < score; slot--) {
                    scores[slot] = scores[slot - 1];
                    words[slot] = words[slot - 1];
                }
                scores[slot] = score;
                words[slot] = (char) ((fine + f) * 4 + element);
                worst = scores[to + perFeature - 1];
            }
        }
    }

    private void project(int count) {
        for (int first = 0; first < count; first += AT_ONCE) {
            for (int b = 0; b < Symmetry.ELEMENTS; b++) {
                for (int v = 0; v < AT_ONCE; v++) {
                    vectors[v] = Math.min(first + v, count - 1) * D + b * Symmetry.BLOCK;
                }
                int signs = Vocabulary.SIGNS_PER_BLOCK;
                arithmetic.dots(changed, vectors, vocabulary.directionsByBlock[b], 0, Symmetry.BLOCK, signs, projected);
                for (int v = 0; v < AT_ONCE && first + v < count; v++) {
                    System.arraycopy(projected, v * signs, projections, (first + v) * 64 + b * signs, signs);
                }
            }
        }
    }

    private void sign(int i, int perFeature, char[] words, long[] signatures) {
        for (int slot = i * perFeature; slot < (i + 1) * perFeature; slot++) {
            int coarseForm = words[slot] >> 10 << 2 | words[slot] & 3;
            int from = (i * branches + (branch[i * branches] == coarseForm ? 0 : 1)) * 64;
            int threshold = (words[slot] >> 2) * 64;
            long signature = 0;
            for (int s = 0; s < 64; s++) {
                // The sign bit of the difference, without a branch nobody could predict.
                float below = vocabulary.thresholds[threshold + s] - projections[from + s];
                signature |= (long) (Float.floatToRawIntBits(below) >>> 31) << s;
            }
            signatures[slot] = signature;
        }
    }
}
