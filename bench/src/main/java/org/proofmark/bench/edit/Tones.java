package org.proofmark.bench.edit;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Colour, light and sharpness. */
final class Tones {
    private Tones() {}

    /** New blue, green and red of a pixel at a place (both −1 to 1 from the middle). */
    @FunctionalInterface
    private interface Recolour {
        void of(float[] pixel, float x, float y);
    }

    static BufferedImage grey(BufferedImage picture, Scene scene) {
        return recoloured(picture, (pixel, x, y) -> set(pixel, luma(pixel), luma(pixel), luma(pixel)));
    }

    static BufferedImage sepia(BufferedImage picture, Scene scene) {
        return recoloured(picture, (pixel, x, y) -> {
            float luma = luma(pixel);
            set(pixel, luma * 0.76f, luma * 0.98f, luma * 1.2f);
        });
    }

    static BufferedImage inverted(BufferedImage picture, Scene scene) {
        return recoloured(picture, (pixel, x, y) -> set(pixel, 255 - pixel[0], 255 - pixel[1], 255 - pixel[2]));
    }

    /** Turns all hues by 40 to 320 degrees, about the grey axis. */
    static BufferedImage hue(BufferedImage picture, Scene scene) {
        double turn = Math.toRadians(scene.between(40, 320));
        float cosine = (float) Math.cos(turn);
        float side = (float) (Math.sin(turn) / Math.sqrt(3));
        return recoloured(picture, (pixel, x, y) -> {
            float mean = (pixel[0] + pixel[1] + pixel[2]) / 3 * (1 - cosine);
            float b = cosine * pixel[0] + mean + side * (pixel[1] - pixel[2]);
            float g = cosine * pixel[1] + mean + side * (pixel[2] - pixel[0]);
            float r = cosine * pixel[2] + mean + side * (pixel[0] - pixel[1]);
            set(pixel, b, g, r);
        });
    }

    /** Contrast and brightness, up or down, with a gamma. */
    static BufferedImage contrast(BufferedImage picture, Scene scene) {
        float gain = (float) (scene.oneIn(2) ? scene.between(1.3, 1.8) : scene.between(0.45, 0.75));
        float lift = (float) scene.between(-30, 30);
        float gamma = (float) scene.between(0.7, 1.4);
        float[] curve = new float[256];
        for (int i = 0; i < 256; i++) {
            curve[i] = (float) Math.pow(Math.clamp((i - 128) * gain + 128 + lift, 0f, 255f) / 255, gamma) * 255;
        }
        return recoloured(
                picture,
                (pixel, x, y) -> set(pixel, curve[(int) pixel[0]], curve[(int) pixel[1]], curve[(int) pixel[2]]));
    }

    /** One of three looks of photo apps: faded with dark corners, cross-processed, hard. */
    static BufferedImage filter(BufferedImage picture, Scene scene) {
        return switch (scene.chance().nextInt(3)) {
            case 0 ->
                recoloured(picture, (pixel, x, y) -> {
                    float light = 1 - 0.35f * (x * x + y * y);
                    set(
                            pixel,
                            (pixel[0] * 0.6f + 50) * light,
                            (pixel[1] * 0.8f + 28) * light,
                            (pixel[2] * 0.9f + 25) * light);
                });
            case 1 ->
                recoloured(
                        picture,
                        (pixel, x, y) -> set(
                                pixel,
                                40 + pixel[0] * 0.7f,
                                pixel[1] * pixel[1] / 255 * 0.4f + pixel[1] * 0.65f,
                                hard(pixel[2])));
            default ->
                recoloured(picture, (pixel, x, y) -> {
                    float luma = luma(pixel);
                    set(
                            pixel,
                            hard(luma + (pixel[0] - luma) * 1.5f),
                            hard(luma + (pixel[1] - luma) * 1.5f),
                            hard(luma + (pixel[2] - luma) * 1.5f));
                });
        };
    }

    static BufferedImage blur(BufferedImage picture, Scene scene) {
        double sigma = Math.max(picture.getWidth(), picture.getHeight()) * scene.between(0.002, 0.004);
        return Pixels.through(picture, mat -> blurred(mat, sigma));
    }

    static BufferedImage sharpen(BufferedImage picture, Scene scene) {
        double amount = scene.between(1, 2.5);
        return Pixels.through(picture, mat -> {
            Mat out = new Mat();
            opencv_core.addWeighted(mat, 1 + amount, blurred(mat, 1.5), -amount, 0, out);
            return out;
        });
    }

    static BufferedImage noise(BufferedImage picture, Scene scene) {
        return noise(picture, scene.between(10, 25), scene.chance());
    }

    static BufferedImage noise(BufferedImage picture, double sigma, SplittableRandom chance) {
        BufferedImage out = Pixels.copy(picture);
        byte[] bytes = Pixels.bytes(out);
        for (int i = 0; i < bytes.length; i++) {
            // The sum of two even throws is near enough to the bell.
            double step = (chance.nextDouble() + chance.nextDouble() - 1) * sigma * 2.45;
            bytes[i] = (byte) Math.clamp(Math.round((bytes[i] & 255) + step), 0, 255);
        }
        return out;
    }

    static Mat blurred(Mat mat, double sigma) {
        Mat out = new Mat();
        opencv_imgproc.GaussianBlur(mat, out, new Size(0, 0), sigma);
        return out;
    }

    private static BufferedImage recoloured(BufferedImage picture, Recolour recolour) {
        BufferedImage out = Pixels.copy(picture);
        byte[] bytes = Pixels.bytes(out);
        int width = out.getWidth();
        int height = out.getHeight();
        float[] pixel = new float[3];
        for (int i = 0; i < width * height; i++) {
            set(pixel, bytes[3 * i] & 255, bytes[3 * i + 1] & 255, bytes[3 * i + 2] & 255);
            recolour.of(pixel, 2f * (i % width) / width - 1, 2f * (i / width) / height - 1);
            for (int c = 0; c < 3; c++) {
                bytes[3 * i + c] = (byte) Math.clamp(Math.round(pixel[c]), 0, 255);
            }
        }
        return out;
    }

    private static float hard(float value) {
        float t = Math.clamp(value / 255, 0f, 1f);
        return 255 * t * t * (3 - 2 * t);
    }

    private static float luma(float[] pixel) {
        return 0.114f * pixel[0] + 0.587f * pixel[1] + 0.299f * pixel[2];
    }

    private static void set(float[] pixel, float b, float g, float r) {
        pixel[0] = b;
        pixel[1] = g;
        pixel[2] = r;
    }
}
