package org.proofmark.engine.media;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * A picture in colour as a file stores it: over white, but neither upright nor, where it has a profile, sRGB.
 *
 * @param picture the samples as stored
 * @param profile what red, green and blue mean; empty for sRGB and where the file does not say
 */
record Colours(BgrPicture picture, Optional<ICC_Profile> profile) {

    /** The picture made smaller. */
    Colours down(int longSide) {
        return new Colours(picture.down(longSide), profile);
    }

    /** The picture by its profile. */
    BgrPicture managed() {
        return profile.map(meaning -> ColourProfile.toSrgb(picture, meaning)).orElse(picture);
    }

    /** An image. Plain grey and RGB are taken as they are, as {@link Luma} does; all else by Java's conversion. */
    static Colours of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        ColorSpace space = model.getColorSpace();
        boolean plain = space.getType() == ColorSpace.TYPE_GRAY || space.getType() == ColorSpace.TYPE_RGB;
        boolean samples = model instanceof ComponentColorModel
                && (model.getTransferType() == DataBuffer.TYPE_BYTE
                        || model.getTransferType() == DataBuffer.TYPE_USHORT);
        if (samples && plain) {
            return new Colours(bySamples(image.getRaster(), model), profile(space));
        }
        return new Colours(byColourModel(plain ? image : converted(image)), Optional.empty());
    }

    private static Optional<ICC_Profile> profile(ColorSpace space) {
        return !space.isCS_sRGB() && space instanceof ICC_ColorSpace known
                ? ColourProfile.telling(known.getProfile())
                : Optional.empty();
    }

    /** CMYK and Lab: at once, since pixel by pixel takes minutes. */
    private static BufferedImage converted(BufferedImage image) {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        return new ColorConvertOp(null).filter(image, rgb);
    }

    private static BgrPicture bySamples(Raster raster, ColorModel model) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] bytes = new byte[width * raster.getHeight() * bands];
        int[] row = new int[width * bands];
        boolean wide = model.getTransferType() == DataBuffer.TYPE_USHORT;
        for (int y = 0, at = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int sample : row) {
                bytes[at++] = (byte) (wide ? Luma.eightBits(sample) : sample);
            }
        }
        if (model.hasAlpha() && model.isAlphaPremultiplied()) {
            return picture(width, raster.getHeight(), bands, divided(bytes, bands));
        }
        return picture(width, raster.getHeight(), bands, bytes);
    }

    /** Samples that were multiplied by their alpha as if they were not. */
    private static byte[] divided(byte[] samples, int bands) {
        for (int at = 0; at < samples.length; at += bands) {
            int alpha = Math.max(1, samples[at + bands - 1] & 255);
            for (int band = 0; band < bands - 1; band++) {
                samples[at + band] = (byte) Math.min(255, (samples[at + band] & 255) * 255 / alpha);
            }
        }
        return samples;
    }

    private static BgrPicture byColourModel(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgba = new byte[4 * width * image.getHeight()];
        int[] row = new int[width];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                rgba[at++] = (byte) (argb >> 16);
                rgba[at++] = (byte) (argb >> 8);
                rgba[at++] = (byte) argb;
                rgba[at++] = (byte) (argb >> 24);
            }
        }
        return picture(width, image.getHeight(), 4, rgba);
    }

    /**
     * A picture over white.
     *
     * @param bands samples per pixel: grey, grey and alpha, red green blue, red green blue and alpha
     * @param samples changed
     */
    static BgrPicture picture(int width, int height, int bands, byte[] samples) {
        if (bands == 2 || bands == 4) {
            overWhite(samples, bands);
        }
        int green = bands < 3 ? 0 : 1;
        int blue = bands < 3 ? 0 : 2;
        byte[] bgr = new byte[3 * width * height];
        for (int from = 0, to = 0; to < bgr.length; from += bands, to += 3) {
            bgr[to] = samples[from + blue];
            bgr[to + 1] = samples[from + green];
            bgr[to + 2] = samples[from];
        }
        return new BgrPicture(width, height, bgr);
    }

    /** Lays samples, the last of each pixel its alpha, over white, in place. */
    static void overWhite(byte[] samples, int bands) {
        for (int at = 0; at < samples.length; at += bands) {
            int alpha = samples[at + bands - 1] & 255;
            for (int band = 0; alpha < 255 && band < bands - 1; band++) {
                samples[at + band] = (byte) Luma.overWhite(samples[at + band] & 255, alpha);
            }
        }
    }
}
