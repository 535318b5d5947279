package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Mirrored, turned, photographed from a screen. */
final class Turns {
    private Turns() {}

    static BufferedImage mirrored(BufferedImage picture, Scene scene) {
        return turned(
                picture,
                new AffineTransform(-1, 0, 0, 1, picture.getWidth(), 0),
                Color.BLACK,
                picture.getWidth(),
                picture.getHeight());
    }

    /** Turned either way; the corners that come free are black or white. */
    static Act rotate(int degrees) {
        return (picture, scene) -> {
            double angle = Math.toRadians(scene.oneIn(2) ? degrees : -degrees);
            double cosine = Math.abs(Math.cos(angle));
            double sine = Math.abs(Math.sin(angle));
            int width = (int) Math.round(picture.getWidth() * cosine + picture.getHeight() * sine);
            int height = (int) Math.round(picture.getWidth() * sine + picture.getHeight() * cosine);
            AffineTransform place = new AffineTransform();
            place.translate(width / 2.0, height / 2.0);
            place.rotate(angle);
            place.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
            return turned(picture, place, scene.oneIn(2) ? Color.WHITE : Color.BLACK, width, height);
        };
    }

    private static BufferedImage turned(
            BufferedImage picture, AffineTransform place, Color ground, int width, int height) {
        BufferedImage out = Pixels.blank(width, height, ground);
        Graphics2D pen = Pixels.pen(out);
        pen.drawImage(picture, place, null);
        pen.dispose();
        return out;
    }

    /** A screen that shows the picture, photographed: dark frame, slant, moiré, glare, softness, noise. */
    static BufferedImage screenPhoto(BufferedImage picture, Scene scene) {
        int bezel = Math.max(picture.getWidth(), picture.getHeight()) / 25;
        BufferedImage screen = Frames.around(moire(picture, scene), bezel, bezel, new Color(0x121214));
        BufferedImage room = Frames.around(screen, bezel * 2, bezel * 2, new Color(0x4A443C));
        BufferedImage slanted = slanted(room, scene, 0.07);
        BufferedImage lit = glare(slanted, scene);
        BufferedImage soft = Pixels.through(lit, mat -> Tones.blurred(mat, 0.9));
        return Tones.noise(soft, 5, scene.chance());
    }

    /** The grid of the screen's pixels against the camera's: slow bands, of another phase in each colour. */
    private static BufferedImage moire(BufferedImage picture, Scene scene) {
        BufferedImage out = Pixels.copy(picture);
        byte[] bytes = Pixels.bytes(out);
        double across = scene.between(0.5, 0.9);
        double down = scene.between(0.05, 0.3);
        double deep = scene.between(0.04, 0.1);
        for (int i = 0; i < bytes.length; i++) {
            int x = i / 3 % out.getWidth();
            int y = i / 3 / out.getWidth();
            double wave = Math.sin(x * across + y * down + i % 3 * 2) * Math.sin(y * across - x * down / 2);
            bytes[i] = (byte) Math.clamp(Math.round((bytes[i] & 255) * (1 + deep * wave)), 0, 255);
        }
        return out;
    }

    private static BufferedImage glare(BufferedImage picture, Scene scene) {
        BufferedImage out = Pixels.copy(picture);
        byte[] bytes = Pixels.bytes(out);
        int width = out.getWidth();
        double x0 = scene.between(0, width);
        double y0 = scene.between(0, out.getHeight());
        double reach = Math.max(width, out.getHeight()) * scene.between(0.2, 0.4);
        double strength = scene.between(0.3, 0.6);
        for (int i = 0; i < bytes.length; i++) {
            double far = Math.hypot(i / 3 % width - x0, i / 3 / width - y0) / reach;
            double share = strength * Math.exp(-far * far * 2);
            double dimmed = (bytes[i] & 255) * 0.85 + 8;
            bytes[i] = (byte) Math.round(dimmed * (1 - share) + 250 * share);
        }
        return out;
    }

    /** Each corner moved inwards by up to a share of the sides. */
    private static BufferedImage slanted(BufferedImage picture, Scene scene, double most) {
        float w = picture.getWidth();
        float h = picture.getHeight();
        float[] to = {0, 0, w, 0, w, h, 0, h};
        for (int i = 0; i < 8; i++) {
            double side = i % 2 == 0 ? w : h;
            double inwards = to[i] == 0 ? 1 : -1;
            to[i] += (float) (inwards * side * scene.between(0, most));
        }
        return Pixels.through(picture, mat -> {
            Mat out = new Mat();
            Mat turn = opencv_imgproc.getPerspectiveTransform(points(0, 0, w, 0, w, h, 0, h), points(to));
            opencv_imgproc.warpPerspective(
                    mat,
                    out,
                    turn,
                    new Size((int) w, (int) h),
                    opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT,
                    new Scalar(0x3C, 0x44, 0x4A, 0));
            return out;
        });
    }

    private static Mat points(float... xy) {
        Mat points = new Mat(4, 1, opencv_core.CV_32FC2);
        new FloatPointer(points.data()).put(xy);
        return points;
    }
}
