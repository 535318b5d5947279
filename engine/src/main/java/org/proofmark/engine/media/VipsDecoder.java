package org.proofmark.engine.media;

import static org.proofmark.engine.media.Undecodable.Reason.NOT_SUPPORTED_HERE;

import java.util.Locale;
import org.proofmark.engine.media.Vips.Shrunk;

/** AVIF, HEIC and JPEG XL by the system's libvips, where there is one. */
final class VipsDecoder {
    private final PixelLimit limit;

    VipsDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    /** Whether this machine has the library. */
    static boolean available() {
        return Vips.found().isPresent();
    }

    /** The decoder of one of the three formats. */
    FormatDecoder of(MediaType type) {
        return (file, longSide) -> decode(file, type, longSide);
    }

    private Decoded decode(byte[] file, MediaType type, int longSide) throws RefusedFile {
        Shrunk shrunk = shrink(file, type, longSide);
        return new Decoded(type, shrunk.width(), shrunk.height(), Orientation.NORMAL, grey(shrunk));
    }

    /** The picture in colour, upright. */
    Colours colours(byte[] file, MediaType type, int longSide) throws RefusedFile {
        Shrunk shrunk = shrink(file, type, longSide);
        int bands = shrunk.bands();
        return new Colours(
                Colours.picture(shrunk.shrunkWidth(), shrunk.shrunkHeight(), bands, shrunk.samples()),
                ColourProfile.of(shrunk.profile()));
    }

    private Shrunk shrink(byte[] file, MediaType type, int longSide) throws RefusedFile {
        Vips vips = Vips.found()
                .orElseThrow(() -> new RefusedFile(
                        NOT_SUPPORTED_HERE,
                        type + " needs the system library libvips (Debian: apt-get install libvips42)"));
        try {
            return vips.shrink(file, type == MediaType.JPEG_XL, longSide, limit);
        } catch (VipsException refused) {
            throw refusal(type, refused.getMessage());
        }
    }

    /** libvips was there, but one of the libraries it leads may not be, or not know this variant. */
    private static RefusedFile refusal(MediaType type, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        boolean unknown = lower.contains("not found") || lower.contains("unsupported") || lower.contains("no codec");
        boolean memory = lower.contains("memory") || lower.contains("out of order read");
        return new RefusedFile(
                unknown ? NOT_SUPPORTED_HERE : memory ? Undecodable.Reason.TOO_MUCH_MEMORY : Undecodable.Reason.DAMAGED,
                "%s: libvips: %s".formatted(type, message));
    }

    private static GreyPicture grey(Shrunk shrunk) {
        int bands = shrunk.bands();
        byte[] samples = shrunk.samples();
        byte[] grey = new byte[samples.length / bands];
        for (int i = 0, at = 0; i < grey.length; i++, at += bands) {
            int luma = bands < 3
                    ? samples[at] & 255
                    : Luma.of(samples[at] & 255, samples[at + 1] & 255, samples[at + 2] & 255);
            boolean alpha = bands == 2 || bands == 4;
            grey[i] = (byte) (alpha ? Luma.overWhite(luma, samples[at + bands - 1] & 255) : luma);
        }
        return new GreyPicture(shrunk.shrunkWidth(), shrunk.shrunkHeight(), grey);
    }
}
