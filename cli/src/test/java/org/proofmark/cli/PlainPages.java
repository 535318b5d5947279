package org.proofmark.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures with too little detail to tell what they show. */
final class PlainPages {
    private PlainPages() {}

    /** One colour. */
    static Path flat(Path file) throws IOException {
        return written(new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_GRAY), file);
    }

    /** Rows of T, L, I and H, made of strokes, so that no font is needed. */
    static Path lettering(Path file) throws IOException {
        BufferedImage page = new BufferedImage(600, 420, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 600, 420);
        pen.setColor(Color.BLACK);
        for (int at = 0; at < 288; at++) {
            int x = 30 + at % 24 * 22;
            int y = 30 + at / 24 * 30;
            int which = (at / 24 * 7 + at % 24 * 5) % 4;
            pen.fillRect(which == 0 ? x + 5 : x, y, 3, 18);
            switch (which) {
                case 0 -> pen.fillRect(x, y, 13, 3);
                case 1 -> pen.fillRect(x, y + 15, 12, 3);
                case 2 -> {
                    pen.fillRect(x + 10, y, 3, 18);
                    pen.fillRect(x, y + 8, 13, 3);
                }
                default -> pen.fillRect(x, y, 3, 18);
            }
        }
        pen.dispose();
        return written(page, file);
    }

    private static Path written(BufferedImage image, Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
