package org.proofmark.engine.match;

/** Normal equations: n rows of n coefficients and, in the last column, the right-hand side. */
final class LeastSquares {
    private static final double SINGULAR = 1e-15;

    private LeastSquares() {}

    /** Adds one equation {@code row · unknowns = right}. */
    static void add(double[][] normal, double[] row, double right, double weight) {
        int n = row.length;
        for (int i = 0; i < n; i++) {
            double w = weight * row[i];
            if (w != 0) {
                for (int j = 0; j < n; j++) {
                    normal[i][j] += w * row[j];
                }
                normal[i][n] += w * right;
            }
        }
    }

    /** Solves in place by Gauss and Jordan with pivots; zeros where the equations determine nothing. */
    static double[] solve(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                if (Math.abs(m[r][i]) > Math.abs(m[pivot][i])) {
                    pivot = r;
                }
            }
            double[] swap = m[i];
            m[i] = m[pivot];
            m[pivot] = swap;
            if (Math.abs(m[i][i]) < SINGULAR) {
                return new double[n];
            }
            for (int r = 0; r < n; r++) {
                if (r != i) {
                    double times = m[r][i] / m[i][i];
                    for (int j = i; j <= n; j++) {
                        m[r][j] -= times * m[i][j];
                    }
                }
            }
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = m[i][n] / m[i][i];
        }
        return out;
    }
}
