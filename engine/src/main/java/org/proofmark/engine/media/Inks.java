package org.proofmark.engine.media;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Samples of cyan, magenta, yellow and black, 0 for no ink and 255 for all of it, seen as colours. */
final class Inks {
    private Inks() {}

    /** By the inks' profile, or else each ink as taking its share of the light. */
    static BufferedImage toSrgb(Raster inks, Optional<ICC_Profile> profile) {
        return profile.map(meaning -> managed(inks, meaning)).orElseGet(() -> plain(inks));
    }

    private static BufferedImage plain(Raster inks) {
        int width = inks.getWidth();
        BufferedImage image = new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        int[] samples = new int[4 * width];
        int[] rgb = new int[width];
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, samples);
            for (int x = 0, at = 0; x < width; x++, at += 4) {
                int paper = 255 - samples[at + 3];
                rgb[x] = left(samples[at], paper) << 16
                        | left(samples[at + 1], paper) << 8
                        | left(samples[at + 2], paper);
            }
            image.setRGB(0, y, width, 1, rgb, 0, width);
        }
        return image;
    }

    /** What an ink leaves of the light that black lets through; rounded down, as OpenCV does it for Adobe's. */
    private static int left(int ink, int paper) {
        return (255 - ink) * paper / 255;
    }

    private static BufferedImage managed(Raster inks, ICC_Profile profile) {
        try {
            WritableRaster samples = inks.createCompatibleWritableRaster(inks.getWidth(), inks.getHeight());
            samples.setRect(-inks.getMinX(), -inks.getMinY(), inks);
            ComponentColorModel model = new ComponentColorModel(
                    new ICC_ColorSpace(profile), false, false, BufferedImage.OPAQUE, DataBuffer.TYPE_BYTE);
            BufferedImage rgb = new BufferedImage(inks.getWidth(), inks.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            return new ColorConvertOp(null).filter(new BufferedImage(model, samples, false, null), rgb);
        } catch (RuntimeException broken) {
            return plain(inks);
        }
    }
}
