package org.proofmark.engine.fingerprint;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.Scaler;

/**
 * Trains a vocabulary: k-means on two levels over the descriptors of many pictures, each descriptor standing for its four
 * forms. Not for use while others are served: it takes all processors for minutes.
 */
public final class VocabularyTrainer {
    private static final int D = Describer.LENGTH;
    private static final int FEATURES_PER_PICTURE = 1500;
    private static final int COARSE_ROUNDS = 20;
    private static final int FINE_ROUNDS = 12;
    private static final int COARSE_SAMPLE = 300_000;

    private final SplittableRandom random;
    private final Sift sift = new Sift(Arithmetic.fastest());
    private final Scaler scaler = new Scaler();
    private float[] blocks = new float[1 << 22];
    private int size;

    /** @param seed fixes the random choices: the same pictures and seed give the same vocabulary */
    public VocabularyTrainer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Adds the descriptors of a picture, at two sizes. */
    public void add(GreyPicture picture) {
        for (int side : new int[] {Detail.REFERENCE.pictureSide(), Detail.REFERENCE.pictureSide() * 5 / 8}) {
            sift.extract(scaler.down(picture, side), FEATURES_PER_PICTURE);
            for (int i = 0; i < sift.size(); i++) {
                if (blocks.length < (size + 1) * D) {
                    blocks = Arrays.copyOf(blocks, blocks.length / 2 * 3);
                }
                Symmetry.toBlocks(sift.descriptors(), i * D, blocks, size++ * D);
            }
        }
    }

    /** How many descriptors were added. */
    public int descriptors() {
        return size;
    }

    /**
     * Trains.
     *
     * @param progress is told after each of 64 cells how many are done
     * @throws IllegalStateException if there are fewer than 100,000 descriptors
     */
    public Vocabulary train(IntConsumer progress) {
        if (size < 100_000) {
            throw new IllegalStateException("%d descriptors are too few to train on: at least 100,000".formatted(size));
        }
        float[] coarse = coarse();
        int[] cells = new int[size];
        IntStream.range(0, size).parallel().forEach(i -> cells[i] = nearest(coarse, Vocabulary.COARSE, i * D));
        float[] fine = new float[Vocabulary.COARSE * Vocabulary.FINE * D];
        long[] seeds = IntStream.range(0, Vocabulary.COARSE)
                .mapToLong(c -> random.nextLong())
                .toArray();
        java.util.concurrent.atomic.AtomicInteger done = new java.util.concurrent.atomic.AtomicInteger();
        IntStream.range(0, Vocabulary.COARSE).parallel().forEach(cell -> {
            trainCell(cell, cells, fine, new SplittableRandom(seeds[cell]));
            progress.accept(done.incrementAndGet());
        });
        return new Vocabulary(coarse, fine, directions());
    }

    private float[] coarse() {
        int[] sample = random.ints(Math.min(COARSE_SAMPLE, size), 0, size).toArray();
        float[] centres = new float[Vocabulary.COARSE * D];
        for (int c = 0; c < Vocabulary.COARSE; c++) {
            System.arraycopy(blocks, sample[c] * D, centres, c * D, D);
        }
        for (int round = 0; round < COARSE_ROUNDS; round++) {
            int[] nearest = new int[sample.length];
            float[] fixed = centres.clone();
            IntStream.range(0, sample.length)
                    .parallel()
                    .forEach(i -> nearest[i] = nearest(fixed, Vocabulary.COARSE, sample[i] * D));
            double[] sums = new double[centres.length];
            int[] counts = new int[Vocabulary.COARSE];
            float[] changed = new float[D];
            for (int i = 0; i < sample.length; i++) {
                Symmetry.apply(nearest[i] & 3, blocks, sample[i] * D, changed, 0);
                accumulate(changed, 0, nearest[i] >> 2, sums, counts);
            }
            average(sums, counts, centres, c -> sample[random.nextInt(sample.length)] * D, blocks);
        }
        return centres;
    }

    private static void accumulate(float[] from, int at, int centre, double[] sums, int[] counts) {
        counts[centre]++;
        for (int d = 0; d < D; d++) {
            sums[centre * D + d] += from[at + d];
        }
    }

