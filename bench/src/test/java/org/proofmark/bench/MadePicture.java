package org.proofmark.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.proofmark.bench.edit.Pixels;

/** Boxes of chance, with corners to find; another number, another picture. */
final class MadePicture {
    private MadePicture() {}

    static BufferedImage of(int number) {
        BufferedImage picture = Pixels.blank(600, 400, Color.WHITE);
        Graphics2D pen = picture.createGraphics();
        Random random = new Random(number);
        for (int i = 0; i < 250; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(random.nextInt(600), random.nextInt(400), random.nextInt(8, 90), random.nextInt(8, 90));
        }
        pen.dispose();
        return picture;
    }
}
