package org.proofmark.engine.match;

/**
 * Refines a transform on the pixels themselves. Features place a copy to about a pixel of the thumbnail, the comparison
 * wants a fraction. Gauss and Newton on eight parameters, inverse compositional (Baker and Matthews, "Lucas-Kanade 20 Years
 * On", 2004), on pictures of evened contrast, at two blurs, over the pixels with the steepest gradients; what does not fit
 * (pasted things) loses its weight.
 */
final class Refinement {
    private static final int PARAMETERS = 8;
    private static final int MOST_PIXELS = 6000;
    private static final int EVEN_REACH = 10;
    private static final double FARTHEST = 0.06;
    private static final int ROUNDS = 10;
    private static final float SPREAD = 0.6f;

    private final FloatPicture work;
    private final FloatPicture seen;
    private final boolean[] inside;
    private final double scale;
    private final int[] chosen;
    private final int count;
    private final double[][] jacobian;

    private Refinement(FloatPicture work, FloatPicture seen, boolean[] inside) {
        this.work = work;
        this.seen = seen;
        this.inside = inside;
        this.scale = 2.0 / Math.max(work.width, work.height);
        FloatPicture[] gradients = work.gradients();
        this.chosen = new int[MOST_PIXELS];
        this.count = choose(gradients);
        this.jacobian = new double[count][];
        for (int k = 0; k < count; k++) {
            jacobian[k] = row(gradients, chosen[k]);
        }
    }

    /**
     * Refines.
     *
     * @param map from the work's pixels to the query's, from corners
     * @return a closer map, or the same one where refining leads nowhere
     */
    static Transform refine(FloatPicture work, FloatPicture query, Transform map) {
        boolean[] inside = new boolean[work.pixels.length];
        FloatPicture seen = query.warped(PixelCheck.centred(map), work.width, work.height, inside);
        for (int p = 0; p < inside.length; p++) {
            if (!inside[p]) {
                seen.pixels[p] = work.pixels[p];
            }
        }
        Transform correction = Transform.IDENTITY;
        for (double blur : new double[] {3, 1.2}) {
            FloatPicture a = work.blurred(blur).evened(EVEN_REACH);
            FloatPicture b = seen.blurred(blur).evened(EVEN_REACH);
            Refinement refinement = new Refinement(a, b, inside);
            if (refinement.count < 200) {
                return map;
            }
            correction = refinement.improve(correction);
        }
        if (tooFar(correction, work)) {
            return map;
        }
        Transform centre = Transform.affine(1, 0, -0.5, 0, 1, -0.5);
        return centre.then(correction).then(centre.inverse()).then(map);
    }

    private static boolean tooFar(Transform t, FloatPicture work) {
        double limit = FARTHEST * Math.max(work.width, work.height) + 2;
        for (int corner = 0; corner < 4; corner++) {
            double x = corner % 2 * (work.width - 1);
            double y = corner / 2 * (work.height - 1);
            if (Math.hypot(t.x(x, y) - x, t.y(x, y) - y) > 2.5 * limit) {
                return true;
            }
        }
        double mx = work.width / 2.0;
        double my = work.height / 2.0;
        return Math.hypot(t.x(mx, my) - mx, t.y(mx, my) - my) > limit;
    }

    /** The pixels with the steepest gradients, thinned evenly to at most {@value #MOST_PIXELS}. */
    private int choose(FloatPicture[] gradients) {
        int n = work.pixels.length;
        float[] steep = new float[n];
        double sum = 0;
        int within = 0;
        for (int p = 0; p < n; p++) {
            if (inside[p]) {
                float gx = gradients[0].pixels[p];
                float gy = gradients[1].pixels[p];
                steep[p] = gx * gx + gy * gy;
                sum += steep[p];
                within++;
            }
        }
        double floor = within == 0 ? 0 : 0.5 * sum / within;
        int passing = 0;
        for (int p = 0; p < n; p++) {
            passing += inside[p] && steep[p] > floor ? 1 : 0;
        }
        int every = passing / MOST_PIXELS + 1;
        int kept = 0;
        int seenSoFar = 0;
        for (int p = 0; p < n && kept < MOST_PIXELS; p++) {
            if (inside[p] && steep[p] > floor && seenSoFar++ % every == 0) {
                chosen[kept++] = p;
            }
        }
        return kept;
    }

    private double[] row(FloatPicture[] gradients, int p) {
        double x = (p % work.width - work.width / 2.0) * scale;
        double y = (p / work.width - work.height / 2.0) * scale;
        // Sobel's masks weigh eight; the parameters act on coordinates of about one.
        double gx = gradients[0].pixels[p] / 8 / scale;
        double gy = gradients[1].pixels[p] / 8 / scale;
        double along = gx * x + gy * y;
        return new double[] {gx * x, gx * y, gx, gy * x, gy * y, gy, -x * along, -y * along};
    }

    private Transform improve(Transform start) {
        Transform toUnit = Transform.affine(scale, 0, -scale * work.width / 2.0, 0, scale, -scale * work.height / 2.0);
        Transform fromUnit = toUnit.inverse();
        Transform current = start;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] normal = new double[PARAMETERS][PARAMETERS + 1];
            if (accumulate(current, normal) < 100) {
                return start;
            }
            // A little damping: what the pixels leave open stays as it was, perspective most of all.
            for (int i = 0; i < PARAMETERS; i++) {
                normal[i][i] *= i < 6 ? 1.001 : 1.01;
                normal[i][i] += 1e-9;
            }
            double[] step = LeastSquares.solve(normal);
            Transform unit;
            try {
                unit = new Transform(1 + step[0], step[1], step[2], step[3], 1 + step[4], step[5], step[6], step[7], 1)
                        .inverse();
            } catch (ArithmeticException | IllegalArgumentException noWayBack) {
                return start;
            }
            current = toUnit.then(unit).then(fromUnit).then(current);
            if (tooFar(current, work)) {
                return start;
            }
            double moved = 0;
            for (double s : step) {
                moved = Math.max(moved, Math.abs(s));
            }
            if (moved < 0.02 * scale) {
                break;
            }
        }
        return current;
    }

    private int accumulate(Transform current, double[][] normal) {
        int used = 0;
        for (int k = 0; k < count; k++) {
            int px = chosen[k] % work.width;
            int py = chosen[k] / work.width;
            double x = current.x(px, py);
            double y = current.y(px, py);
            if (x >= 0 && y >= 0 && x <= work.width - 1 && y <= work.height - 1) {
                double error = seen.at(x, y) - work.pixels[chosen[k]];
                double off = error / SPREAD;
                double weight = 1 / ((1 + off * off) * (1 + off * off));
                double[] row = jacobian[k];
                for (int i = 0; i < PARAMETERS; i++) {
                    double w = weight * row[i];
                    for (int j = i; j < PARAMETERS; j++) {
                        normal[i][j] += w * row[j];
                    }
                    normal[i][PARAMETERS] += w * error;
                }
                used++;
            }
        }
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < i; j++) {
                normal[i][j] = normal[j][i];
            }
        }
        return used;
    }
}
