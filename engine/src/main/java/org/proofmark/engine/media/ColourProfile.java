package org.proofmark.engine.media;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.function.Supplier;

/** ICC profiles (ISO 15076-1). */
final class ColourProfile {
    private static final int[] BGR = {2, 1, 0};

    private ColourProfile() {}

    /** The profile in a JPEG, PNG or WebP, if it is one of RGB or grey; a broken one counts as none. */
    static Optional<ICC_Profile> of(MediaType type, byte[] file) {
        return read(() -> ProfileBytes.of(type, file)).filter(ColourProfile::isOfColourOrGrey);
    }

    /** The profile of these bytes, if it is one of RGB or grey; a broken one counts as none. */
    static Optional<ICC_Profile> of(byte[] profile) {
        return read(() -> profile).filter(ColourProfile::isOfColourOrGrey);
    }

    private static boolean isOfColourOrGrey(ICC_Profile profile) {
        int kind = profile.getColorSpaceType();
        return kind == ColorSpace.TYPE_RGB || kind == ColorSpace.TYPE_GRAY;
    }

    /** The profile in a JPEG, if it is one of four inks. */
    static Optional<ICC_Profile> ofInks(byte[] jpeg) {
        return read(() -> ProfileBytes.of(MediaType.JPEG, jpeg))
                .filter(profile -> profile.getColorSpaceType() == ColorSpace.TYPE_CMYK);
    }

    private static Optional<ICC_Profile> read(Supplier<byte[]> source) {
        try {
            byte[] profile = source.get();
            return profile.length == 0 ? Optional.empty() : Optional.of(ICC_Profile.getInstance(profile));
        } catch (RuntimeException broken) {
            return Optional.empty(); // the picture may be sound, and it is what matters
        }
    }

    /**
     * The profile that a reader of ImageIO gives, if it is one of RGB: to grey without a profile Java gives one of its own. One of
     * sRGB is not looked for: it changes nothing, in a few milliseconds.
     */
    static Optional<ICC_Profile> telling(ICC_Profile profile) {
        return profile.getColorSpaceType() == ColorSpace.TYPE_RGB ? Optional.of(profile) : Optional.empty();
    }

    /** The picture in sRGB; unchanged where the profile turns out not to work or to be of another kind of picture. */
    static BgrPicture toSrgb(BgrPicture picture, ICC_Profile profile) {
        boolean grey = profile.getColorSpaceType() == ColorSpace.TYPE_GRAY;
        if (grey && !picture.isGrey()) {
            return picture;
        }
        try {
            byte[] samples = new byte[picture.samples().length];
            ColorSpace space = new ICC_ColorSpace(profile);
            BufferedImage from =
                    grey ? image(picture, plane(picture), space, 0) : image(picture, picture.samples(), space, BGR);
            BufferedImage to = image(picture, samples, ColorSpace.getInstance(ColorSpace.CS_sRGB), BGR);
            new ColorConvertOp(null).filter(from, to);
            return new BgrPicture(picture.width(), picture.height(), samples);
        } catch (RuntimeException broken) {
            return picture;
        }
    }

    private static byte[] plane(BgrPicture grey) {
        byte[] plane = new byte[grey.width() * grey.height()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = grey.samples()[3 * i];
        }
        return plane;
    }

    /** A view of the samples, no copy. */
    private static BufferedImage image(BgrPicture size, byte[] samples, ColorSpace space, int... bands) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                size.width(),
                size.height(),
                bands.length * size.width(),
                bands.length,
                bands,
                null);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }
}
