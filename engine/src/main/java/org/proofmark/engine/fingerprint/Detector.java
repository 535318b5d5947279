package org.proofmark.engine.fingerprint;

import java.util.Arrays;

/**
 * Finds the distinct places of a scale space: extrema of the differences of Gaussians, refined to a fraction of a pixel by
 * the quadratic through their surroundings, edges discarded (Lowe, "Distinctive Image Features from Scale-Invariant
 * Keypoints", 2004, sections 3 to 4).
 */
final class Detector {
    private static final int BORDER = 5;
    private static final float EDGE = 12;
    private static final int STEPS = 4;
    private static final int GRID = 6;

    /** Smallest difference of Gaussians, in shares of full white, summed over the scales of an octave. */
    private static final float FAINTEST = 0.0035f;

    /** Of less than this are mist, night skies and noise. */
    private static final float FAINT = 0.015f;

    /** Evenly coloured surfaces have few places of more. */
    private static final float NOISE = 0.005f;

    /** So many places later in its cell comes what is faint. */
    private static final int LATER = 2;

    private final Arithmetic arithmetic;
    private final Keypoints found = new Keypoints();
    private long[] order = new long[1024];
    private int[] chosen = new int[0];
    private int[] extrema = new int[0];

    // The quadratic at the place being refined.
    private float dx;
    private float dy;
    private float ds;
    private float value;
    private float trace;
    private float determinant;

