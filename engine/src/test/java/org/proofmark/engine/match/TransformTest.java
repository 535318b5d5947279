package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransformTest {
    @Test
    void goingThereAndBackEndsWhereItBegan() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 200; round++) {
            Transform map = random(random);
            Transform round2 = map.then(map.inverse());
            double x = random.nextDouble() * 500;
            double y = random.nextDouble() * 500;
            assertThat(round2.x(x, y)).isCloseTo(x, within(1e-6));
            assertThat(round2.y(x, y)).isCloseTo(y, within(1e-6));
        }
    }

    @Test
    void thenMeansFirstThisThenTheOther() {
        Transform move = Transform.affine(1, 0, 10, 0, 1, 0);
        assertThat(move.then(Transform.scaling(2)).x(1, 0)).isEqualTo(22);
        assertThat(Transform.scaling(2).then(move).x(1, 0)).isEqualTo(12);
    }

    @Test
    void aMirrorHasANegativeAreaFactor() {
        assertThat(Transform.affine(-1, 0, 100, 0, 1, 0).areaFactor(3, 4)).isEqualTo(-1);
        assertThat(Transform.scaling(3).areaFactor(0, 0)).isEqualTo(9);
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatIllegalArgumentException().isThrownBy(() -> Transform.scaling(Double.NaN));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Transform.affine(1, 2, 0, 2, 4, 0).inverse());
    }

    @Test
    void aPolygonIsClippedToTheRectangle() {
        Polygon square = Polygon.rectangle(10, 10).mapped(Transform.affine(1, 0, 5, 0, 1, -5));
        assertThat(square.within(0, 0, 10, 10).area()).isCloseTo(25, within(1e-9));
        assertThat(square.mapped(Transform.affine(1, 0, 50, 0, 1, 0))
                        .within(0, 0, 10, 10)
                        .area())
                .isZero();
    }

    private static Transform random(SplittableRandom random) {
        return new Transform(
                1 + random.nextDouble(-.3, .3),
                random.nextDouble(-.3, .3),
                random.nextDouble(-50, 50),
                random.nextDouble(-.3, .3),
                1 + random.nextDouble(-.3, .3),
                random.nextDouble(-50, 50),
                random.nextDouble(-2e-4, 2e-4),
                random.nextDouble(-2e-4, 2e-4),
                1);
    }
}
