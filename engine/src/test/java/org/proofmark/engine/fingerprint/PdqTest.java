package org.proofmark.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.GreyPicture;

class PdqTest {
    private final GreyPicture picture = rectangles(400, 300, 7);

    @Test
    void keepsItsGoldenBits() {
        // Checked against a slow implementation that filters every pixel four times and sums the cosines in doubles.
        assertThat(Pdq.of(picture))
                .isEqualTo(new GlobalCode(
                        -7227364448428850632L, -5608050648556744259L, -918139721491980966L, 935443635253364263L, 100));
    }

    @Test
    void setsHalfOfTheBits() {
        GlobalCode code = Pdq.of(picture);
        assertThat(code.distance(new GlobalCode(0, 0, 0, 0, 0))).isEqualTo(128);
        assertThat(code.quality()).isEqualTo(100);
    }

    @Test
    void changesLittleWithNoiseAndSize() {
        Random chance = new Random(3);
        byte[] noisy = picture.pixels().clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (byte) Math.clamp((noisy[i] & 255) + chance.nextInt(21) - 10, 0, 255);
        }
        assertThat(Pdq.of(picture).distance(Pdq.of(new GreyPicture(400, 300, noisy))))
                .isLessThanOrEqualTo(16);
        assertThat(Pdq.of(picture).distance(Pdq.of(doubled(picture)))).isLessThanOrEqualTo(16);
    }

    @Test
    void differsForAnotherPicture() {
        assertThat(Pdq.of(picture).distance(Pdq.of(rectangles(400, 300, 8)))).isGreaterThan(80);
    }

    @Test
    void knowsThePictureTurnedAndMirrored() {
        List<GlobalCode> ways = Pdq.orientations(picture);
        assertThat(ways.getFirst()).isEqualTo(Pdq.of(picture));
        assertThat(ways.get(1).distance(Pdq.of(mirrored(picture)))).isLessThanOrEqualTo(31);
        assertThat(ways.get(4).distance(Pdq.of(transposed(picture)))).isLessThanOrEqualTo(31);
        assertThat(ways.get(5).distance(Pdq.of(transposed(mirrored(picture))))).isLessThanOrEqualTo(31);
    }

    @Test
    void saysThatAFlatPictureIsOfNoQuality() {
        assertThat(Pdq.of(new GreyPicture(50, 40, new byte[2000])).quality()).isZero();
        assertThat(Pdq.of(new GreyPicture(1, 1, new byte[1])).quality()).isZero();
    }

    private static GreyPicture rectangles(int width, int height, long seed) {
        Random chance = new Random(seed);
        byte[] pixels = new byte[width * height];
        for (int n = 0; n < 60; n++) {
            int left = chance.nextInt(width - 20);
            int top = chance.nextInt(height - 20);
            int right = Math.min(width, left + 20 + chance.nextInt(100));
            int bottom = Math.min(height, top + 20 + chance.nextInt(100));
            byte shade = (byte) chance.nextInt(256);
            for (int y = top; y < bottom; y++) {
                Arrays.fill(pixels, y * width + left, y * width + right, shade);
            }
        }
        return new GreyPicture(width, height, pixels);
    }

    private static GreyPicture doubled(GreyPicture picture) {
        int width = picture.width() * 2;
        byte[] pixels = new byte[width * picture.height() * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.pixels()[i / width / 2 * picture.width() + i % width / 2];
        }
        return new GreyPicture(width, picture.height() * 2, pixels);
    }

    private static GreyPicture mirrored(GreyPicture picture) {
        int width = picture.width();
        byte[] pixels = new byte[width * picture.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.pixels()[i / width * width + width - 1 - i % width];
        }
        return new GreyPicture(width, picture.height(), pixels);
    }

    private static GreyPicture transposed(GreyPicture picture) {
        int height = picture.height();
        byte[] pixels = new byte[picture.width() * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.pixels()[i % height * picture.width() + i / height];
        }
        return new GreyPicture(height, picture.width(), pixels);
    }
}
