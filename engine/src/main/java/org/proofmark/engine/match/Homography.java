package org.proofmark.engine.match;

/** Fits a projective map to pairs of points by Gauss and Newton on the distances in the target. */
final class Homography {
    private static final int ROUNDS = 4;
    private static final double PULL = 1e-4;

    private Homography() {}

    /**
     * Fits.
     *
     * @param pairs numbers of the pairs to use, of which the first {@code count} count
     * @param start the map to begin with, and to stay near where the pairs leave it open
     * @return the fitted map, or {@code start} where the pairs determine none
     */
    static Transform fit(
            float[] fromX,
            float[] fromY,
            float[] toX,
            float[] toY,
            float[] weight,
            int[] pairs,
            int count,
            Transform start) {
        Transform current = start;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] normal = new double[8][9];
            double sum = 0;
            for (int s = 0; s < count; s++) {
                int k = pairs[s];
                addPair(normal, current, fromX[k], fromY[k], toX[k], toY[k], weight[k]);
                sum += weight[k];
            }
            for (int i = 0; i < 8; i++) {
                normal[i][i] += (i < 6 ? PULL : 10 * PULL) * sum;
            }
            double[] step = LeastSquares.solve(normal);
            Transform t = current;
            double scale = t.i();
            try {
                current = new Transform(
                        t.a() / scale + step[0],
                        t.b() / scale + step[1],
                        t.c() / scale + step[2],
                        t.d() / scale + step[3],
                        t.e() / scale + step[4],
                        t.f() / scale + step[5],
                        t.g() / scale + step[6],
                        t.h() / scale + step[7],
                        1);
            } catch (IllegalArgumentException notFinite) {
                return start;
            }
        }
        return current;
    }

    private static void addPair(
            double[][] normal, Transform t, double x, double y, double toX, double toY, double weight) {
        double w = t.g() * x + t.h() * y + t.i();
        double u = t.x(x, y);
        double v = t.y(x, y);
        double[] alongX = {x / w, y / w, 1 / w, 0, 0, 0, -u * x / w, -u * y / w};
        double[] alongY = {0, 0, 0, x / w, y / w, 1 / w, -v * x / w, -v * y / w};
        LeastSquares.add(normal, alongX, toX - u, weight);
        LeastSquares.add(normal, alongY, toY - v, weight);
    }
}
