package org.proofmark.engine.fingerprint;

import java.util.SplittableRandom;
import org.proofmark.engine.media.GreyPicture;

/** Pictures made of chance: blots of many sizes, lit unevenly, as full of detail as a photo; the same for the same seed. */
public final class Scenery {
    private Scenery() {}

    /** A picture of chance. */
    public static GreyPicture of(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] light = new float[width * height];
        for (int blot = 0; blot < 700; blot++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height;
            double across = 2 + 40 * StrictMath.pow(random.nextDouble(), 3);
            double along = across * (0.5 + random.nextDouble());
            double turn = random.nextDouble() * Math.PI;
            double tone = random.nextDouble() * 160 - 80;
            paint(light, width, height, x, y, across, along, turn, tone);
        }
        byte[] pixels = new byte[light.length];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) Math.clamp(Math.round(128 + light[p]), 0, 255);
        }
        return new GreyPicture(width, height, pixels);
    }

    private static void paint(
            float[] light, int width, int height, double x, double y, double a, double b, double turn, double tone) {
        double reach = 2.5 * Math.max(a, b);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        for (int py = (int) Math.max(0, y - reach); py < Math.min(height, y + reach); py++) {
            for (int px = (int) Math.max(0, x - reach); px < Math.min(width, x + reach); px++) {
                double u = (cos * (px - x) + sin * (py - y)) / a;
                double v = (cos * (py - y) - sin * (px - x)) / b;
                double square = u * u + v * v;
                // A soft-edged disc: edges and corners where discs overlap.
                light[py * width + px] += (float) (tone / (1 + StrictMath.exp(8 * (square - 1))));
            }
        }
    }

    /** The negative of a picture. */
    public static GreyPicture negative(GreyPicture picture) {
        byte[] pixels = picture.pixels().clone();
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (255 - (pixels[p] & 255));
        }
        return new GreyPicture(picture.width(), picture.height(), pixels);
    }

    /** A part of a picture. */
    public static GreyPicture part(GreyPicture picture, int x, int y, int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(picture.pixels(), (y + row) * picture.width() + x, pixels, row * width, width);
        }
        return new GreyPicture(width, height, pixels);
    }

    /** One picture laid on another. */
    public static GreyPicture laid(GreyPicture on, GreyPicture picture, int x, int y) {
        byte[] pixels = on.pixels().clone();
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(
                    picture.pixels(), row * picture.width(), pixels, (y + row) * on.width() + x, picture.width());
        }
        return new GreyPicture(on.width(), on.height(), pixels);
    }
}
