package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.proofmark.engine.media.Quadrants.HEIGHT;
import static org.proofmark.engine.media.Quadrants.WIDTH;
import static org.proofmark.engine.media.Quadrants.decoded;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourDecoderTest {
    /** The quarters: top left, top right, bottom left, bottom right. */
    private static final int[] COLOURS = {0xC81414, 0x1EBE3C, 0x141EB4, 0xF0DC3C};

    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    private final Decoder decoder = new Decoder(MediaLimits.standard());
    private final ColourDecoder colours = new ColourDecoder(MediaLimits.standard());

    private BgrPicture picture(byte[] file) {
        return picture(file, WIDTH);
    }

    private BgrPicture picture(byte[] file, int longSide) {
        return colours.decode(file, decoded(decoder.decode(file, 64)), longSide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void coloursStayColours(String format) {
        BgrPicture picture = picture(Samples.written(format, Quadrants.image(BufferedImage.TYPE_INT_RGB)));
        assertThat(picture.width()).isEqualTo(WIDTH);
        assertQuarters(picture, COLOURS, format.equals("jpeg") ? 8 : format.equals("gif") ? 5 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrants.avif", "quadrants.heic", "quadrants.jxl"})
    void coloursOfTheSystemsLibraryStayColours(String name) throws IOException {
        assumeTrue(VipsDecoder.available(), "skipped: this machine has no libvips");
        try (InputStream in = ColourDecoderTest.class.getResourceAsStream(name)) {
            assertQuarters(picture(Objects.requireNonNull(in, name).readAllBytes()), COLOURS, 8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void largePicturesGetTheLongSideWanted(String format) {
        byte[] file = Samples.written(format, Quadrants.image(BufferedImage.TYPE_INT_RGB, 10));
        BgrPicture picture = picture(file, 100);
        assertThat(picture.width()).isEqualTo(100);
        assertThat(picture.height()).isEqualTo(75);
        assertQuarters(picture, COLOURS, 8);
    }

    @Test
    void greyStaysGrey() {
        byte[] file = Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_BYTE_GRAY));
        byte[] samples = picture(file).samples();
        for (int at = 0; at < samples.length; at += 3) {
            assertThat(samples[at]).isEqualTo(samples[at + 1]).isEqualTo(samples[at + 2]);
        }
    }

    @Test
    void aPhoneHeldUprightIsShownUpright() {
        byte[] file = Samples.withExif(
                Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB)),
                Samples.exif(6, ByteOrder.BIG_ENDIAN));
        BgrPicture picture = picture(file);
        assertThat(picture.width()).isEqualTo(HEIGHT);
        assertThat(picture.height()).isEqualTo(WIDTH);
        assertQuarters(picture, new int[] {COLOURS[2], COLOURS[0], COLOURS[3], COLOURS[1]}, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void colourIsTurnedAsGreyIs(int orientation) {
        GreyPicture grey = new GreyPicture(WIDTH, HEIGHT, Quadrants.grey());
        assertThat(Orientation.turn(BgrPicture.of(grey), orientation).samples())
                .isEqualTo(BgrPicture.of(Orientation.turn(grey, orientation)).samples());
    }

    /** Stored inverted with Adobe's marker, as they are without: cyan, yellow, no ink, half black. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inksLookLikeTheirColours(boolean adobe) {
        int[][] inks = {{255, 0, 0, 0}, {0, 0, 255, 0}, {0, 0, 0, 0}, {0, 0, 0, 127}};
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int[] ink = inks[(i % WIDTH < WIDTH / 2 ? 0 : 1) + (i / WIDTH < HEIGHT / 2 ? 0 : 2)];
            for (int band = 0; band < 4; band++) {
                raster.setSample(i % WIDTH, i / WIDTH, band, adobe ? 255 - ink[band] : ink[band]);
            }
        }
        byte[] file = Samples.cmykJpeg(raster, adobe);
        assertQuarters(picture(file), new int[] {0x00FFFF, 0xFFFF00, 0xFFFFFF, 0x808080}, 6);
        Quadrants.assertQuarters(decoded(decoder.decode(file, 64)).picture(), new int[] {179, 226, 255, 128}, 6);
    }

    @Test
    void sixteenBitsBecomeEight() {
        ByteBuffer wide = ByteBuffer.allocate(6 * WIDTH * HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int rgb = COLOURS[(i % WIDTH < WIDTH / 2 ? 0 : 1) + (i / WIDTH < HEIGHT / 2 ? 0 : 2)];
            for (int shift = 16; shift >= 0; shift -= 8) {
                wide.putShort((short) ((rgb >> shift & 255) * 257));
            }
        }
        byte[] file = Samples.png(WIDTH, HEIGHT, 16, 2, Samples.unfiltered(wide.array(), 6 * WIDTH));
        assertQuarters(picture(file), COLOURS, 0);
    }

    @Test
    void transparencyIsLaidOverWhite() {
        int[] expected = {0xC81414, 0xFFFFFF, 0x8A8FDA, 0xF0DC3C};
        BufferedImage image = halfTransparent();
        for (String format : new String[] {"png", "tiff"}) {
            assertQuarters(picture(Samples.written(format, image)), expected, 2);
        }
        assertQuarters(picture(webp(image)), expected, 8);
    }

    /** The second quarter is clear, the third half clear. */
    private static BufferedImage halfTransparent() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        int[] alphas = {255, 0, 128, 255};
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int quarter = (i % WIDTH < WIDTH / 2 ? 0 : 1) + (i / WIDTH < HEIGHT / 2 ? 0 : 2);
            image.setRGB(i % WIDTH, i / WIDTH, alphas[quarter] << 24 | COLOURS[quarter]);
        }
        return image;
    }

    private static byte[] webp(BufferedImage image) {
        ByteBuffer samples = ByteBuffer.allocate(4 * WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            samples.putInt(image.getRGB(i % WIDTH, i / WIDTH));
        }
        try (BytePointer encoded = new BytePointer()) {
            imencode(".webp", new Mat(HEIGHT, WIDTH, CV_8UC4, new BytePointer(samples.array())), encoded);
            byte[] file = new byte[(int) encoded.limit()];
            encoded.get(file);
            return file;
        }
    }

    @Test
    void theOneTransparentColourOfAPngIsWhite() {
        byte[] clear = Samples.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
        byte[] file = Samples.png(2, 1, 8, 2, new byte[] {0, 1, 2, 3, 1, 2, 2}, clear);
        assertThat(picture(file, 2).samples()).containsExactly(255, 255, 255, 2, 2, 1);
    }

    /** Light of half strength, 128 in a linear profile, is 188 in sRGB. */
    @Test
    void theProfileOfAFileIsHeeded() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, 0x800000);
        }
        byte[] jpeg = Samples.insert(Samples.written("jpeg", image), 2, app2(LINEAR));
        assertThat(picture(jpeg).mean() >> 16).isCloseTo(188, within(3));
        assertThat(picture(jpeg).mean() & 0xFFFF).isLessThan(0x0500);
        byte[] png = Samples.insert(Samples.written("png", image), 33, Samples.chunk("iCCP", packed(LINEAR)));
        assertThat(picture(png).mean() >> 16).isCloseTo(188, within(2));
    }

    /** Dark red of half strength in files that hold the same linear profile. */
    @ParameterizedTest
    @ValueSource(strings = {"linear.avif", "linear.heic"})
    void theProfileIsHeededWhereTheSystemsLibraryDecodes(String name) throws IOException {
        assumeTrue(VipsDecoder.available(), "skipped: this machine has no libvips");
        try (InputStream in = ColourDecoderTest.class.getResourceAsStream(name)) {
            int mean = picture(Objects.requireNonNull(in, name).readAllBytes()).mean();
            assertThat(mean >> 16).isCloseTo(188, within(4));
            assertThat(mean & 0xFF).isLessThan(40);
        }
    }

    /** Java's own profile of grey is linear, too. */
    @Test
    void theProfileOfAGreyFileIsHeeded() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, filled((byte) 128));
        byte[] jpeg = Samples.insert(Samples.written("jpeg", image), 2, app2(profile));
        assertThat(picture(jpeg).mean() & 0xFF).isCloseTo(188, within(3));
        byte[] png = Samples.insert(
                Samples.png(WIDTH, HEIGHT, 8, 0, Samples.unfiltered(filled((byte) 128), WIDTH)),
                33,
                Samples.chunk("iCCP", packed(profile)));
        assertThat(picture(png).mean() & 0xFF).isCloseTo(188, within(2));
    }

    private static byte[] filled(byte grey) {
        byte[] samples = new byte[WIDTH * HEIGHT];
        Arrays.fill(samples, grey);
        return samples;
    }

    @Test
    void aProfileOfGreyInAColouredFileIsPassedOver() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        byte[] file = Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB));
        assertQuarters(picture(Samples.insert(file, 2, app2(profile))), COLOURS, 8);
    }

    @Test
    void aBrokenProfileCountsAsNone() {
        byte[] file = Samples.written("jpeg", Quadrants.image(BufferedImage.TYPE_INT_RGB));
        byte[] broken = LINEAR.clone();
        for (int i = 128; i < broken.length; i++) {
            broken[i] = (byte) (i * 31);
        }
        assertQuarters(picture(Samples.insert(file, 2, app2(broken))), COLOURS, 8);
        assertQuarters(picture(Samples.insert(file, 2, app2(new byte[3]))), COLOURS, 8);
    }

    private static byte[] app2(byte[] profile) {
        return ByteBuffer.allocate(18 + profile.length)
                .putShort((short) 0xFFE2)
                .putShort((short) (16 + profile.length))
                .put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1))
                .put(profile)
                .array();
    }

    private static byte[] packed(byte[] profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("name\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(profile);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    @Test
    void whatCannotBeHadInColourIsGrey() {
        byte[] noise = Quadrants.grey();
        byte[] file = Samples.png(WIDTH, HEIGHT, 8, 0, Samples.unfiltered(noise, WIDTH));
        Decoded seen = decoded(decoder.decode(file, 64));
        byte[] destroyed = Arrays.copyOf(file, 40);
        assertThat(colours.decode(destroyed, seen, WIDTH).samples())
                .isEqualTo(BgrPicture.of(seen.picture()).samples());
    }

    /** Checks the means of the quarters, leaving out their edges. */
    private static void assertQuarters(BgrPicture picture, int[] expected, int tolerance) {
        for (int i = 0; i < 4; i++) {
            double[] rgb = {expected[i] >> 16, expected[i] >> 8 & 255, expected[i] & 255};
            double[] bgr = mean(picture, i);
            assertThat(new double[] {bgr[2], bgr[1], bgr[0]})
                    .as("quarter %d", i)
                    .containsExactly(rgb, within(tolerance + 0.01));
        }
    }

    private static double[] mean(BgrPicture picture, int quarter) {
        int w = picture.width() / 2;
        int h = picture.height() / 2;
        double[] sums = new double[3];
        int count = 0;
        for (int y = h / 4; y < h - h / 4; y++) {
            for (int x = w / 4; x < w - w / 4; x++, count++) {
                int at = 3 * ((y + quarter / 2 * h) * picture.width() + x + quarter % 2 * w);
                for (int band = 0; band < 3; band++) {
                    sums[band] += picture.samples()[at + band] & 255;
                }
            }
        }
        return new double[] {sums[0] / count, sums[1] / count, sums[2] / count};
    }
}
