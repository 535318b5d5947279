package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is done fast comes to the same as what is done plainly. */
class PixelLoopsTest {
    private static final long SEED = 20_261_129;

    private final Random random = new Random(SEED);
    private final Loops plain = new ScalarLoops();

    @Test
    void theFastLoopsAreTakenWhereTheyRun() {
        assertThat(Loops.BEST).isInstanceOf(VectorLoops.fit() ? VectorLoops.class : ScalarLoops.class);
    }

    @Test
    void filtersAreEqualToTheBit() {
        for (int width = 1; width < 70; width++) {
            float[] from = floats(400);
            int[] a = random.ints(6, 0, 300).toArray();
            int[] b = random.ints(6, 0, 300).toArray();
            float[] kernel = floats(6);
            float[] slow = new float[100];
            float[] fast = new float[100];
            plain.filter(slow, 5, from, a, b, kernel, width);
            Loops.BEST.filter(fast, 5, from, a, b, kernel, width);
            assertThat(fast).as("width %d", width).containsExactly(slow);
        }
    }

    @Test
    void gradientsAreEqualToTheBit() {
        for (int width = 2; width < 70; width++) {
            float[] picture = floats(3 * width);
            float[][] slow = new float[2][3 * width];
            float[][] fast = new float[2][3 * width];
            plain.gradients(picture, width, width, slow[0], slow[1]);
            Loops.BEST.gradients(picture, width, width, fast[0], fast[1]);
            assertThat(fast).as("width %d", width).isDeepEqualTo(slow);
        }
    }

    @Test
    void equationsAreEqualToTheBit() {
        for (int count : new int[] {0, 1, 2, 100, 6000}) {
            double[] rows = random.doubles((long) count * Loops.UNKNOWNS, -3, 3).toArray();
            double[] weights = random.doubles(count, 0, 1).toArray();
            double[] errors = random.doubles(count, -1, 1).toArray();
            double[][] slow = plain.normal(rows, weights, errors, count);
            double[][] fast = Loops.BEST.normal(rows, weights, errors, count);
            for (int i = 0; i < Loops.UNKNOWNS; i++) {
                assertThat(Arrays.copyOfRange(fast[i], i, Loops.UNKNOWNS + 1))
                        .as("%d equations, row %d", count, i)
                        .containsExactly(Arrays.copyOfRange(slow[i], i, Loops.UNKNOWNS + 1));
            }
        }
    }

    @Test
    void meansOfSquaresAreThoseOfTheirPixels() {
        for (int[] size : new int[][] {{1, 1}, {3, 9}, {13, 13}, {40, 7}, {31, 22}}) {
            FloatPicture picture = new FloatPicture(size[0], size[1]);
            System.arraycopy(floats(picture.pixels.length), 0, picture.pixels, 0, picture.pixels.length);
            for (int reach : new int[] {1, 6, 10}) {
                FloatPicture boxed = picture.boxed(reach);
                for (int p = 0; p < picture.pixels.length; p++) {
                    assertThat((double) boxed.pixels[p])
                            .as("%s, reach %d, place %d", Arrays.toString(size), reach, p)
                            .isCloseTo(mean(picture, p, reach), org.assertj.core.data.Offset.offset(1e-4));
                }
            }
        }
    }

    private static double mean(FloatPicture picture, int p, int reach) {
        double sum = 0;
        int count = 0;
        for (int y = p / picture.width - reach; y <= p / picture.width + reach; y++) {
            for (int x = p % picture.width - reach; x <= p % picture.width + reach; x++) {
                if (x >= 0 && y >= 0 && x < picture.width && y < picture.height) {
                    sum += picture.pixels[y * picture.width + x];
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void onlyPlacesWithAllAroundThemInsideAreKept() {
        for (int round = 0; round < 50; round++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int reach = 1 + random.nextInt(4);
            boolean[] inside = new boolean[width * height];
            for (int p = 0; p < inside.length; p++) {
                inside[p] = random.nextInt(40) > 0;
            }
            boolean[] kept = new Warp(new FloatPicture(width, height), inside).eroded(reach);
            for (int p = 0; p < inside.length; p++) {
                assertThat(kept[p])
                        .as("%d × %d, reach %d, place %d", width, height, reach, p)
                        .isEqualTo(whole(inside, width, height, p, reach));
            }
        }
    }

    private static boolean whole(boolean[] inside, int width, int height, int p, int reach) {
        for (int y = p / width - reach; y <= p / width + reach; y++) {
            for (int x = p % width - reach; x <= p % width + reach; x++) {
                if (x < 0 || y < 0 || x >= width || y >= height || !inside[y * width + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void whatIsPickedByRankIsWhatSortingPutsThere() {
        for (int round = 0; round < 200; round++) {
            float[] values = floats(1 + random.nextInt(60));
            if (round % 2 == 0) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.round(values[i] / 40);
                }
            }
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            int place = random.nextInt(values.length);
            assertThat(Selection.smallest(values, place)).as("round %d", round).isEqualTo(sorted[place]);
        }
    }

    private float[] floats(int many) {
        float[] floats = new float[many];
        for (int i = 0; i < many; i++) {
            floats[i] = random.nextFloat() * 255;
        }
        return floats;
    }
}
