package org.proofmark.engine.match;

/**
 * Betters a transform that only a few features speak for. One pair of features tells the place well, but the scale only to a
 * fifth and the direction to some degrees: too little for {@link Refinement} to find its way from. So scales and directions
 * around are tried, turning about that place, and the one under which the blurred pictures correlate most is taken.
 */
final class RoughFit {
    private static final double BLUR = 2;
    private static final int REACH = 3;
    private static final double SCALE_STEP = Math.pow(2, 0.1);
    private static final double TURN_STEP = Math.toRadians(3);
    private static final int MOST_PLACES = 600;
    private static final int FEWEST_PLACES = 40;

    private final FloatPicture work;
    private final FloatPicture query;

    private RoughFit(FloatPicture work, FloatPicture query) {
        this.work = work.blurred(BLUR);
        this.query = query.blurred(BLUR);
    }

    /**
     * Tries what lies around a transform.
     *
     * @param map from the work's pixels to the query's, from corners
     * @param x where in the work the features lie that speak for it, in pixels
     * @param y the same downwards
     * @return the best of them, or the same one
     */
    static Transform of(FloatPicture work, FloatPicture query, Transform map, double x, double y) {
        RoughFit fit = new RoughFit(work, query);
        Transform best = map;
        double most = fit.correlation(map);
        for (int step = -REACH; step <= REACH; step++) {
            for (int turn = -REACH; turn <= REACH; turn++) {
                Transform tried = about(x, y, Math.pow(SCALE_STEP, step), turn * TURN_STEP)
                        .then(map);
                double correlation = fit.correlation(tried);
                if (correlation > most) {
                    most = correlation;
                    best = tried;
                }
            }
        }
        return best;
    }

    private static Transform about(double x, double y, double factor, double angle) {
        double cos = factor * Math.cos(angle);
        double sin = factor * Math.sin(angle);
        return Transform.affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y);
    }

    /** Normalised correlation of the two over a grid of places of the query that lie on the work; −1 if there are too few. */
    private double correlation(Transform map) {
        Transform back;
        try {
            back = Warp.centred(map).inverse();
        } catch (ArithmeticException flat) {
            return -1;
        }
        double step = Math.max(1, Math.sqrt(query.width * query.height / (double) MOST_PLACES));
        int n = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (double qy = 0; qy <= query.height - 1; qy += step) {
            for (double qx = 0; qx <= query.width - 1; qx += step) {
                double wx = back.x(qx, qy);
                double wy = back.y(qx, qy);
                if (wx >= 0 && wy >= 0 && wx <= work.width - 1 && wy <= work.height - 1) {
                    double p = work.at(wx, wy);
                    double q = query.at(qx, qy);
                    n++;
                    a += p;
                    b += q;
                    aa += p * p;
                    bb += q * q;
                    ab += p * q;
                }
            }
        }
        double spread = (aa * n - a * a) * (bb * n - b * b);
        return n < FEWEST_PLACES || spread <= 0 ? -1 : (ab * n - a * b) / Math.sqrt(spread);
    }
}
