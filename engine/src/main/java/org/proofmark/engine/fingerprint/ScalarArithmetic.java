package org.proofmark.engine.fingerprint;

import java.util.Arrays;

/** The plain loops: slow, obvious, and the judge of {@link VectorArithmetic}. */
final class ScalarArithmetic implements Arithmetic {
    private static final float SQRT_2 = (float) Math.sqrt(2);

    @Override
    public void blurColumns(
            float[] source, int centre, int[] above, int[] below, float[] kernel, float[] row, int stride) {
        for (int x = 0; x < stride; x++) {
            float sum = source[centre + x] * kernel[0];
            for (int j = 1; j < kernel.length; j++) {
                sum = Math.fma(source[above[j] + x] + source[below[j] + x], kernel[j], sum);
            }
            row[ROW_PAD + x] = sum;
        }
    }

    @Override
    public void blurRow(float[] row, float[] kernel, float[] target, int at, int stride) {
        for (int x = 0; x < stride; x++) {
            int centre = ROW_PAD + x;
            float sum = row[centre] * kernel[0];
            for (int j = 1; j < kernel.length; j++) {
                sum = Math.fma(row[centre - j] + row[centre + j], kernel[j], sum);
            }
            target[at + x] = sum;
        }
    }

    @Override
    public void subtractRow(float[] blurred, float[] sharp, float[] difference, int at, int stride) {
        for (int x = at; x < at + stride; x++) {
            difference[x] = blurred[x] - sharp[x];
        }
    }

    @Override
    public void extrema(
            float[] lower, float[] same, float[] upper, int at, int stride, float threshold, int[] found, int blocks) {
        Arrays.fill(found, 0, blocks, 0);
        for (int i = 0; i < blocks * WIDTH; i++) {
            float value = same[at + i];
            if (Math.abs(value) > threshold && isExtremum(lower, same, upper, at + i, stride, value)) {
                found[i / WIDTH] |= 1 << i % WIDTH;
            }
        }
    }

    private static boolean isExtremum(float[] lower, float[] same, float[] upper, int at, int stride, float value) {
        boolean highest = value > 0;
        boolean lowest = value < 0;
        for (int row = at - stride; row <= at + stride; row += stride) {
            for (int p = row - 1; p <= row + 1; p++) {
                highest &= value >= lower[p] && value >= same[p] && value >= upper[p];
                lowest &= value <= lower[p] && value <= same[p] && value <= upper[p];
            }
        }
        return highest || lowest;
    }

    @Override
    public void sample(
            float[] picture, int stride, int width, int height, float x, float y, float ux, float uy, float[] patch) {
        float right = width - 1.01f;
        float bottom = height - 1.01f;
        for (int t = 0; t < PATCH_LENGTH; t++) {
            float i = PatchGrid.I[t];
            float j = PatchGrid.J[t];
            float fx = Math.min(Math.max(i * ux - j * uy + x, 0f), right);
            float fy = Math.min(Math.max(i * uy + j * ux + y, 0f), bottom);
            int ix = (int) fx;
            int iy = (int) fy;
            fx -= ix;
            fy -= iy;
            int p = iy * stride + ix;
            float above = Math.fma(picture[p + 1] - picture[p], fx, picture[p]);
            float below = Math.fma(picture[p + stride + 1] - picture[p + stride], fx, picture[p + stride]);
            patch[t] = Math.fma(below - above, fy, above);
        }
    }

    @Override
    public void gradients(
            float[] picture,
            int at,
            int stride,
            float[] weights,
            int firstRow,
            int endRow,
            float[] magnitude,
            int[] bin) {
        for (int row = firstRow; row < endRow; row++) {
            for (int i = 0; i < 16; i++) {
                int p = at + row * stride + i;
                float gx = picture[p + 1] - picture[p - 1];
                float gy = picture[p + stride] - picture[p - stride];
                int place = row * 16 + i;
                magnitude[place] = (float) Math.sqrt(gx * gx + gy * gy) * weights[place];
                bin[place] = (int) (angle(gx, gy) * (float) (36 / (2 * Math.PI)) + .5f);
            }
        }
    }

