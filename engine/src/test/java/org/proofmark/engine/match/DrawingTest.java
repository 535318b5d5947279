package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final int SIDE = 120;

    @Test
    void aCopyWithOtherBrightnessAndContrastDoesNotDiffer() {
        ColourPicture work = texture();
        int[] changed = work.rgb().clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (40 + (changed[i] & 255) / 2) * 0x010101;
        }
        assertThat(brightest(difference(work, new ColourPicture(SIDE, SIDE, changed))))
                .isLessThan(20);
    }

    @Test
    void whatWasPastedOnACopyShowsAndNothingAround() {
        ColourPicture work = texture();
        int[] pasted = work.rgb().clone();
        for (int y = 50; y < 62; y++) {
            Arrays.fill(pasted, y * SIDE + 50, y * SIDE + 62, 0xFFFFFF);
        }
        ColourPicture difference = difference(work, new ColourPicture(SIDE, SIDE, pasted));
        assertThat(difference.rgb()[56 * SIDE + 56] & 255).isGreaterThan(120);
        assertThat(difference.rgb()[80 * SIDE + 80] & 255).isLessThan(20);
        assertThat(difference.rgb()[56 * SIDE + 75] & 255).isLessThan(20);
    }

    @Test
    void aPictureSeenSmallerIsItsMean() {
        int[] stripes = new int[64 * 64];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = i % 2 == 0 ? 0 : 0xFEFEFE;
        }
        ColourPicture small = new ColourPicture(64, 64, stripes).seenThrough(Transform.scaling(8), 8, 8);
        assertThat(small.rgb()).containsOnly(0x7F7F7F);
    }

    private static ColourPicture difference(ColourPicture work, ColourPicture copy) {
        boolean[] inside = new boolean[SIDE * SIDE];
        Arrays.fill(inside, true);
        return new Laid(work, copy, inside).difference(work);
    }

    private static int brightest(ColourPicture picture) {
        return Arrays.stream(picture.rgb()).map(pixel -> pixel & 255).max().orElseThrow();
    }

    /** Soft waves, the same every time. */
    private static ColourPicture texture() {
        double[] waves = new Random(5).doubles(8, 0.02, 0.3).toArray();
        int[] rgb = new int[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double value = 0;
                for (int k = 0; k < 4; k++) {
                    value += Math.sin(waves[k] * x + k) * Math.cos(waves[k + 4] * y + k);
                }
                rgb[y * SIDE + x] = 0x010101 * (int) (110 + 18 * value);
            }
        }
        return new ColourPicture(SIDE, SIDE, rgb);
    }
}
