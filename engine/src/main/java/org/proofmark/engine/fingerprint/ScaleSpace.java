package org.proofmark.engine.fingerprint;

import java.util.Arrays;
import org.proofmark.engine.media.GreyPicture;

/**
 * The Gaussian pyramid of a picture and its differences. Octave o is the picture at 1/2ᵒ; layer l of an octave is blurred by
 * σ₀ · 2^(l/3) of its own pixels. The picture is taken to be blurred by half a pixel already, and is not doubled: with σ₀
 * near the camera's own blur the finest details stay usable (measured in docs/adr/0002).
 */
final class ScaleSpace {
    /** Scales per octave at which extrema are sought. */
    static final int SCALES = 3;

    /** Blur of layer 0, in pixels of its octave. */
    static final float SIGMA = 0.8f;

    private static final float SIGMA_OF_CAMERA = 0.5f;
    private static final int LAYERS = SCALES + 3;
    private static final int MOST_OCTAVES = 10;
    private static final int SMALLEST = 14;

    private final Arithmetic arithmetic;
    private final float[] firstKernel = kernel(Math.sqrt(SIGMA * SIGMA - SIGMA_OF_CAMERA * SIGMA_OF_CAMERA));
    private final float[][] kernels = new float[LAYERS][];
    private final float[][][] blurred = new float[MOST_OCTAVES][LAYERS][0];
    private final float[][][] differences = new float[MOST_OCTAVES][LAYERS - 1][0];
    private final int[] widths = new int[MOST_OCTAVES];
    private final int[] heights = new int[MOST_OCTAVES];
    private final int[] strides = new int[MOST_OCTAVES];
    private final int[] above = new int[64];
    private final int[] below = new int[64];
    private float[] source = new float[0];
    private float[] row = new float[0];
    private int octaves;

    ScaleSpace(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        double step = StrictMath.pow(2, 1.0 / SCALES);
        for (int layer = 1; layer < LAYERS; layer++) {
            double before = SIGMA * StrictMath.pow(step, layer - 1);
            double after = before * step;
            kernels[layer] = kernel(Math.sqrt(after * after - before * before));
        }
    }

    /** One side of a symmetric Gaussian kernel, the centre first; the whole sums to one. */
    private static float[] kernel(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(3 * sigma));
        float[] kernel = new float[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            kernel[i] = (float) StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? kernel[i] : 2 * kernel[i];
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }

    /** Builds the pyramid of a picture, over the one before. */
    void build(GreyPicture picture) {
        int width = picture.width();
        int height = picture.height();
        octaves = 0;
        if (Math.min(width, height) < SMALLEST) {
            return;
        }
        openOctave(0, width, height);
        source = enough(source, strides[0] * height + 64);
        load(picture, strides[0]);
        for (int y = 0; y < height; y++) {
            blurRow(source, blurred[0][0], firstKernel, 0, y);
        }
        for (int octave = 0; ; octave++) {
            octaves = octave + 1;
            for (int layer = 1; layer < LAYERS; layer++) {
                blur(octave, layer);
            }
            width /= 2;
            height /= 2;
            if (Math.min(width, height) < SMALLEST || octaves == MOST_OCTAVES) {
                return;
            }
            openOctave(octave + 1, width, height);
            halve(octave);
        }
    }

    private void openOctave(int octave, int width, int height) {
        int stride = (width + Arithmetic.WIDTH - 1) / Arithmetic.WIDTH * Arithmetic.WIDTH;
        widths[octave] = width;
        heights[octave] = height;
        strides[octave] = stride;
        int size = stride * height + 64;
        for (int layer = 0; layer < LAYERS; layer++) {
            blurred[octave][layer] = enough(blurred[octave][layer], size);
        }
        for (int layer = 0; layer < LAYERS - 1; layer++) {
            differences[octave][layer] = enough(differences[octave][layer], size);
        }
        row = enough(row, stride + 2 * Arithmetic.ROW_PAD + 64);
    }

    private static float[] enough(float[] buffer, int length) {
        return buffer.length >= length ? buffer : new float[length + length / 8];
    }

    private void load(GreyPicture picture, int stride) {
        byte[] pixels = picture.pixels();
        int width = picture.width();
        for (int y = 0; y < picture.height(); y++) {
            int from = y * width;
            int to = y * stride;
            for (int x = 0; x < width; x++) {
                source[to + x] = pixels[from + x] & 255;
            }
            Arrays.fill(source, to + width, to + stride, source[to + width - 1]);
        }
    }

    /** One layer from the one before, and their difference, row by row while both are at hand. */
    private void blur(int octave, int layer) {
        float[] from = blurred[octave][layer - 1];
        float[] to = blurred[octave][layer];
        float[] difference = differences[octave][layer - 1];
        int stride = strides[octave];
        for (int y = 0; y < heights[octave]; y++) {
            blurRow(from, to, kernels[layer], octave, y);
            arithmetic.subtractRow(to, from, difference, y * stride, stride);
        }
    }

    private void blurRow(float[] from, float[] to, float[] kernel, int octave, int y) {
        int stride = strides[octave];
        int width = widths[octave];
        int height = heights[octave];
        int radius = kernel.length - 1;
        for (int j = 1; j <= radius; j++) {
            above[j] = Math.max(0, y - j) * stride;
            below[j] = Math.min(height - 1, y + j) * stride;
        }
        arithmetic.blurColumns(from, y * stride, above, below, kernel, row, stride);
        int first = Arithmetic.ROW_PAD;
        Arrays.fill(row, first - radius, first, row[first]);
        Arrays.fill(row, first + width, first + stride + radius, row[first + width - 1]);
        arithmetic.blurRow(row, kernel, to, y * stride, stride);
    }

    /** The first layer of the next octave: every second pixel of the layer blurred twice as much. */
    private void halve(int octave) {
        float[] from = blurred[octave][SCALES];
        float[] to = blurred[octave + 1][0];
        int width = widths[octave + 1];
        for (int y = 0; y < heights[octave + 1]; y++) {
            int p = 2 * y * strides[octave];
            int q = y * strides[octave + 1];
            for (int x = 0; x < width; x++) {
                to[q + x] = from[p + 2 * x];
            }
            Arrays.fill(to, q + width, q + strides[octave + 1], to[q + width - 1]);
        }
    }

    /** How many octaves the last picture has: 0 when it is smaller than {@value #SMALLEST} pixels. */
    int octaves() {
        return octaves;
    }

    int width(int octave) {
        return widths[octave];
    }

    int height(int octave) {
        return heights[octave];
    }

    int stride(int octave) {
        return strides[octave];
    }

    /** Layer 0 to {@value #SCALES} + 2 of an octave. */
    float[] blurred(int octave, int layer) {
        return blurred[octave][layer];
    }

    /** Layer l + 1 minus layer l. */
    float[] difference(int octave, int layer) {
        return differences[octave][layer];
    }
}
