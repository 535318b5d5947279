package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class TextureTest {
    private static final int SIDE = 64;
    private static final int MIDDLE = SIDE / 2 * SIDE + SIDE / 2;

    private static Texture texture(DoubleBinaryOperator grey) {
        FloatPicture picture = new FloatPicture(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                picture.pixels[y * SIDE + x] = (float) grey.applyAsDouble(x, y);
            }
        }
        return Texture.of(picture);
    }

    private static DoubleBinaryOperator edge(double degrees) {
        double radians = Math.toRadians(degrees);
        return (x, y) -> (x - 32) * Math.cos(radians) + (y - 32) * Math.sin(radians) > 0 ? 200 : 40;
    }

    @Test
    void aStraightEdgeHasOneDirectionHoweverItLies() {
        for (int degrees = 0; degrees < 180; degrees += 15) {
            assertThat(texture(edge(degrees)).breadth()[MIDDLE])
                    .as(degrees + "°")
                    .isLessThan(0.05f);
        }
    }

    @Test
    void aCornerAndFineTextureHaveSeveral() {
        assertThat(texture((x, y) -> x > 32 && y > 32 ? 200 : 40).breadth()[MIDDLE])
                .isGreaterThan(0.5f);
        SplittableRandom random = new SplittableRandom(7);
        assertThat(texture((x, y) -> random.nextInt(256)).breadth()[MIDDLE]).isGreaterThan(0.5f);
    }

    @Test
    void edgesOfOneDirectionCorrelateAndCrossedOnesDoNot() {
        Texture upright = texture(edge(0));
        assertThat(upright.correlation(texture((x, y) -> x > 32 ? 90 : 60))[MIDDLE])
                .isGreaterThan(0.98f);
        assertThat(upright.correlation(texture((x, y) -> x > 32 ? 40 : 200))[MIDDLE])
                .as("a negative")
                .isGreaterThan(0.98f);
        assertThat(upright.correlation(texture(edge(90)))[MIDDLE]).isLessThan(0.3f);
    }

    /** The light around a sun, and a drawn ramp under grain: what varies from place to place is not the same. */
    @Test
    void lightThatFallsOffCorrelatesWithAnyOtherButItsDetailDoesNot() {
        Texture light = texture(grained(3));
        Texture other = texture(grained(4));
        assertThat(light.correlation(other)[MIDDLE]).isGreaterThan(0.9f);
        assertThat(light.detail(other)[MIDDLE]).isLessThan(0.4f);
        SplittableRandom noise = new SplittableRandom(5);
        DoubleBinaryOperator same = grained(3);
        Texture copy = texture((x, y) -> same.applyAsDouble(x, y) * 0.8 + noise.nextDouble());
        assertThat(light.detail(copy)[MIDDLE]).isGreaterThan(0.9f);
    }

    private static DoubleBinaryOperator grained(long seed) {
        SplittableRandom grain = new SplittableRandom(seed);
        return (x, y) -> 20 + 3 * x + grain.nextInt(8);
    }
}
