package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.proofmark.engine.media.Quadrants.HEIGHT;
import static org.proofmark.engine.media.Quadrants.LUMA;
import static org.proofmark.engine.media.Quadrants.WIDTH;
import static org.proofmark.engine.media.Quadrants.assertLooksRight;
import static org.proofmark.engine.media.Quadrants.assertQuarters;
import static org.proofmark.engine.media.Quadrants.decoded;
import static org.proofmark.engine.media.Quadrants.refused;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.engine.media.Undecodable.Reason;

class OtherFormatsTest {
    /** OpenCV's word for it: a quality above 100. */
    private static final int LOSSLESS = 101;

    private final Decoder decoder = new Decoder(MediaLimits.standard());

    @Test
    void webpBecomesLuma() {
        Decoded decoded = decoded(decoder.decode(webp(Quadrants.image(BufferedImage.TYPE_INT_RGB), false), 64));
        assertThat(decoded.type()).isEqualTo(MediaType.WEBP);
        assertLooksRight(decoded.picture(), 3);
    }

    @Test
    void losslessWebpBecomesLuma() {
        byte[] file = webp(Quadrants.image(BufferedImage.TYPE_INT_RGB), false, LOSSLESS);
        assertThat(new String(file, 12, 4, StandardCharsets.US_ASCII)).isEqualTo("VP8L");
        assertLooksRight(decoded(decoder.decode(file, 64)).picture(), 1);
    }

