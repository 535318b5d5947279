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

/** ICC profiles (ISO 15076-1) of RGB pictures; those of grey ones are not asked for. */
final class ColourProfile {
    private ColourProfile() {}

    /** The profile in a JPEG, PNG or WebP, if it is one of RGB; a broken one counts as none. */
    static Optional<ICC_Profile> of(MediaType type, byte[] file) {
        try {
            byte[] profile = ProfileBytes.of(type, file);
            return profile.length == 0 ? Optional.empty() : telling(ICC_Profile.getInstance(profile));
        } catch (RuntimeException broken) {
            return Optional.empty(); // the picture may be sound, and it is what matters
        }
    }

    /** The profile, if it is one of RGB. One of sRGB is not looked for: it changes nothing, in a few milliseconds. */
    static Optional<ICC_Profile> telling(ICC_Profile profile) {
        return profile.getColorSpaceType() == ColorSpace.TYPE_RGB ? Optional.of(profile) : Optional.empty();
    }

    /** The picture in sRGB; unchanged where the profile turns out not to work. */
    static BgrPicture toSrgb(BgrPicture picture, ICC_Profile profile) {
        try {
            byte[] samples = new byte[picture.samples().length];
            BufferedImage from = image(picture, picture.samples(), new ICC_ColorSpace(profile));
            BufferedImage to = image(picture, samples, ColorSpace.getInstance(ColorSpace.CS_sRGB));
            new ColorConvertOp(null).filter(from, to);
            return new BgrPicture(picture.width(), picture.height(), samples);
        } catch (RuntimeException broken) {
            return picture;
        }
    }

    /** A view of the samples, no copy. */
    private static BufferedImage image(BgrPicture size, byte[] samples, ColorSpace space) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                size.width(),
                size.height(),
                3 * size.width(),
                3,
                new int[] {2, 1, 0},
                null);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }
}
