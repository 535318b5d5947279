package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The picture of these tests: four coloured quarters, 64 × 48 pixels, so that any turn, mirror or wrong colour shows. */
final class Quadrants {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private static final Color[] COLOURS = {
        new Color(200, 20, 20), new Color(30, 190, 60), new Color(20, 30, 180), new Color(240, 220, 60)
    };

    /** Rec. 601 luma of the quarters: top left, top right, bottom left, bottom right. */
    static final int[] LUMA = {74, 127, 44, 208};

    private Quadrants() {}

    static BufferedImage image(int type) {
        return image(type, 1);
    }

    /** The picture so many times larger. */
    static BufferedImage image(int type, int times) {
        BufferedImage image = new BufferedImage(WIDTH * times, HEIGHT * times, type);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 4; i++) {
            pen.setColor(COLOURS[i]);
            pen.fillRect(i % 2 * WIDTH * times / 2, i / 2 * HEIGHT * times / 2, WIDTH * times / 2, HEIGHT * times / 2);
        }
        pen.dispose();
        return image;
    }

    /** Its grey version, row by row. */
    static byte[] grey() {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            pixels[i] = (byte) LUMA[(x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2)];
        }
        return pixels;
    }

    static Decoded decoded(Decoding decoding) {
        assertThat(decoding).isInstanceOf(Decoded.class);
        return (Decoded) decoding;
    }

    static Undecodable refused(Decoding decoding) {
        assertThat(decoding).isInstanceOf(Undecodable.class);
        return (Undecodable) decoding;
    }

    /** Checks the means of the quarters (leaving out their edges) of an upright picture. */
    static void assertLooksRight(GreyPicture picture, int tolerance) {
        assertQuarters(picture, LUMA, tolerance);
    }

    static void assertQuarters(GreyPicture picture, int[] expected, int tolerance) {
        for (int i = 0; i < 4; i++) {
            assertThat(quarter(picture, i)).as("quarter %d", i).isCloseTo(expected[i], within((double) tolerance));
        }
    }

    private static double quarter(GreyPicture picture, int quarter) {
        int w = picture.width() / 2;
        int h = picture.height() / 2;
        long sum = 0;
        int count = 0;
        for (int y = h / 4; y < h - h / 4; y++) {
            for (int x = w / 4; x < w - w / 4; x++) {
                int at = (y + quarter / 2 * h) * picture.width() + x + quarter % 2 * w;
                sum += picture.pixels()[at] & 255;
                count++;
            }
        }
        return sum / (double) count;
    }
}
