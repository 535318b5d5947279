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
    private final float[] histogram = new float[BINS + 1];
    private final float[] smooth = new float[BINS];
    private final float[] sampledWeights = sampledWeights();
    private final float[][] gridWeights = gridWeights();

    /** Directions found by {@link #directions}, radians. */
    final float[] angles = new float[MOST_ANGLES];

    Describer(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
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
            double sigma = ScaleSpace.SIGMA * StrictMath.pow(2, (double) layer / ScaleSpace.SCALES) * 1.5;
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
            float[] weights = gridWeights[(keypoints.layer[i] * PHASES + py) * PHASES + px];
            arithmetic.gradients(picture, top * stride + left, stride, weights, magnitude, bin);
        } else {
            sample(space, keypoints, i, sigma * 9 / 16, 0);
            arithmetic.gradients(patch, Arithmetic.PATCH + 1, Arithmetic.PATCH, sampledWeights, magnitude, bin);
        }
        Arrays.fill(histogram, 0);
        for (int place = 0; place < 256; place++) {
            histogram[bin[place]] += magnitude[place];
        }
        histogram[0] += histogram[BINS];
        return peaks();
    }

    private int peaks() {
        float highest = 0;
        for (int i = 0; i < BINS; i++) {
            smooth[i] = (histogram[(i + BINS - 2) % BINS] + histogram[(i + 2) % BINS]) * (1 / 16f)
                    + (histogram[(i + BINS - 1) % BINS] + histogram[(i + 1) % BINS]) * (4 / 16f)
                    + histogram[i] * (6 / 16f);
            highest = Math.max(highest, smooth[i]);
        }
        int found = 0;
        for (int i = 0; i < BINS && found < MOST_ANGLES; i++) {
            float here = smooth[i];
            float before = smooth[(i + BINS - 1) % BINS];
            float after = smooth[(i + 1) % BINS];
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
     * @param descriptor receives {@value #LENGTH} numbers, from {@code at}; their squares sum to 1
     */
    void describe(ScaleSpace space, Keypoints keypoints, int i, float angle, float[] descriptor, int at) {
        float step = 3 * keypoints.sigma[i] * 5 / 16;
        sample(space, keypoints, i, (float) Math.cos(angle) * step, (float) Math.sin(angle) * step);
        arithmetic.pool(patch, PatchGrid.CELL_WEIGHTS, columns, raw);
        float squares = 0;
        for (int d = 0; d < LENGTH; d++) {
            squares += raw[d] * raw[d];
        }
        float clip = CLIP * (float) Math.sqrt(squares);
        float sum = 1e-9f;
        for (int d = 0; d < LENGTH; d++) {
            raw[d] = Math.min(raw[d], clip);
            sum += raw[d];
        }
        for (int d = 0; d < LENGTH; d++) {
            descriptor[at + d] = (float) Math.sqrt(raw[d] / sum);
        }
    }

    private final float[] raw = new float[LENGTH];

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
