package org.proofmark.engine.match;

/**
 * The inner loops of the pixel check. Two implementations give results equal to the bit: {@link ScalarLoops}, the judge, and
 * {@link VectorLoops}, several times faster, which needs the module {@code jdk.incubator.vector}.
 */
interface Loops {
    /** Unknowns of the equations. */
    int UNKNOWNS = 8;

    /** The fastest this Java process can run. */
    Loops BEST = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorLoops.fit()
            ? new VectorLoops()
            : new ScalarLoops();

    /**
     * One row of a symmetric filter: {@code to[at + x] = kernel[0] · from[a[0] + x] + Σ kernel[j] · (from[a[j] + x] + from[b[j] +
     * x])}, added from the first to the last.
     *
     * @param width how many x there are, from 0
     */
    void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int width);

    /**
     * The gradients of one row by Sobel's masks, but for its first and last element.
     *
     * @param row where it begins; one as long lies before and after it
     */
    void gradients(float[] picture, int row, int width, float[] across, float[] down);

    /**
     * The normal equations of a weighted least squares problem: the upper triangle, and in the last column the right side.
     *
     * @param rows {@value #UNKNOWNS} coefficients of each equation
     */
    double[][] normal(double[] rows, double[] weights, double[] errors, int count);
}