    /** New centres; one that nothing is nearest to starts anew at some descriptor. */
    private static void average(
            double[] sums, int[] counts, float[] centres, java.util.function.IntUnaryOperator anew, float[] source) {
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                System.arraycopy(source, anew.applyAsInt(c), centres, c * D, D);
            } else {
                for (int d = 0; d < D; d++) {
                    centres[c * D + d] = (float) (sums[c * D + d] / counts[c]);
                }
            }
        }
    }

    /** The nearest centre in its best form, as {@code centre · 4 + element}. */
    private int nearest(float[] centres, int count, int at) {
        float best = Float.NEGATIVE_INFINITY;
        int found = 0;
        float[] parts = new float[Symmetry.ELEMENTS];
        for (int c = 0; c < count; c++) {
            float square = 0;
            for (int b = 0; b < Symmetry.ELEMENTS; b++) {
                float sum = 0;
                for (int i = b * Symmetry.BLOCK; i < (b + 1) * Symmetry.BLOCK; i++) {
                    float centre = centres[c * D + i];
                    sum += centre * blocks[at + i];
                    square += centre * centre;
                }
                parts[b] = sum;
            }
            for (int element = 0; element < Symmetry.ELEMENTS; element++) {
                float score = -square / 2;
                for (int b = 0; b < Symmetry.ELEMENTS; b++) {
                    score += Symmetry.sign(b, element) * parts[b];
                }
                if (score > best) {
                    best = score;
                    found = c * 4 + element;
                }
            }
        }
        return found;
    }

    private void trainCell(int cell, int[] cells, float[] fine, SplittableRandom random) {
        int[] members =
                IntStream.range(0, size).filter(i -> cells[i] >> 2 == cell).toArray();
        int count = Math.max(Vocabulary.FINE, members.length);
        float[] own = new float[count * D];
        for (int i = 0; i < count; i++) {
            int member = members[i % members.length];
            Symmetry.apply(cells[member] & 3, blocks, member * D, own, i * D);
        }
        float[] centres = new float[Vocabulary.FINE * D];
        for (int c = 0; c < Vocabulary.FINE; c++) {
            System.arraycopy(own, random.nextInt(count) * D, centres, c * D, D);
        }
        NearestCentre nearest = new NearestCentre(Arithmetic.fastest());
        for (int round = 0; round < FINE_ROUNDS; round++) {
            int[] of = nearest.of(own, count, centres);
            double[] sums = new double[centres.length];
            int[] counts = new int[Vocabulary.FINE];
            for (int i = 0; i < count; i++) {
                accumulate(own, i * D, of[i], sums, counts);
            }
            average(sums, counts, centres, c -> random.nextInt(count) * D, own);
        }
        System.arraycopy(centres, 0, fine, cell * Vocabulary.FINE * D, centres.length);
    }

    /** Random orthonormal directions, {@value Vocabulary#SIGNS_PER_BLOCK} in each block, by Gram and Schmidt. */
    private float[] directions() {
        int length = Symmetry.BLOCK;
        double[][] rows = new double[64][length];
        for (int row = 0; row < 64; row++) {
            for (int d = 0; d < length; d++) {
                rows[row][d] = random.nextGaussian();
            }
            int first = row / Vocabulary.SIGNS_PER_BLOCK * Vocabulary.SIGNS_PER_BLOCK;
            for (int other = first; other < row; other++) {
                double along = dot(rows[row], rows[other]);
                for (int d = 0; d < length; d++) {
                    rows[row][d] -= along * rows[other][d];
                }
            }
            double norm = Math.sqrt(dot(rows[row], rows[row]));
            for (int d = 0; d < length; d++) {
                rows[row][d] /= norm;
            }
        }
        float[] out = new float[64 * length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) rows[i / length][i % length];
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The nearest of {@value Vocabulary#FINE} centres for many vectors. */
    private static final class NearestCentre {
        private final Arithmetic arithmetic;

        NearestCentre(Arithmetic arithmetic) {
            this.arithmetic = arithmetic;
        }

        int[] of(float[] vectors, int count, float[] centres) {
            float[] transposed = new float[centres.length];
            float[] half = new float[Vocabulary.FINE];
            for (int c = 0; c < Vocabulary.FINE; c++) {
                for (int d = 0; d < D; d++) {
                    float number = centres[c * D + d];
                    transposed[(c / Arithmetic.WIDTH * D + d) * Arithmetic.WIDTH + c % Arithmetic.WIDTH] = number;
                    half[c] += number * number / 2;
                }
            }
            int[] nearest = new int[count];
            float[] dots = new float[4 * Vocabulary.FINE];
            int[] at = new int[4];
            for (int first = 0; first < count; first += 4) {
                for (int v = 0; v < 4; v++) {
                    at[v] = Math.min(first + v, count - 1) * D;
                }
                arithmetic.dots(vectors, at, transposed, 0, D, Vocabulary.FINE, dots);
                for (int v = 0; v < 4 && first + v < count; v++) {
                    nearest[first + v] = highest(dots, v * Vocabulary.FINE, half);
                }
            }
            return nearest;
        }

        private static int highest(float[] dots, int at, float[] half) {
            int best = 0;
            for (int c = 1; c < half.length; c++) {
                if (dots[at + c] - half[c] > dots[at + best] - half[best]) {
                    best = c;
                }
            }
            return best;
        }
    }
}