    @Test
    void theFirstFrameStandsForAnAnimatedWebp() {
        byte[] first = webp(Quadrants.image(BufferedImage.TYPE_INT_RGB), false);
        byte[] second = webp(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), false);
        Decoded decoded = decoded(decoder.decode(Samples.animatedWebp(WIDTH, HEIGHT, first, second), 64));
        assertThat(decoded.type()).isEqualTo(MediaType.WEBP);
        assertThat(decoded.width()).isEqualTo(WIDTH);
        assertLooksRight(decoded.picture(), 3);
    }

    @Test
    void alphaOfAWebpIsLaidOverWhite() {
        BufferedImage clear = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        assertQuarters(decoded(decoder.decode(webp(clear, true), 64)).picture(), new int[] {255, 255, 255, 255}, 0);
    }

    @Test
    void theExifOfAWebpTurnsThePicture() {
        byte[] plain = webp(Quadrants.image(BufferedImage.TYPE_INT_RGB), false);
        byte[] file = Samples.webpWithExif(plain, WIDTH, HEIGHT, Samples.exif(3, ByteOrder.LITTLE_ENDIAN));
        Decoded decoded = decoded(decoder.decode(file, 64));
        assertThat(decoded.orientation()).isEqualTo(3);
        assertQuarters(decoded.picture(), new int[] {LUMA[3], LUMA[2], LUMA[1], LUMA[0]}, 3);
    }

    private static byte[] webp(BufferedImage image, boolean alpha) {
        return webp(image, alpha, 95);
    }

    private static byte[] webp(BufferedImage image, boolean alpha, int quality) {
        int channels = alpha ? 4 : 3;
        byte[] samples = new byte[WIDTH * HEIGHT * channels];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int argb = image.getRGB(i % WIDTH, i / WIDTH);
            for (int band = 0; band < channels; band++) {
                samples[i * channels + band] = (byte) (argb >> 8 * band);
            }
        }
        BytePointer encoded = new BytePointer();
        imencode(
                ".webp",
                new Mat(HEIGHT, WIDTH, alpha ? CV_8UC4 : CV_8UC3, new BytePointer(samples)),
                encoded,
                new IntPointer(IMWRITE_WEBP_QUALITY, quality));
        byte[] file = new byte[(int) encoded.limit()];
        encoded.get(file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrientationOfATiffIsApplied(int orientation) {
        GreyPicture stored = new GreyPicture(WIDTH, HEIGHT, Quadrants.grey());
        Decoded decoded = decoded(decoder.decode(Samples.tiff(WIDTH, HEIGHT, orientation, stored.pixels()), 64));
        assertThat(decoded.orientation()).isEqualTo(orientation);
        assertThat(decoded.picture().pixels())
                .isEqualTo(Orientation.turn(stored, orientation).pixels());
    }

    @Test
    void colourTiffsAndBmpsBecomeLuma() {
        for (String format : new String[] {"tiff", "bmp"}) {
            byte[] file = Samples.written(format, Quadrants.image(BufferedImage.TYPE_INT_RGB));
            assertLooksRight(decoded(decoder.decode(file, 64)).picture(), 1);
        }
    }

    @Test
    void sixteenBitsOfATiffBecomeEight() {
        BufferedImage deep = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        byte[] grey = Quadrants.grey();
        for (int i = 0; i < grey.length; i++) {
            deep.getRaster().setSample(i % WIDTH, i / WIDTH, 0, (grey[i] & 255) * 257);
        }
        assertLooksRight(
                decoded(decoder.decode(Samples.written("tiff", deep), 64)).picture(), 1);
    }

    /** In black ink only, so that no colour profile has a say. */
    @Test
    void inksOfATiffLookRight() {
        byte[] grey = Quadrants.grey();
        byte[] inks = new byte[4 * grey.length];
        for (int i = 0; i < grey.length; i++) {
            inks[4 * i + 3] = (byte) (255 - (grey[i] & 255));
        }
        assertLooksRight(
                decoded(decoder.decode(Samples.cmykTiff(WIDTH, HEIGHT, inks), 64))
                        .picture(),
                4);
    }

    @Test
    void largeTiffsAreReadSmaller() {
        byte[] file = Samples.written("tiff", Quadrants.image(BufferedImage.TYPE_INT_RGB, 20));
        Decoded decoded = decoded(decoder.decode(file, 100));
        assertThat(decoded.picture().longSide()).isBetween(100, 200);
        assertThat(decoded.width()).isEqualTo(20 * WIDTH);
        assertLooksRight(decoded.picture(), 1);
    }

    @Test
    void thePsdsCompositeIsRead() {
        Decoded decoded = decoded(decoder.decode(Samples.psd(WIDTH, HEIGHT, Quadrants.grey()), 64));
        assertThat(decoded.type()).isEqualTo(MediaType.PSD);
        assertThat(decoded.picture().pixels()).isEqualTo(Quadrants.grey());
    }

    @ParameterizedTest
    @CsvSource({"quadrants.avif,AVIF", "quadrants.heic,HEIC", "quadrants.jxl,JPEG_XL"})
    void avifHeicAndJpegXlAreReadByTheSystemsLibrary(String name, MediaType type) throws IOException {
        assumeTrue(VipsDecoder.available(), "skipped: this machine has no libvips, which " + type + " needs");
        Decoded decoded = decoded(decoder.decode(resource(name), 64));
        assertThat(decoded.type()).isEqualTo(type);
        assertThat(decoded.width()).isEqualTo(4 * WIDTH);
        assertThat(decoded.picture().longSide()).isEqualTo(64);
        assertLooksRight(decoded.picture(), 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrants.avif", "quadrants.heic", "quadrants.jxl"})
    void withoutTheLibraryOrWithADamagedFileTheRefusalIsNamed(String name) throws IOException {
        byte[] file = resource(name);
        Arrays.fill(file, 64, file.length, (byte) 0x55);
        Undecodable refused = refused(decoder.decode(file, 64));
        assertThat(refused.reason()).isEqualTo(VipsDecoder.available() ? Reason.DAMAGED : Reason.NOT_SUPPORTED_HERE);
        assertThat(refused.explanation()).contains("libvips");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OtherFormatsTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"'%PDF-1.7', PDF", "'<svg xmlns=', SVG", "'', empty", "'hello', 68 65 6C 6C 6F"})
    void whatIsNoImageIsNamed(String content, String expected) {
        Undecodable refused = refused(decoder.decode(content.getBytes(StandardCharsets.UTF_8), 64));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(refused.explanation()).contains(expected);
    }

    @Test
    void tooManyBytesAreRefused() {
        MediaLimits limits = MediaLimits.standard();
        Decoder strict = new Decoder(new MediaLimits(100, 1_000, limits.time(), limits.workerMemoryMegabytes()));
        Undecodable refused = refused(strict.decode(new byte[101], 64));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_BYTES);
        assertThat(refused.explanation()).contains("101", "100");
    }

    private static Decoder strict() {
        MediaLimits limits = MediaLimits.standard();
        return new Decoder(new MediaLimits(limits.bytes(), 1_000, limits.time(), limits.workerMemoryMegabytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrants.avif", "quadrants.heic", "quadrants.jxl"})
    void whatTheSystemsLibraryReadsRefusesTooManyPixelsToo(String name) throws IOException {
        assumeTrue(VipsDecoder.available(), "skipped: this machine has no libvips, which " + name + " needs");
        assertThat(refused(strict().decode(resource(name), 64)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void everyFormatRefusesTooManyPixels() {
        BufferedImage image = Quadrants.image(BufferedImage.TYPE_INT_RGB);
        byte[][] files = {
            Samples.written("jpeg", image),
            Samples.written("png", image),
            Samples.written("gif", image),
            Samples.written("bmp", image),
            Samples.written("tiff", image),
            Samples.psd(WIDTH, HEIGHT, Quadrants.grey()),
            Samples.tiff(WIDTH, HEIGHT, 1, Quadrants.grey()),
            webp(image, false),
            webp(image, false, LOSSLESS),
            Samples.animatedWebp(WIDTH, HEIGHT, webp(image, false))
        };
        for (byte[] file : files) {
            assertThat(refused(strict().decode(file, 64)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        }
    }

    @Test
    void bytesOfChanceBehindEveryBeginningAreAnswered() {
        String[] beginnings = {
            "\u00FF\u00D8\u00FF", "\u0089PNG\r\n\u001A\n", "GIF89a", "RIFF....WEBPVP8 ", "II*\0", "MM\0*", "BM", "8BPS"
        };
        Random random = new Random(20);
        for (int i = 0; i < 400; i++) {
            byte[] file = new byte[random.nextInt(4, 600)];
            random.nextBytes(file);
            byte[] beginning = beginnings[i % beginnings.length].getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(beginning, 0, file, 0, Math.min(file.length, beginning.length));
            assertThat(decoder.decode(file, 64)).isNotNull();
        }
    }
}
