package org.proofmark.portal.catalogue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made for tests: of one seed always the same, of two seeds never alike. */
public final class Pictures {
    private Pictures() {}

    /** A JPEG with detail enough to be found again. */
    public static byte[] photo(long seed) {
        return jpeg(seed, 640, 420);
    }

    /** The photo of a seed, resized, so that it is another file that shows the same picture. */
    public static byte[] smaller(long seed) {
        BufferedImage small = new BufferedImage(480, 315, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = small.createGraphics();
        drawn.drawImage(drawing(seed, 640, 420).getScaledInstance(480, 315, java.awt.Image.SCALE_SMOOTH), 0, 0, null);
        drawn.dispose();
        return write(small);
    }

    /** A JPEG of one colour, in which there is nothing to find. */
    public static byte[] flat() {
        BufferedImage grey = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = grey.createGraphics();
        drawn.setColor(Color.GRAY);
        drawn.fillRect(0, 0, 400, 300);
        drawn.dispose();
        return write(grey);
    }

    private static byte[] jpeg(long seed, int width, int height) {
        return write(drawing(seed, width, height));
    }

    private static BufferedImage drawing(long seed, int width, int height) {
        Random chance = new Random(seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = picture.createGraphics();
        for (int shape = 0; shape < 260; shape++) {
            drawn.setColor(new Color(chance.nextInt(0x1000000)));
            int x = chance.nextInt(width);
            int y = chance.nextInt(height);
            int size = 6 + chance.nextInt(70);
            switch (chance.nextInt(3)) {
                case 0 -> drawn.fillRect(x, y, size, 4 + chance.nextInt(40));
                case 1 -> drawn.fillOval(x, y, size, size);
                default ->
                    drawn.fillPolygon(
                            new int[] {x, x + size, x + chance.nextInt(60)},
                            new int[] {y, y + chance.nextInt(50), y + size},
                            3);
            }
        }
        drawn.dispose();
        return picture;
    }

    private static byte[] write(BufferedImage picture) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
