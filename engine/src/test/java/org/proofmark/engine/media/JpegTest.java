package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.media.Quadrants.HEIGHT;
import static org.proofmark.engine.media.Quadrants.WIDTH;
import static org.proofmark.engine.media.Quadrants.assertLooksRight;
import static org.proofmark.engine.media.Quadrants.decoded;
import static org.proofmark.engine.media.Quadrants.refused;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTest {
    private final Decoder decoder = new Decoder(MediaLimits.standard());

    private static byte[] colour() {
        return Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB));
    }

    @Test
    void baselineColourBecomesLuma() {
        Decoded decoded = decoded(decoder.decode(colour(), 64));
        assertThat(decoded.type()).isEqualTo(MediaType.JPEG);
        assertThat(decoded.picture().width()).isEqualTo(WIDTH);
        assertThat(decoded.picture().height()).isEqualTo(HEIGHT);
        assertLooksRight(decoded.picture(), 3);
    }

    @Test
    void progressiveColourBecomesLuma() {
        byte[] file = Samples.progressive("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB));
        assertLooksRight(decoded(decoder.decode(file, 64)).picture(), 3);
    }

    @Test
    void greyStaysGrey() {
        byte[] file = Samples.written("jpeg", greyImage());
        GreyPicture picture = decoded(decoder.decode(file, 64)).picture();
        assertLooksRight(picture, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationIsTurnedUpright(int orientation) {
        GreyPicture upright = new GreyPicture(WIDTH, HEIGHT, Quadrants.grey());
        GreyPicture stored = Orientation.turn(upright, inverse(orientation));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = Samples.withExif(Samples.written("jpeg", image(stored)), Samples.exif(orientation, order));
            Decoded decoded = decoded(decoder.decode(file, 64));
            assertThat(decoded.orientation()).isEqualTo(orientation);
            assertThat(decoded.width()).isEqualTo(WIDTH);
            assertThat(decoded.height()).isEqualTo(HEIGHT);
            assertThat(decoded.picture().width()).isEqualTo(WIDTH);
            assertLooksRight(decoded.picture(), 3);
        }
    }

    /** A picture stored in orientation 6 was turned a quarter anticlockwise, which is what displaying an 8 does. */
    private static int inverse(int orientation) {
        return orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    }

    @Test
    void adobesInvertedCmykLooksRight() {
        assertLooksRight(
                decoded(decoder.decode(Samples.cmykJpeg(cmyk(true), true), 64)).picture(), 4);
    }

    @Test
    void cmykWithoutAdobesMarkerIsNotInverted() {
        assertLooksRight(
                decoded(decoder.decode(Samples.cmykJpeg(cmyk(false), false), 64))
                        .picture(),
                4);
    }

    /** Photoshop's: inverted inks, of which the first three are turned into luma and chroma as a negative (libjpeg's jccolor.c). */
    @Test
    void ycckLooksRight() {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        BufferedImage image = Quadrants.image(BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int red = 255 - (image.getRGB(x, y) >> 16 & 255);
                int green = 255 - (image.getRGB(x, y) >> 8 & 255);
                int blue = 255 - (image.getRGB(x, y) & 255);
                raster.setSample(x, y, 0, (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue));
                raster.setSample(x, y, 1, (int) Math.round(128 - 0.1687 * red - 0.3313 * green + 0.5 * blue));
                raster.setSample(x, y, 2, (int) Math.round(128 + 0.5 * red - 0.4187 * green - 0.0813 * blue));
                raster.setSample(x, y, 3, 255);
            }
        }
        assertLooksRight(decoded(decoder.decode(Samples.ycckJpeg(raster), 64)).picture(), 4);
    }

    /** Nothing says what the second component is; the first is grey. */
    @Test
    void ofTwoComponentsTheFirstIsThePicture() {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 2, null);
        byte[] grey = Quadrants.grey();
        for (int i = 0; i < grey.length; i++) {
            raster.setSample(i % WIDTH, i / WIDTH, 0, grey[i] & 255);
            raster.setSample(i % WIDTH, i / WIDTH, 1, 255);
        }
        byte[] file = Samples.rasterJpeg(raster);
        Decoded decoded = decoded(decoder.decode(file, 64));
        assertLooksRight(decoded.picture(), 4);
    }

    /** The quarters in black ink only, so that no colour profile has a say. */
    private static WritableRaster cmyk(boolean inverted) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        byte[] grey = Quadrants.grey();
        for (int i = 0; i < grey.length; i++) {
            int ink = 255 - (grey[i] & 255);
            int[] samples = {0, 0, 0, ink};
            for (int band = 0; band < 4; band++) {
                raster.setSample(i % WIDTH, i / WIDTH, band, inverted ? 255 - samples[band] : samples[band]);
            }
        }
        return raster;
    }

    @Test
    void largeFilesAreShrunkWhileDecodingButNotBelowTheSizeAskedFor() {
        byte[] file = Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB, 20));
        for (int[] askedAndGiven :
                new int[][] {{100, 160}, {160, 160}, {161, 320}, {320, 320}, {600, 640}, {5000, 1280}}) {
            Decoded decoded = decoded(decoder.decode(file, askedAndGiven[0]));
            assertThat(decoded.picture().longSide()).isEqualTo(askedAndGiven[1]);
            assertThat(decoded.width()).isEqualTo(1280);
            assertLooksRight(decoded.picture(), 3);
        }
    }

    @Test
    void aCutFileShowsWhatItHas() {
        byte[] whole = Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB, 4));
        GreyPicture picture = decoded(decoder.decode(Arrays.copyOf(whole, whole.length * 3 / 4), 256))
                .picture();
        assertThat(picture.pixels()[picture.width() * 10 + 10] & 255).isBetween(70, 78);
    }

    @Test
    void theSizeIsRefusedBeforeDecoding() {
        byte[] file = colour();
        int frame = 0;
        while ((file[frame] & 255) != 0xFF || (file[frame + 1] & 255) != 0xC0) {
            frame++;
        }
        Arrays.fill(file, frame + 5, frame + 9, (byte) 0xFF); // 65,535 × 65,535
        Undecodable refused = refused(decoder.decode(file, 64));
        assertThat(refused.reason()).isEqualTo(Undecodable.Reason.TOO_MANY_PIXELS);
        assertThat(refused.explanation()).contains("65,535 × 65,535", "150,000,000");
    }

    @Test
    void aStartAndNothingElseIsDamaged() {
        byte[] file = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
        assertThat(refused(decoder.decode(file, 64)).reason()).isEqualTo(Undecodable.Reason.DAMAGED);
    }

    private static BufferedImage greyImage() {
        return image(new GreyPicture(WIDTH, HEIGHT, Quadrants.grey()));
    }

    private static BufferedImage image(GreyPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        return image;
    }
}
