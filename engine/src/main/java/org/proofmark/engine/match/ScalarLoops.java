package org.proofmark.engine.match;

/** {@link Loops} in plain Java. */
final class ScalarLoops implements Loops {
    @Override
    public void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int width) {
        filter(to, at, from, a, b, kernel, 0, width);
    }

    static void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int first, int width) {
        for (int x = first; x < width; x++) {
            float sum = from[a[0] + x] * kernel[0];
            for (int j = 1; j < kernel.length; j++) {
                sum += (from[a[j] + x] + from[b[j] + x]) * kernel[j];
            }
            to[at + x] = sum;
        }
    }

    @Override
    public void gradients(float[] picture, int row, int width, float[] across, float[] down) {
        gradients(picture, row, 1, width, across, down);
    }

    static void gradients(float[] picture, int row, int first, int width, float[] across, float[] down) {
        for (int x = first; x < width - 1; x++) {
            int p = row + x;
            float a = picture[p - width - 1];
            float b = picture[p - width + 1];
            float c = picture[p + width - 1];
            float d = picture[p + width + 1];
            across[p] = b - a + d - c + 2 * (picture[p + 1] - picture[p - 1]);
            down[p] = c - a + d - b + 2 * (picture[p + width] - picture[p - width]);
        }
    }

    @Override
    public double[][] normal(double[] rows, double[] weights, double[] errors, int count) {
        double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
        for (int k = 0; k < count; k++) {
            int at = k * UNKNOWNS;
            for (int i = 0; i < UNKNOWNS; i++) {
                double w = weights[k] * rows[at + i];
                for (int j = i; j < UNKNOWNS; j++) {
                    normal[i][j] += w * rows[at + j];
                }
                normal[i][UNKNOWNS] += w * errors[k];
            }
        }
        return normal;
    }
}
