package org.proofmark.engine.match;

/** {@link Loops} in plain Java. */
final class ScalarLoops implements Loops {
    @Override
    public void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int width) {
        filter(to, at, from, a, b, kernel, 0, width);
    }

    /** Along the row for three taps at a time: that is faster than tap by tap for each element, and adds in the same order. */
    static void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int first, int width) {
        for (int x = first; x < width; x++) {
            to[at + x] = from[a[0] + x] * kernel[0];
        }
        int j = 1;
        for (; j + 2 < kernel.length; j += 3) {
            addThree(to, at, from, a, b, kernel, j, first, width);
        }
        for (; j < kernel.length; j++) {
            int p = a[j];
            int q = b[j];
            float k = kernel[j];
            for (int x = first; x < width; x++) {
                to[at + x] += (from[p + x] + from[q + x]) * k;
            }
        }
    }

    private static void addThree(
            float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int j, int first, int width) {
        int p0 = a[j];
        int p1 = a[j + 1];
        int p2 = a[j + 2];
        int q0 = b[j];
        int q1 = b[j + 1];
        int q2 = b[j + 2];
        float k0 = kernel[j];
        float k1 = kernel[j + 1];
        float k2 = kernel[j + 2];
        for (int x = first; x < width; x++) {
            to[at + x] = to[at + x]
                    + (from[p0 + x] + from[q0 + x]) * k0
                    + (from[p1 + x] + from[q1 + x]) * k1
                    + (from[p2 + x] + from[q2 + x]) * k2;
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
