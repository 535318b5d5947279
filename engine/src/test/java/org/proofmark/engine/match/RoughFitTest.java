package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.media.GreyPicture;

class RoughFitTest {
    private static final int X = 90;
    private static final int Y = 60;
    private static final GreyPicture WORK = Scenery.of(5, 320, 240);
    private static final FloatPicture PART = FloatPicture.of(Scenery.part(WORK, X, Y, 100, 80));

    /** The map that lays the work on its part, turned and scaled about a place by so much. */
    private static Transform disturbed(double x, double y, double factor, double degrees) {
        double cos = factor * Math.cos(Math.toRadians(degrees));
        double sin = factor * Math.sin(Math.toRadians(degrees));
        return Transform.affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y)
                .then(Transform.affine(1, 0, -X, 0, 1, -Y));
    }

    private static double off(Transform map) {
        double off = 0;
        for (int corner = 0; corner < 4; corner++) {
            double x = X + corner % 2 * 100;
            double y = Y + corner / 2 * 80;
            off = Math.max(off, Math.hypot(map.x(x, y) - (x - X), map.y(x, y) - (y - Y)));
        }
        return off;
    }

    @Test
    void findsBackFromAWrongScaleAndDirection() {
        for (double[] by : new double[][] {{1.2, 0}, {0.85, 5}, {1.1, -8}, {0.9, 7}}) {
            Transform rough = disturbed(130, 95, by[0], by[1]);
            assertThat(off(rough)).as("before").isGreaterThan(8);
            Transform better = RoughFit.of(FloatPicture.of(WORK), PART, rough, 130, 95);
            assertThat(off(better)).as("scale %.2f, %.0f degrees", by[0], by[1]).isLessThan(5);
        }
    }

    @Test
    void leavesARightMapAsItIs() {
        Transform right = disturbed(130, 95, 1, 0);
        Transform found = RoughFit.of(FloatPicture.of(WORK), PART, right, 130, 95);
        assertThat(off(found)).isCloseTo(0, within(1e-9));
    }
}
