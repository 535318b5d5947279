package org.proofmark.engine.fingerprint;

import java.util.Arrays;

/**
 * Gives places their directions and descriptors. The descriptor is SIFT's 4 × 4 cells of 8 directions, its square root taken
 * (RootSIFT: Arandjelović and Zisserman, "Three things everyone should know to improve object retrieval", 2012).
 *
 * <p>Directions share a gradient linearly between neighbours, by arithmetic that commutes exactly with mirroring the patch
 * and with turning it half round: {@link Symmetry} rests on that.
 */
final class Describer {
    /** Numbers in a descriptor. */
    static final int LENGTH = 128;

    private static final int BINS = 36;
    private static final int MOST_ANGLES = 3;
    private static final float LARGEST_ON_GRID = 1.95f;
    private static final int PHASES = 8;
    private static final float CLIP = 0.2f;

    private final Arithmetic arithmetic;
    private final float[] patch = new float[Arithmetic.PATCH_LENGTH + 64];
    private final float[] columns = new float[512];
    private final float[] magnitude = new float[256];
    private final int[] bin = new int[256];

    /** The direction {@code i} is at {@code i + 2}, so that two neighbours of the first and the last are at hand. */
    private final float[] histogram = new float[BINS + 4];

    /** Here it is at {@code i + 1}. */
    private final float[] smooth = new float[BINS + 2];

    private final float[] sampledWeights = sampledWeights();
    private final float[][] gridWeights = gridWeights();

    /** First row (or column) with weight, per layer and eighth of a pixel. */
    private final int[] first = new int[(ScaleSpace.SCALES + 1) * PHASES];

    /** One past the last. */
    private final int[] end = new int[first.length];

    /** Directions found by {@link #directions}, radians. */
    final float[] angles = new float[MOST_ANGLES];