    /** Arc tangent by a polynomial of the ratio, within 0.0015 radians; 0 to 2π. */
    private static float angle(float gx, float gy) {
        float ax = Math.abs(gx);
        float ay = Math.abs(gy);
        float ratio = Math.min(ax, ay) / (Math.max(ax, ay) + 1e-12f);
        float square = ratio * ratio;
        float angle = ((square * -0.04649647f + 0.15931422f) * square - 0.32762277f) * square * ratio + ratio;
        if (ay > ax) {
            angle = -angle + (float) (Math.PI / 2);
        }
        if (gx < 0) {
            angle = -angle + (float) Math.PI;
        }
        if (gy < 0) {
            angle = -angle + (float) (2 * Math.PI);
        }
        return angle;
    }

    @Override
    public void pool(float[] patch, float[] cellWeights, float[] columns, float[] descriptor, int at) {
        for (int cell = 0; cell < 4; cell++) {
            for (int x = 0; x < 16; x++) {
                poolColumn(patch, cellWeights, columns, cell, x);
            }
        }
        for (int q = 0; q < 32; q++) {
            for (int column = 0; column < 4; column++) {
                float sum = 0;
                for (int x = 0; x < 16; x++) {
                    sum = Math.fma(columns[q * 16 + x], cellWeights[column * 16 + x], sum);
                }
                descriptor[at + (q / 8 * 4 + column) * 8 + q % 8] = sum;
            }
        }
    }

    /** Sums one column of a patch into one row of cells; an octant's share falls off linearly with the direction. */
    private static void poolColumn(float[] patch, float[] cellWeights, float[] columns, int cell, int x) {
        float[] sums = new float[8];
        for (int row = PatchGrid.FIRST_ROW[cell]; row < PatchGrid.END_ROW[cell]; row++) {
            int p = (row + 1) * PATCH + 1 + x;
            float weight = cellWeights[cell * 16 + row];
            float gx = (patch[p + 1] - patch[p - 1]) * weight;
            float gy = (patch[p + PATCH] - patch[p - PATCH]) * weight;
            float ax = Math.abs(gx);
            float ay = Math.abs(gy);
            float px = Math.max(gx, 0f);
            float py = Math.max(gy, 0f);
            float nx = px - gx;
            float ny = py - gy;
            sums[0] += Math.max(gx - ay, 0f);
            sums[1] += Math.min(px, py);
            sums[2] += Math.max(gy - ax, 0f);
            sums[3] += Math.min(nx, py);
            sums[4] += Math.max(-gx - ay, 0f);
            sums[5] += Math.min(nx, ny);
            sums[6] += Math.max(-gy - ax, 0f);
            sums[7] += Math.min(px, ny);
        }
        for (int direction = 0; direction < 8; direction++) {
            float sum = sums[direction];
            columns[(cell * 8 + direction) * 16 + x] = direction % 2 == 0 ? sum : sum * SQRT_2;
        }
    }

    @Override
    public void dots(
            float[] from, int[] vectors, float[] others, int firstOther, int dimensions, int count, float[] out) {
        for (int v = 0; v < 4; v++) {
            for (int k = 0; k < count; k++) {
                int other = firstOther + k / WIDTH * dimensions * WIDTH + k % WIDTH;
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    sum = Math.fma(others[other + d * WIDTH], from[vectors[v] + d], sum);
                }
                out[v * count + k] = sum;
            }
        }
    }

    @Override
    public void dots(
            float[] from, int[] vectors, byte[] others, float[] steps, int firstOther, int count, float[] out) {
        int dimensions = steps.length * Symmetry.BLOCK;
        for (int v = 0; v < 4; v++) {
            for (int k = 0; k < count; k++) {
                int other = firstOther + k / WIDTH * dimensions * WIDTH + k % WIDTH;
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    sum = Math.fma(others[other + d * WIDTH] * steps[d / Symmetry.BLOCK], from[vectors[v] + d], sum);
                }
                out[v * count + k] = sum;
            }
        }
    }
}
