package org.proofmark.engine.fingerprint;

import java.util.Arrays;
import java.util.List;
import org.proofmark.engine.media.GreyPicture;

/**
 * PDQ, the published hash of a whole image: 256 bits that change little when the image is recompressed, scaled or toned.
 *
 * <p>The steps are those of "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (Facebook,
 * ThreatExchange repository, hashing.pdf):
 *
 * <ol>
 *   <li>luminance, 0 to 255;
 *   <li>smoothing by two passes of a box filter in both directions (Jarosz), the box ⌈side / 128⌉ wide, cut off at the
 *       image's edge, and sampling of the result at 64 × 64 places;
 *   <li>quality: the sum of the steps between neighbours of the 64 × 64 picture, in whole percents, over 90, at most 100;
 *   <li>discrete cosine transform, of which the frequencies 1 to 16 in both directions are kept;
 *   <li>one bit per coefficient: whether it lies above the (lower) median. Bit 16 i + j belongs to the vertical frequency
 *       i + 1 and the horizontal frequency j + 1.
 * </ol>
 *
 * Boxes and sampling are linear and act on rows and columns separately, so they are done here as one product with a
 * banded matrix per direction, computed only at the 64 × 64 places: the same numbers up to rounding, for a tenth of the
 * work.
 */
public final class Pdq {
    private static final int SIDE = 64;
    private static final int KEPT = 16;

    /** Row k: √(2/64) · cos(π (k+1) (2x+1) / 128), x = 0 … 63. */
    private static final float[] COSINES = cosines();

    private Pdq() {}

    /** The hash of a picture. */
    public static GlobalCode of(GreyPicture picture) {
        float[] small = sample(picture);
        return code(transform(small), quality(small));
    }

    /**
     * The hashes of a picture turned and mirrored in all eight ways, the upright one first. They come from one transform:
     * turning swaps the two directions and changes the sign of odd frequencies.
     */
    public static List<GlobalCode> orientations(GreyPicture picture) {
        float[] small = sample(picture);
        float[] upright = transform(small);
        int quality = quality(small);
        GlobalCode[] codes = new GlobalCode[8];
        for (int way = 0; way < codes.length; way++) {
            codes[way] = code(turned(upright, (way & 1) != 0, (way & 2) != 0, (way & 4) != 0), quality);
        }
        return List.of(codes);
    }

    /** The smoothed picture at 64 × 64 places. */
    private static float[] sample(GreyPicture picture) {
        Bands down = Bands.of(picture.height());
        Bands across = Bands.of(picture.width());
        int width = picture.width();
        byte[] pixels = picture.pixels();
        float[] row = new float[width];
        float[] small = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(row, 0);
            for (int tap = 0; tap < down.taps; tap++) {
                float weight = down.weights[y * down.taps + tap];
                if (weight != 0) {
                    add(row, pixels, (down.first[y] + tap) * width, weight);
                }
            }
            across.apply(row, small, y * SIDE);
        }
        return small;
    }

    private static void add(float[] row, byte[] pixels, int from, float weight) {
        for (int x = 0; x < row.length; x++) {
            row[x] += weight * (pixels[from + x] & 255);
        }
    }

    private static int quality(float[] small) {
        int sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = y * SIDE + x;
                sum += y + 1 < SIDE ? percents(small[at] - small[at + SIDE]) : 0;
                sum += x + 1 < SIDE ? percents(small[at] - small[at + 1]) : 0;
            }
        }
        return Math.min(100, sum / 90);
    }

    private static int percents(float step) {
        return Math.abs((int) (step * 100 / 255));
    }

    /** Cosines × picture × cosines transposed: 16 × 16 coefficients. */
    private static float[] transform(float[] small) {
        float[] half = new float[KEPT * SIDE];
        for (int i = 0; i < KEPT; i++) {
            for (int y = 0; y < SIDE; y++) {
                float cosine = COSINES[i * SIDE + y];
                for (int x = 0; x < SIDE; x++) {
                    half[i * SIDE + x] += cosine * small[y * SIDE + x];
                }
            }
        }
        float[] coefficients = new float[KEPT * KEPT];
        for (int i = 0; i < KEPT; i++) {
            for (int j = 0; j < KEPT; j++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += half[i * SIDE + x] * COSINES[j * SIDE + x];
                }
                coefficients[i * KEPT + j] = sum;
            }
        }
        return coefficients;
    }

    private static float[] turned(float[] upright, boolean mirrored, boolean upsideDown, boolean transposed) {
        float[] out = new float[KEPT * KEPT];
        for (int i = 0; i < KEPT; i++) {
            for (int j = 0; j < KEPT; j++) {
                // Index 0 is frequency 1: even indices are the odd frequencies, antisymmetric about the middle.
                boolean minus = (mirrored && j % 2 == 0) ^ (upsideDown && i % 2 == 0);
                float value = upright[i * KEPT + j];
                out[transposed ? j * KEPT + i : i * KEPT + j] = minus ? -value : value;
            }
        }
        return out;
    }

    private static GlobalCode code(float[] coefficients, int quality) {
        float[] sorted = coefficients.clone();
        Arrays.sort(sorted);
        float median = sorted[sorted.length / 2 - 1];
        long[] bits = new long[4];
        for (int k = 0; k < coefficients.length; k++) {
            if (coefficients[k] > median) {
                bits[k >> 6] |= 1L << (k & 63);
            }
        }
        return new GlobalCode(bits[0], bits[1], bits[2], bits[3], quality);
    }

    private static float[] cosines() {
        float[] rows = new float[KEPT * SIDE];
        for (int k = 0; k < KEPT; k++) {
            for (int x = 0; x < SIDE; x++) {
                rows[k * SIDE + x] =
                        (float) (Math.sqrt(2.0 / SIDE) * Math.cos(Math.PI / (2 * SIDE) * (k + 1) * (2 * x + 1)));
            }
        }
        return rows;
    }

    /** Two box passes and the sampling along one direction: output place p = Σ weights[p][t] · input[first[p] + t]. */
    @SuppressWarnings("ArrayRecordComponent") // a private table
    private record Bands(int taps, int[] first, float[] weights) {

        static Bands of(int side) {
            int box = (side + 2 * SIDE - 1) / (2 * SIDE);
            int right = (box + 2) / 2 - 1;
            int left = box - 1 - right;
            int taps = Math.min(side, 2 * box - 1);
            int[] first = new int[SIDE];
            float[] weights = new float[SIDE * taps];
            for (int p = 0; p < SIDE; p++) {
                int centre = (int) ((p + 0.5) * side / SIDE);
                first[p] = Math.clamp(centre - 2 * left, 0, side - taps);
                int from = Math.max(0, centre - left);
                int to = Math.min(side - 1, centre + right);
                for (int i = from; i <= to; i++) {
                    int innerFrom = Math.max(0, i - left);
                    int innerTo = Math.min(side - 1, i + right);
                    float share = 1f / (to - from + 1) / (innerTo - innerFrom + 1);
                    for (int k = innerFrom; k <= innerTo; k++) {
                        weights[p * taps + k - first[p]] += share;
                    }
                }
            }
            return new Bands(taps, first, weights);
        }

        void apply(float[] row, float[] out, int at) {
            for (int p = 0; p < SIDE; p++) {
                float sum = 0;
                for (int t = 0; t < taps; t++) {
                    sum += weights[p * taps + t] * row[first[p] + t];
                }
                out[at + p] = sum;
            }
        }
    }
}