    Describer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        for (int i = 0; i < first.length; i++) {
            int phase = i % PHASES;
            double sigma = orientationSigma(i / PHASES);
            int from = 0;
            while (gaussian(from, phase, sigma) == 0) {
                from++;
            }
            int to = 16;
            while (gaussian(to - 1, phase, sigma) == 0) {
                to--;
            }
            first[i] = from;
            end[i] = to;
        }
    }

    private static double orientationSigma(int layer) {
        return ScaleSpace.SIGMA * StrictMath.pow(2, (double) layer / ScaleSpace.SCALES) * 1.5;
    }

    /** A Gaussian of 1.5 σ over 16 × 16 places 9/16 σ apart, cut off at 4.5 σ. */
    private static float[] sampledWeights() {
        float[] weights = new float[256];
        for (int i = 0; i < 256; i++) {
            double a = (i % 16 - 7.5) * 9 / 16;
            double b = (i / 16 - 7.5) * 9 / 16;
            double square = a * a + b * b;
            weights[i] = square > 4.5 * 4.5 * 1.05 ? 0 : (float) StrictMath.exp(-square / (2 * 1.5 * 1.5));
        }
        return weights;
    }

    /** The same Gaussian on the pixel grid: per layer and per eighth of a pixel in x and y. */
    private static float[][] gridWeights() {
        float[][] weights = new float[(ScaleSpace.SCALES + 1) * PHASES * PHASES][256];
        for (int layer = 0; layer <= ScaleSpace.SCALES; layer++) {
            double sigma = orientationSigma(layer);
            for (int phase = 0; phase < PHASES * PHASES; phase++) {
                float[] of = weights[layer * PHASES * PHASES + phase];
                for (int i = 0; i < 256; i++) {
                    of[i] = gaussian(i % 16, phase % PHASES, sigma) * gaussian(i / 16, phase / PHASES, sigma);
                }
            }
        }
        return weights;
    }

    private static float gaussian(int place, int phase, double sigma) {
        double distance = place - 7 - (phase + 0.5) / PHASES;
        return Math.abs(distance) > 3 * sigma + 0.5
                ? 0
                : (float) StrictMath.exp(-distance * distance / (2 * sigma * sigma));
    }

    /**
     * Finds the directions of a place: the peaks of a histogram of the gradients around it.
     *
     * @return how many were put into {@link #angles}, strongest not necessarily first
     */
    int directions(ScaleSpace space, Keypoints keypoints, int i) {
        int octave = keypoints.octave[i];
        float[] picture = space.blurred(octave, keypoints.layer[i]);
        int stride = space.stride(octave);
        int left = (int) keypoints.x[i] - 7;
        int top = (int) keypoints.y[i] - 7;
        float sigma = keypoints.sigma[i];
        boolean onGrid = sigma <= LARGEST_ON_GRID
                && left >= 1
                && top >= 1
                && left + 17 <= space.width(octave)
                && top + 17 <= space.height(octave);
        if (onGrid) {
            int px = Math.min(PHASES - 1, (int) ((keypoints.x[i] - (int) keypoints.x[i]) * PHASES));
            int py = Math.min(PHASES - 1, (int) ((keypoints.y[i] - (int) keypoints.y[i]) * PHASES));
            int reach = keypoints.layer[i] * PHASES;
            float[] weights = gridWeights[(reach + py) * PHASES + px];
            gradients(picture, top * stride + left, stride, weights, first[reach + py], end[reach + py]);
            gather(first[reach + py], end[reach + py], first[reach + px], end[reach + px]);
        } else {
            sample(space, keypoints, i, sigma * 9 / 16, 0);
            gradients(patch, Arithmetic.PATCH + 1, Arithmetic.PATCH, sampledWeights, 0, 16);
            gather(0, 16, 0, 16);
        }
        return peaks();
    }

    private void gradients(float[] picture, int at, int stride, float[] weights, int firstRow, int endRow) {
        arithmetic.gradients(picture, at, stride, weights, firstRow, endRow, magnitude, bin);
    }

    /** Fills the histogram from the rows and columns of a patch that have weight. */
    private void gather(int firstRow, int endRow, int firstColumn, int endColumn) {
        Arrays.fill(histogram, 0);
        for (int row = firstRow; row < endRow; row++) {
            for (int place = row * 16 + firstColumn; place < row * 16 + endColumn; place++) {
                histogram[bin[place] + 2] += magnitude[place];
            }
        }
        histogram[2] += histogram[BINS + 2];
        System.arraycopy(histogram, BINS, histogram, 0, 2);
        System.arraycopy(histogram, 2, histogram, BINS + 2, 2);
    }

    private int peaks() {
        float highest = 0;
        for (int i = 0; i < BINS; i++) {
            smooth[i + 1] = (histogram[i] + histogram[i + 4]) * (1 / 16f)
                    + (histogram[i + 1] + histogram[i + 3]) * (4 / 16f)
                    + histogram[i + 2] * (6 / 16f);
        }
        for (int i = 1; i <= BINS; i++) {
            highest = Math.max(highest, smooth[i]);
        }
        smooth[0] = smooth[BINS];
        smooth[BINS + 1] = smooth[1];
        int found = 0;
        for (int i = 0; i < BINS && found < MOST_ANGLES; i++) {
            float before = smooth[i];
            float here = smooth[i + 1];
            float after = smooth[i + 2];
            if (here >= 0.8f * highest && here > before && here > after) {
                float peak = i + 0.5f * (before - after) / (before - 2 * here + after);
                angles[found++] = (float) (peak * 2 * Math.PI / BINS);
            }
        }
        return found;
    }

    /**
     * Describes a place seen in one direction.
     *
     * @param descriptor receives {@value #LENGTH} numbers, from {@code at}, still to be {@linkplain #normalise normalised}
     */
    void describe(ScaleSpace space, Keypoints keypoints, int i, float angle, float[] descriptor, int at) {
        float step = 3 * keypoints.sigma[i] * 5 / 16;
        sample(space, keypoints, i, (float) Math.cos(angle) * step, (float) Math.sin(angle) * step);
        arithmetic.pool(patch, PatchGrid.CELL_WEIGHTS, columns, descriptor, at);
    }

    /**
     * Makes the squares of each descriptor sum to 1, large values cut first. Sums are of one number after the other; so four
     * descriptors at a time, none of which waits for another.
     *
     * @param descriptors {@code n} descriptors and room for three more
     */
    static void normalise(float[] descriptors, int n) {
        float[] sums = new float[4];
        for (int first = 0; first < n; first += 4) {
            int at = first * LENGTH;
            sumSquares(descriptors, at, sums);
            for (int v = 0; v < 4; v++) {
                cut(descriptors, at + v * LENGTH, CLIP * (float) Math.sqrt(sums[v]));
            }
            sum(descriptors, at, sums);
            for (int v = 0; v < 4; v++) {
                takeRoots(descriptors, at + v * LENGTH, sums[v]);
            }
        }
    }

    private static void sumSquares(float[] numbers, int at, float[] sums) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = at; i < at + LENGTH; i++) {
            a += numbers[i] * numbers[i];
            b += numbers[i + LENGTH] * numbers[i + LENGTH];
            c += numbers[i + 2 * LENGTH] * numbers[i + 2 * LENGTH];
            d += numbers[i + 3 * LENGTH] * numbers[i + 3 * LENGTH];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
    }

    private static void cut(float[] numbers, int at, float largest) {
        for (int i = at; i < at + LENGTH; i++) {
            numbers[i] = Math.min(numbers[i], largest);
        }
    }

    private static void sum(float[] numbers, int at, float[] sums) {
        float a = 1e-9f;
        float b = a;
        float c = a;
        float d = a;
        for (int i = at; i < at + LENGTH; i++) {
            a += numbers[i];
            b += numbers[i + LENGTH];
            c += numbers[i + 2 * LENGTH];
            d += numbers[i + 3 * LENGTH];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
    }

    private static void takeRoots(float[] numbers, int at, float sum) {
        for (int i = at; i < at + LENGTH; i++) {
            numbers[i] = (float) Math.sqrt(numbers[i] / sum);
        }
    }

    private void sample(ScaleSpace space, Keypoints keypoints, int i, float ux, float uy) {
        int octave = keypoints.octave[i];
        arithmetic.sample(
                space.blurred(octave, keypoints.layer[i]),
                space.stride(octave),
                space.width(octave),
                space.height(octave),
                keypoints.x[i],
                keypoints.y[i],
                ux,
                uy,
                patch);
    }
}
