package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.media.Quadrants.HEIGHT;
import static org.proofmark.engine.media.Quadrants.LUMA;
import static org.proofmark.engine.media.Quadrants.WIDTH;
import static org.proofmark.engine.media.Quadrants.assertLooksRight;
import static org.proofmark.engine.media.Quadrants.assertQuarters;
import static org.proofmark.engine.media.Quadrants.decoded;
import static org.proofmark.engine.media.Quadrants.refused;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PngTest {
    private final Decoder decoder = new Decoder(MediaLimits.standard());

    private GreyPicture picture(byte[] file) {
        Decoded decoded = decoded(decoder.decode(file, 64));
        assertThat(decoded.type()).isEqualTo(MediaType.PNG);
        return decoded.picture();
    }

    @Test
    void colourBecomesLuma() {
        assertLooksRight(picture(Samples.written("png", Quadrants.image(BufferedImage.TYPE_INT_RGB))), 0);
    }

    @Test
    void aPaletteBecomesLuma() {
        BufferedImage image = Quadrants.image(BufferedImage.TYPE_BYTE_INDEXED);
        assertLooksRight(picture(Samples.written("png", image)), 25); // Java's standard palette is coarse
    }

    @Test
    void interlacedLooksAsStraight() {
        byte[] straight = Samples.written("png", Quadrants.image(BufferedImage.TYPE_INT_RGB));
        byte[] interlaced = Samples.progressive("png", Quadrants.image(BufferedImage.TYPE_INT_RGB));
        assertThat(interlaced[28]).isEqualTo((byte) 1);
        assertThat(picture(interlaced).pixels()).isEqualTo(picture(straight).pixels());
    }

    @Test
    void sixteenBitsAreScaledToEight() {
        byte[] grey = Quadrants.grey();
        ByteBuffer wide = ByteBuffer.allocate(2 * grey.length);
        for (byte pixel : grey) {
            wide.putShort((short) ((pixel & 255) * 257));
        }
        byte[] file = Samples.png(WIDTH, HEIGHT, 16, 0, Samples.unfiltered(wide.array(), 2 * WIDTH));
        assertThat(picture(file).pixels()).isEqualTo(grey);
    }

    @Test
    void sixteenBitColourBecomesLuma() {
        ByteBuffer wide = ByteBuffer.allocate(6)
                .putShort((short) 0xFFFF)
                .putShort((short) 0xFFFF)
                .putShort((short) 0xFFFF);
        assertThat(picture(Samples.png(1, 1, 16, 2, Samples.unfiltered(wide.array(), 6)))
                        .pixels())
                .containsExactly(255);
    }

    @Test
    void alphaIsLaidOverWhite() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        int[] alphas = {255, 0, 128, 255};
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            image.setRGB(x, y, alphas[(x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2)] << 24); // black
        }
        assertQuarters(picture(Samples.written("png", image)), new int[] {0, 255, 127, 0}, 1);
    }

    @Test
    void aTransparentPaletteEntryIsWhite() {
        byte[] palette = Samples.chunk("PLTE", new byte[] {0, 0, 0, 100, 100, 100});
        byte[] alphas = Samples.chunk("tRNS", new byte[] {0, (byte) 128});
        byte[] file = Samples.png(2, 1, 8, 3, new byte[] {0, 0, 1}, palette, alphas);
        assertThat(picture(file).pixels()).containsExactly(255, 177);
    }

    @Test
    void theOneTransparentColourOfGreyAndOfRgbIsWhite() {
        byte[] seven = Samples.chunk("tRNS", new byte[] {0, 7});
        assertThat(picture(Samples.png(3, 1, 8, 0, new byte[] {0, 7, 8, 9}, seven))
                        .pixels())
                .containsExactly(255, 8, 9);
        byte[] colour = Samples.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
        assertThat(picture(Samples.png(2, 1, 8, 2, new byte[] {0, 1, 2, 3, 1, 2, 2}, colour))
                        .pixels())
                .containsExactly(255, 2);
    }

    @Test
    void depthsBelowEightSpreadToBlackAndWhite() {
        assertThat(picture(Samples.png(8, 1, 1, 0, new byte[] {0, 0b01010011})).pixels())
                .containsExactly(0, 255, 0, 255, 0, 0, 255, 255);
        assertThat(picture(Samples.png(4, 1, 2, 0, new byte[] {0, 0b00011011})).pixels())
                .containsExactly(0, 85, 170, 255);
    }

    @Test
    void everyFilterIsUndone() {
        byte[] rows = {0, 10, 20, 30, 1, 1, 1, 1, 2, 5, 5, 5, 3, 2, 2, 2, 4, 1, 1, 1};
        assertThat(picture(Samples.png(3, 5, 8, 0, rows)).pixels())
                .containsExactly(10, 20, 30, 1, 2, 3, 6, 7, 8, 5, 8, 10, 6, 9, 11);
    }

    @Test
    void theExifChunkTurnsThePicture() {
        byte[] exif = Samples.chunk("eXIf", Samples.exif(6, ByteOrder.BIG_ENDIAN));
        byte[] file = Samples.png(WIDTH, HEIGHT, 8, 0, Samples.unfiltered(Quadrants.grey(), WIDTH), exif);
        Decoded decoded = decoded(decoder.decode(file, 64));
        assertThat(decoded.width()).isEqualTo(HEIGHT);
        assertThat(decoded.height()).isEqualTo(WIDTH);
        assertQuarters(decoded.picture(), new int[] {LUMA[2], LUMA[0], LUMA[3], LUMA[1]}, 0);
    }

    @Test
    void largePicturesAreAveragedWhileReading() {
        byte[] file = Samples.written("png", Quadrants.image(BufferedImage.TYPE_INT_RGB, 10));
        Decoded decoded = decoded(decoder.decode(file, 100));
        assertThat(decoded.picture().longSide()).isEqualTo(107);
        assertThat(decoded.width()).isEqualTo(640);
        assertLooksRight(decoded.picture(), 0);
    }

    @Test
    void aCutFileShowsWhatItHas() {
        byte[] noise = new byte[WIDTH * HEIGHT];
        new Random(1).nextBytes(noise);
        byte[] file = Samples.png(WIDTH, HEIGHT, 8, 0, Samples.unfiltered(noise, WIDTH));
        GreyPicture picture = picture(Arrays.copyOf(file, file.length / 2));
        assertThat(Arrays.copyOf(picture.pixels(), WIDTH * 16)).isEqualTo(Arrays.copyOf(noise, WIDTH * 16));
        assertThat(picture.pixels()[WIDTH * HEIGHT - 1]).isEqualTo((byte) 255);
        assertThat(refused(decoder.decode(Arrays.copyOf(file, file.length / 20), 64))
                        .reason())
                .isEqualTo(Undecodable.Reason.DAMAGED);
    }

    @Test
    void aWrongChecksumBehindTheDataIsForgiven() {
        byte[] file = Samples.png(WIDTH, HEIGHT, 8, 0, Samples.unfiltered(Quadrants.grey(), WIDTH));
        file[file.length - 17] ^= 1; // the last byte of the compressed data, before its CRC and the end chunk
        assertThat(picture(file).pixels()).isEqualTo(Quadrants.grey());
        byte[] dot = Samples.png(1, 1, 8, 0, new byte[] {0, 9});
        dot[dot.length - 17] ^= 1;
        assertThat(picture(dot).pixels()).containsExactly(9);
    }

    @Test
    void theSizeIsRefusedBeforeDecoding() {
        byte[] file = Samples.png(30_000, 30_000, 8, 0, new byte[] {0, 1, 2});
        assertThat(refused(decoder.decode(file, 64)).reason()).isEqualTo(Undecodable.Reason.TOO_MANY_PIXELS);
    }
}
