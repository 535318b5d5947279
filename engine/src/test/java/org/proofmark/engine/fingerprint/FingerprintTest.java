package org.proofmark.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.media.GreyPicture;

class FingerprintTest {
    private static final Fingerprint SMALL = new Fingerprint(
            Detail.QUERY,
            Sufficiency.ENOUGH,
            640,
            480,
            new GlobalCode(1, 2, 3, -4, 77),
            new Features(
                    new int[] {Features.pack(0.25, 0.5, 0.01, 1.5), -1}, 2, new char[] {1, 65535, 7, 7}, new long[] {
                        0x0123456789ABCDEFL, -1, 5, 5
                    }),
            new byte[] {9, 8, 7});

    @Test
    void readsWhatItWrote() {
        byte[] bytes = SMALL.toBytes();
        assertThat(Fingerprint.parse(bytes).toBytes()).isEqualTo(bytes);
        assertThat(Fingerprint.parse(bytes).features().words()).isEqualTo(new char[] {1, 65535, 7, 7});
    }

    /** The form on disk, byte by byte: whoever changes it must raise the version. */
    @Test
    void theBinaryFormIsTheDocumentedOne() {
        assertThat(HexFormat.of().formatHex(SMALL.toBytes(), 0, 52))
                .isEqualTo("504d4650" + "01" + "01" + "00" + "02" + "80020000" + "e0010000"
                        + "0100000000000000" + "0200000000000000" + "0300000000000000" + "fcffffffffffffff"
                        + "4d" + "00" + "0200");
        assertThat(SMALL.toBytes()).hasSize(52 + 2 * 4 + 4 * 2 + 4 * 8 + 4 + 3 + 4);
    }

    @Test
    void everyFlippedBitIsDetected() {
        byte[] whole = SMALL.toBytes();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatIllegalArgumentException()
                    .as("bit %d", bit)
                    .isThrownBy(() -> Fingerprint.parse(damaged))
                    .withMessageContaining("expected");
        }
    }

    @Test
    void everyTruncationAndEveryGarbageIsDetected() {
        byte[] whole = SMALL.toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(cut));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2000; round++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(garbage));
        }
    }

    @Test
    void packedPlacesComeBackWithinTheirSteps() {
        int place = Features.pack(0.123, 0.987, 0.02, Math.PI);
        assertThat(Features.x(place)).isBetween(0.122f, 0.124f);
        assertThat(Features.y(place)).isBetween(0.986f, 0.988f);
        assertThat(Features.angleStep(place)).isEqualTo(64);
        assertThat(Math.pow(2, Features.scaleStep(place) / 5.0 - 10)).isBetween(0.0185, 0.0215);
    }

    @Test
    void aFlatPictureSaysThatItIsFlat() {
        Fingerprint flat = new Fingerprinter()
                .fingerprint(new GreyPicture(400, 300, new byte[400 * 300]), 400, 300, Detail.REFERENCE);
        assertThat(flat.sufficiency()).isEqualTo(Sufficiency.FLAT);
        assertThat(flat.features().size()).isZero();
    }

    @Test
    void noiseOnAFlatPictureIsNothingToFindItBy() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] pixels = new byte[384 * 384];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (180 + random.nextInt(4));
        }
        Fingerprint wall =
                new Fingerprinter().fingerprint(new GreyPicture(384, 384, pixels), 384, 384, Detail.REFERENCE);
        assertThat(wall.features().size()).isGreaterThan(16);
        assertThat(wall.sufficiency()).isEqualTo(Sufficiency.FLAT);
    }

    /** A crop of the sky shows nothing else. */
    @Test
    void whereAQuarterIsFaintThatQuarterHasFeaturesToo() {
        GreyPicture scene = Scenery.of(11, 384, 288);
        byte[] pixels = scene.pixels().clone();
        for (int p = 0; p < pixels.length; p++) {
            if (p % 384 >= 288) {
                pixels[p] = (byte) (128 + ((pixels[p] & 255) - 128) / 16);
            }
        }
        Features features = new Fingerprinter()
                .fingerprint(new GreyPicture(384, 288, pixels), 384, 288, Detail.REFERENCE)
                .features();
        long faint = IntStream.range(0, features.size())
                .filter(i -> Features.x(features.geometry()[i]) > 0.78)
                .count();
        assertThat(features.size()).isEqualTo(350);
        assertThat(faint).isBetween(30L, 80L);
    }

    @Test
    void aPageOfLettersSaysThatItIsText() {
        BufferedImage page = new BufferedImage(600, 420, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 420);
        graphics.setColor(Color.BLACK);
        // Letters of strokes, so that no font is needed: T, L, H and I in rows.
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 24; column++) {
                letter(graphics, 30 + column * 22, 30 + row * 30, (row * 7 + column * 5) % 4);
            }
        }
        GreyPicture text =
                new GreyPicture(600, 420, ((DataBufferByte) page.getRaster().getDataBuffer()).getData());
        assertThat(new Fingerprinter()
                        .fingerprint(text, 600, 420, Detail.REFERENCE)
                        .sufficiency())
                .isEqualTo(Sufficiency.TEXT_ONLY);
        assertThat(new Fingerprinter()
                        .fingerprint(Scenery.of(3, 600, 420), 600, 420, Detail.REFERENCE)
                        .sufficiency())
                .isEqualTo(Sufficiency.ENOUGH);
    }

    private static void letter(Graphics2D graphics, int x, int y, int which) {
        graphics.fillRect(which == 0 ? x + 5 : x, y, 3, 18);
        switch (which) {
            case 0 -> graphics.fillRect(x, y, 13, 3);
            case 1 -> graphics.fillRect(x, y + 15, 12, 3);
            case 2 -> {
                graphics.fillRect(x + 10, y, 3, 18);
                graphics.fillRect(x, y + 8, 13, 3);
            }
            default -> graphics.fillRect(x, y, 3, 18);
        }
    }

    @Test
    void picturesOfAnySizeHaveAFingerprint() {
        for (int[] size : new int[][] {{1, 1}, {2, 900}, {900, 2}, {13, 13}, {14, 14}, {40, 31}, {2000, 33}}) {
            Fingerprint one =
                    new Fingerprinter().fingerprint(Scenery.of(1, size[0], size[1]), size[0], size[1], Detail.DEEP);
            assertThat(Fingerprint.parse(one.toBytes()).width()).isEqualTo(size[0]);
        }
    }

    /** Pins detector, descriptor, vocabulary and thumbnail: other bytes mean another version. */
    @Test
    void theFingerprintOfAKnownPictureIsTheGoldenOne() throws IOException {
        byte[] found = new Fingerprinter()
                .fingerprint(Scenery.of(42, 320, 240), 320, 240, Detail.REFERENCE)
                .toBytes();
        try (InputStream golden = FingerprintTest.class.getResourceAsStream("scenery-42.fingerprint")) {
            assertThat(golden).as("golden file").isNotNull();
            assertThat(found).isEqualTo(golden.readAllBytes());
        }
    }
}
