package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Text drawn with OpenCV's Hershey letters, which look the same on every machine: no fonts need be installed.
 *
 * @param text ASCII text
 * @param height height of a capital in pixels
 * @param colour of the letters
 * @param outline of their outline, or none
 * @param serif whether the letters have serifs
 */
record Lettering(
        String text, double height, Color colour, @Nullable Color outline, boolean serif) {
    /** Height of a Hershey capital at scale 1. */
    private static final double UNIT = 21;

    static Lettering of(String text, double height, Color colour) {
        return new Lettering(text, height, colour, null, false);
    }

    Lettering outlined(Color colour) {
        return new Lettering(text, height, this.colour, colour, serif);
    }

    Lettering inSerifs() {
        return new Lettering(text, height, colour, outline, true);
    }

    /** The picture with the text, its first letter's lower left corner at a place. */
    BufferedImage write(BufferedImage picture, int x, int y) {
        return Pixels.through(picture, mat -> {
            if (outline != null) {
                opencv_imgproc.putText(
                        mat,
                        text,
                        new Point(x, y),
                        face(),
                        scale(),
                        scalar(outline),
                        weight() * 3 + 2,
                        opencv_imgproc.LINE_AA,
                        false);
            }
            opencv_imgproc.putText(
                    mat,
                    text,
                    new Point(x, y),
                    face(),
                    scale(),
                    scalar(colour),
                    weight(),
                    opencv_imgproc.LINE_AA,
                    false);
            return mat;
        });
    }

    BufferedImage writeCentred(BufferedImage picture, int y) {
        return write(picture, (picture.getWidth() - width()) / 2, y);
    }

    /** Width of the text in pixels. */
    int width() {
        try (var _ = new PointerScope();
                Size size = opencv_imgproc.getTextSize(text, face(), scale(), weight(), new IntPointer(1))) {
            return size.width();
        }
    }

    /** The same text, no wider than some pixels. */
    Lettering within(int pixels) {
        int width = width();
        return width <= pixels ? this : new Lettering(text, height * pixels / width, colour, outline, serif);
    }

    private int face() {
        return serif ? opencv_imgproc.FONT_HERSHEY_TRIPLEX : opencv_imgproc.FONT_HERSHEY_DUPLEX;
    }

    private double scale() {
        return height / UNIT;
    }

    private int weight() {
        return Math.max(1, (int) Math.round(height / (serif ? 16 : 9)));
    }

    private static Scalar scalar(Color colour) {
        return new Scalar(colour.getBlue(), colour.getGreen(), colour.getRed(), 0);
    }
}
