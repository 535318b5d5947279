package org.proofmark.engine.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** Rec. 601 luma, transparency laid over white; colours are taken as sRGB whatever profile they carry. */
final class Luma {
    private Luma() {}

    /** Luma of one colour, in the range of its samples, which is at most 16 bits (the sum just fits, unsigned). */
    static int of(int red, int green, int blue) {
        return (red * 19595 + green * 38470 + blue * 7471 + 32768) >>> 16;
    }

    /** A grey laid over white; both 0 to 255. */
    static int overWhite(int grey, int alpha) {
        return (grey * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** A 16-bit sample as 8 bits, rounded. */
    static int eightBits(int sixteen) {
        return (sixteen * 255 + 32895) >> 16;
    }

    /** An image, made smaller as {@link ShrinkingRows} does. */
    static GreyPicture of(BufferedImage image, int longSide) {
        ShrinkingRows rows = new ShrinkingRows(image.getWidth(), image.getHeight(), longSide);
        byte[] row = new byte[image.getWidth()];
        ColorModel model = image.getColorModel();
        boolean samples = model instanceof ComponentColorModel
                && (model.getTransferType() == DataBuffer.TYPE_BYTE
                        || model.getTransferType() == DataBuffer.TYPE_USHORT)
                && (model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                        || model.getColorSpace().getType() == ColorSpace.TYPE_RGB);
        if (samples) {
            bySamples(image.getRaster(), model, row, rows);
        } else {
            byColourModel(image, row, rows);
        }
        return rows.picture();
    }

    /** Plain grey and RGB, 8 and 16 bits: Java's own conversion would apply a gamma to grey and be slow. */
    private static void bySamples(Raster raster, ColorModel model, byte[] row, ShrinkingRows rows) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] samples = new int[width * bands];
        boolean wide = model.getTransferType() == DataBuffer.TYPE_USHORT;
        boolean colour = model.getNumColorComponents() == 3;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            if (wide) {
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = eightBits(samples[i]);
                }
            }
            for (int x = 0, at = 0; x < width; x++, at += bands) {
                int grey = colour ? of(samples[at], samples[at + 1], samples[at + 2]) : samples[at];
                if (model.hasAlpha()) {
                    int alpha = samples[at + bands - 1];
                    grey = model.isAlphaPremultiplied() ? Math.min(255, grey + 255 - alpha) : overWhite(grey, alpha);
                }
                row[x] = (byte) grey;
            }
            rows.add(row, 0);
        }
    }

    /** Everything else (palettes, packed pixels, CMYK, Lab, floating point), by Java's conversion to sRGB. */
    private static void byColourModel(BufferedImage image, byte[] row, ShrinkingRows rows) {
        int width = image.getWidth();
        int[] argb = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int x = 0; x < width; x++) {
                int c = argb[x];
                row[x] = (byte) overWhite(of(c >> 16 & 255, c >> 8 & 255, c & 255), c >>> 24);
            }
            rows.add(row, 0);
        }
    }
}
