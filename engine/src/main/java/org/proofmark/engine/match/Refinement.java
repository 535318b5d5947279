package org.proofmark.engine.match;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Refines a transform on the pixels themselves. Features place a copy to about a pixel of the thumbnail, the comparison
 * wants a fraction. Gauss and Newton on eight parameters, inverse compositional (Baker and Matthews, "Lucas-Kanade 20 Years
 * On", 2004), on pictures of evened contrast, at two blurs, over the pixels with the steepest gradients; what does not fit
 * (pasted things) loses its weight.
 */
final class Refinement {
    private static final int PARAMETERS = Loops.UNKNOWNS;
    private static final int MOST_PIXELS = 6000;
    private static final int EVEN_REACH = 10;
    private static final double FARTHEST = 0.06;
    private static final int ROUNDS = 10;
    private static final float SPREAD = 0.6f;

    private static final double[] BLURS = {3, 1.2};

    private final FloatPicture work;
    private final FloatPicture seen;
    private final boolean[] inside;
    private final double scale;
    private final int[] chosen;
    private final int count;
    private final double[] jacobian;

    private Refinement(Level work, FloatPicture seen, boolean[] inside) {
        this.work = work.picture;
        this.seen = seen;
        this.inside = inside;
        this.scale = 2.0 / Math.max(this.work.width, this.work.height);
        this.chosen = new int[MOST_PIXELS];
        this.count = choose(work.gradients);
        this.jacobian = new double[count * PARAMETERS];
        for (int k = 0; k < count; k++) {
            System.arraycopy(row(work.gradients, chosen[k]), 0, jacobian, k * PARAMETERS, PARAMETERS);
        }
    }

    /** A work at one blur: its evened contrast, and the gradients of that along x and y. */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    record Level(double blur, FloatPicture picture, FloatPicture[] gradients) {}

    /** A work at all blurs, the coarsest first. */
    static List<Level> levels(FloatPicture work) {
        return Arrays.stream(BLURS)
                .mapToObj(blur -> {
                    FloatPicture evened = evened(work, blur);
                    return new Level(blur, evened, evened.gradients());
                })
                .toList();
    }

    private static FloatPicture evened(FloatPicture picture, double blur) {
        return picture.blurred(blur).evened(EVEN_REACH);
    }

    /**
     * Refines.
     *
     * @param work as {@link #levels} made it
     * @param query laid on it by the map
     * @param map from the work's pixels to the query's, from corners
     * @return a closer map, or the same one where refining leads nowhere
     */
    static Transform refine(List<Level> work, Warp query, Transform map) {
        Transform correction = Transform.IDENTITY;
        for (Level level : work) {
            Refinement refinement = new Refinement(level, evened(query.seen(), level.blur), query.inside());
            if (refinement.count < 200) {
                return map;
            }
            correction = refinement.improve(correction);
        }
        if (tooFar(correction, query.seen())) {
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
            Optional<double[][]> equations = equations(current);
            if (equations.isEmpty()) {
                return start;
            }
            double[][] normal = equations.get();
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

    /** What a small change of each parameter would do to the errors; nothing where too little of the work is seen. */
    private Optional<double[][]> equations(Transform current) {
        double[] errors = new double[count];
        double[] weights = new double[count];
        int used = 0;
        for (int k = 0; k < count; k++) {
            int px = chosen[k] % work.width;
            int py = chosen[k] / work.width;
            double x = current.x(px, py);
            double y = current.y(px, py);
            if (x >= 0 && y >= 0 && x <= work.width - 1 && y <= work.height - 1) {
                double error = seen.at(x, y) - work.pixels[chosen[k]];
                double off = error / SPREAD;
                errors[k] = error;
                weights[k] = 1 / ((1 + off * off) * (1 + off * off));
                used++;
            }
        }
        if (used < 100) {
            return Optional.empty();
        }
        double[][] normal = Loops.BEST.normal(jacobian, weights, errors, count);
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < i; j++) {
                normal[i][j] = normal[j][i];
            }
        }
        return Optional.of(normal);
    }
}