    Detector(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** Finds all distinct places. */
    Keypoints detect(ScaleSpace space) {
        found.clear();
        for (int octave = 0; octave < space.octaves(); octave++) {
            for (int layer = 1; layer <= ScaleSpace.SCALES; layer++) {
                scan(space, octave, layer);
            }
        }
        return found;
    }

    private void scan(ScaleSpace space, int octave, int layer) {
        float[] lower = space.difference(octave, layer - 1);
        float[] same = space.difference(octave, layer);
        float[] upper = space.difference(octave, layer + 1);
        int stride = space.stride(octave);
        int right = space.width(octave) - BORDER;
        int bottom = space.height(octave) - BORDER;
        float threshold = 0.8f * FAINTEST * 255 / ScaleSpace.SCALES;
        int blocks = Math.max(0, (right - BORDER + Arithmetic.WIDTH - 1) / Arithmetic.WIDTH);
        if (extrema.length < blocks) {
            extrema = new int[blocks];
        }
        for (int y = BORDER; y < bottom; y++) {
            arithmetic.extrema(lower, same, upper, y * stride + BORDER, stride, threshold, extrema, blocks);
            for (int block = 0; block < blocks; block++) {
                for (int left = extrema[block]; left != 0; left &= left - 1) {
                    int x = BORDER + block * Arithmetic.WIDTH + Integer.numberOfTrailingZeros(left);
                    if (x < right) {
                        refine(space, octave, layer, x, y);
                    }
                }
            }
        }
    }

    private void refine(ScaleSpace space, int octave, int layer, int x, int y) {
        for (int step = 0; step < STEPS; step++) {
            if (!fit(space, octave, layer, y * space.stride(octave) + x)) {
                return;
            }
            if (Math.abs(dx) < 0.5f && Math.abs(dy) < 0.5f && Math.abs(ds) < 0.5f) {
                keep(octave, layer, x, y);
                return;
            }
            x += Math.round(dx);
            y += Math.round(dy);
            layer += Math.round(ds);
            if (layer < 1
                    || layer > ScaleSpace.SCALES
                    || x < BORDER
                    || y < BORDER
                    || x >= space.width(octave) - BORDER
                    || y >= space.height(octave) - BORDER) {
                return;
            }
        }
    }

    /** Fits the quadratic; false where it has no usable top. */
    private boolean fit(ScaleSpace space, int octave, int layer, int p) {
        float[] a = space.difference(octave, layer - 1);
        float[] b = space.difference(octave, layer);
        float[] c = space.difference(octave, layer + 1);
        int row = space.stride(octave);
        float v = b[p];
        float gx = (b[p + 1] - b[p - 1]) * 0.5f;
        float gy = (b[p + row] - b[p - row]) * 0.5f;
        float gs = (c[p] - a[p]) * 0.5f;
        float xx = b[p + 1] + b[p - 1] - 2 * v;
        float yy = b[p + row] + b[p - row] - 2 * v;
        float ss = c[p] + a[p] - 2 * v;
        float xy = (b[p + row + 1] - b[p + row - 1] - b[p - row + 1] + b[p - row - 1]) * 0.25f;
        float xs = (c[p + 1] - c[p - 1] - a[p + 1] + a[p - 1]) * 0.25f;
        float ys = (c[p + row] - c[p - row] - a[p + row] + a[p - row]) * 0.25f;
        float c00 = yy * ss - ys * ys;
        float c01 = xs * ys - xy * ss;
        float c02 = xy * ys - xs * yy;
        float full = xx * c00 + xy * c01 + xs * c02;
        if (Math.abs(full) < 1e-12f) {
            return false;
        }
        float inverse = -1 / full;
        float c11 = xx * ss - xs * xs;
        float c12 = xs * xy - xx * ys;
        float c22 = xx * yy - xy * xy;
        dx = (c00 * gx + c01 * gy + c02 * gs) * inverse;
        dy = (c01 * gx + c11 * gy + c12 * gs) * inverse;
        ds = (c02 * gx + c12 * gy + c22 * gs) * inverse;
        value = v + 0.5f * (gx * dx + gy * dy + gs * ds);
        trace = xx + yy;
        determinant = c22;
        return Math.abs(dx) < 1e4f && Math.abs(dy) < 1e4f && Math.abs(ds) < 1e4f;
    }

    private void keep(int octave, int layer, int x, int y) {
        boolean fainter = Math.abs(value) * ScaleSpace.SCALES < FAINTEST * 255;
        boolean edge = determinant <= 0 || trace * trace * EDGE >= (EDGE + 1) * (EDGE + 1) * determinant;
        if (!fainter && !edge) {
            float sigma = (float) (ScaleSpace.SIGMA * Math.pow(2, (layer + ds) / ScaleSpace.SCALES));
            found.add(octave, layer, x + dx, y + dy, sigma, Math.abs(value) / 255);
        }
    }

    /**
     * Chooses well spread places: the strongest of each cell of a 6 × 6 grid first, then the second of each, and so on;
     * strength is response × √scale. Where a cell has few that are not faint, faint ones are better than none: a part of the
     * picture may be all that is shown of it.
     *
     * @return numbers of the chosen places, at most {@code most}, best first
     */
    int[] choose(ScaleSpace space, int most) {
        int n = found.size;
        if (order.length < n) {
            order = new long[n + n / 4];
        }
        for (int i = 0; i < n; i++) {
            float scale = found.sigma[i] * (1 << found.octave[i]);
            float strength = found.response[i] * (float) Math.sqrt(scale);
            order[i] = (long) Float.floatToRawIntBits(strength) << 32 | i;
        }
        Arrays.sort(order, 0, n);
        int[] inCell = new int[GRID * GRID];
        long[] byRank = new long[n];
        for (int rank = 0; rank < n; rank++) {
            int i = (int) order[n - 1 - rank];
            int nth = inCell[cell(space, i)]++;
            boolean faint = found.response[i] * ScaleSpace.SCALES < FAINT;
            byRank[rank] = (long) (faint ? nth + LATER : nth) << 42 | (long) rank << 21 | i;
        }
        Arrays.sort(byRank);
        chosen = new int[Math.min(n, most)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) (byRank[i] & 0x1FFFFF);
        }
        return chosen;
    }

    /** Whether a place is so distinct that it hardly is noise. */
    static boolean isClear(float response) {
        return response * ScaleSpace.SCALES >= NOISE;
    }

    private int cell(ScaleSpace space, int i) {
        float pixel = 1 << found.octave[i];
        int column = (int) (found.x[i] * pixel * GRID / space.width(0));
        int row = (int) (found.y[i] * pixel * GRID / space.height(0));
        return Math.min(GRID - 1, row) * GRID + Math.min(GRID - 1, column);
    }
}
