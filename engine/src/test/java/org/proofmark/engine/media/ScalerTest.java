package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The loops in vectors against those without. */
class ScalerTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void rowsAddUpTheSameInVectors() {
        assumeTrue(VectorRows.areWide(), "skipped: this processor has no vectors of eight numbers");
        for (int width = 1; width < 70; width++) {
            byte[] pixels = new byte[width * 4];
            random.nextBytes(pixels);
            int[] sums = new int[width + VectorRows.PAD];
            int done = VectorRows.sum(pixels, width, 1, 3, 77, 256, 200, sums);
            for (int x = 0; x < done; x++) {
                int expected = 77 * (pixels[width + x] & 255)
                        + 256 * (pixels[2 * width + x] & 255)
                        + 200 * (pixels[3 * width + x] & 255);
                assertThat(sums[x]).as("column %d of %d", x, width).isEqualTo(expected);
            }
        }
    }

    @Test
    void columnsAverageTheSameInVectors() {
        assumeTrue(VectorRows.areWide(), "skipped: this processor has no vectors of eight numbers");
        for (int width = 33; width < 65; width++) {
            int[] sums = random.ints(width + VectorRows.PAD, 0, 255 * 512).toArray();
            int count = 33;
            int[] first = new int[count];
            float[][] shares = new float[3][count];
            byte[] expected = new byte[count];
            for (int x = 0; x < count; x++) {
                first[x] = x * width / count;
                for (float[] share : shares) {
                    share[x] = random.nextFloat() / 3;
                }
                float sum = shares[0][x] * sums[first[x]]
                        + shares[1][x] * sums[first[x] + 1]
                        + shares[2][x] * sums[first[x] + 2];
                expected[x] = (byte) (int) (sum * (1 / 512f) + 0.5f);
            }
            byte[] found = new byte[count];
            int done = VectorRows.average(sums, first, shares[0], shares[1], shares[2], 1 / 512f, found, 0);
            assertThat(done).isGreaterThan(0);
            assertThat(Arrays.copyOf(found, done)).isEqualTo(Arrays.copyOf(expected, done));
        }
    }

    @Test
    void aFlatPictureStaysFlatAtEverySize() {
        for (int side = 17; side < 90; side++) {
            byte[] pixels = new byte[90 * 61];
            Arrays.fill(pixels, (byte) 201);
            assertThat(new Scaler().down(new GreyPicture(90, 61, pixels), side).pixels())
                    .containsOnly((byte) 201);
        }
    }
}
