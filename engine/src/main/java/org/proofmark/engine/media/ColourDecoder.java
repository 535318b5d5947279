package org.proofmark.engine.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Decodes once more, in colour, a file that {@link Decoder} decoded: upright, over white, in sRGB.
 *
 * <p>ICC profiles are heeded, except those of grey TIFF and PSD; colour spaces that AVIF and HEIC tell by numbers are not. What
 * cannot be had in colour (rare kinds of a format) is grey. As for {@link Decoder}, foreign bytes belong into a worker process. Safe for use
 * by several threads at once.
 */
public final class ColourDecoder {
    /** Larger PNGs are read row by row, columns skipped: OpenCV's whole matrix and its copy would fill native memory. */
    private static final long WHOLE_PNG_PIXELS = 50_000_000;

    private final GifDecoder gif;
    private final VipsDecoder vips;
    private final ImageIoReader jpeg;
    private final ImageIoReader png;
    private final ImageIoReader bmp;
    private final ImageIoReader tiff;
    private final ImageIoReader psd;

    /** A decoder that refuses what exceeds the limit on pixels. */
    public ColourDecoder(MediaLimits limits) {
        PixelLimit pixels = new PixelLimit(limits.pixels());
        gif = new GifDecoder(pixels);
        vips = new VipsDecoder(pixels);
        jpeg = new ImageIoReader("jpeg", MediaType.JPEG, pixels);
        png = new ImageIoReader("png", MediaType.PNG, pixels);
        bmp = new ImageIoReader("bmp", MediaType.BMP, pixels);
        tiff = new ImageIoReader("tiff", MediaType.TIFF, pixels);
        psd = new ImageIoReader("psd", MediaType.PSD, pixels);
    }

    /**
     * Decodes a file in colour.
     *
     * @param file the whole file; not changed
     * @param seen what {@link Decoder} made of it
     * @param longSide the long side wanted, in pixels, at least 1
     * @return a picture with that long side, or the file's where that is smaller
     */
    public BgrPicture decode(byte[] file, Decoded seen, int longSide) {
        try {
            BgrPicture stored = stored(file, seen, longSide).down(longSide).managed();
            return Orientation.turn(stored, seen.orientation());
        } catch (IOException | RuntimeException greyOnly) {
            // Third-party readers answer what they do not know with whatever they stumble over; the grey one is there.
            return BgrPicture.of(seen.picture()).down(longSide);
        }
    }

    private Colours stored(byte[] file, Decoded seen, int longSide) throws IOException {
        return switch (seen.type()) {
            case JPEG -> jpeg(file, longSide);
            case PNG -> png(file, seen, longSide);
            case WEBP -> profiled(seen.type(), file, present(OpenCvColours.overWhite(file, longSide)));
            case GIF -> plain(gif.colours(file, longSide));
            case TIFF -> tiff.colours(file, longSide);
            case BMP -> bmp(file, longSide);
            case PSD -> psd.colours(file, longSide);
            case AVIF, HEIC, JPEG_XL -> vips.colours(file, seen.type(), longSide);
        };
    }

    /** OpenCV knows no inks: the profile of CMYK is heeded by ImageIO's reader. */
    private Colours jpeg(byte[] file, int longSide) throws IOException {
        JpegHeader header = JpegHeader.read(file);
        if (JpegDecoder.libjpegKnows(header) && header.components() < 4) {
            Optional<BgrPicture> picture = OpenCvColours.jpeg(file, JpegDecoder.shrink(header, longSide), longSide);
            if (picture.isPresent()) {
                return profiled(MediaType.JPEG, file, picture.get());
            }
        }
        if (JpegDecoder.hasPlainInks(header)) {
            return jpeg.coloursOfPlainInks(file, longSide, ColourProfile.ofInks(file));
        }
        return jpeg.coloursOfInks(file, longSide);
    }

    /** OpenCV drops the one transparent colour of grey and RGB. */
    private Colours png(byte[] file, Decoded seen, int longSide) throws IOException {
        PngChunks chunks = PngChunks.read(file, new PixelLimit(Long.MAX_VALUE));
        boolean fits = (long) seen.width() * seen.height() <= WHOLE_PNG_PIXELS;
        if (fits && chunks.transparent().length == 0) {
            Optional<BgrPicture> picture = OpenCvColours.overWhite(file, longSide);
            if (picture.isPresent()) {
                return profiled(MediaType.PNG, file, picture.get());
            }
        }
        return profiled(MediaType.PNG, file, png.colours(file, longSide).picture());
    }

    private Colours bmp(byte[] file, int longSide) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        Optional<BgrPicture> picture =
                BmpDecoder.alpha(in) ? OpenCvColours.overWhite(file, longSide) : OpenCvColours.opaque(file, longSide);
        return picture.isPresent() ? plain(picture.get()) : bmp.colours(file, longSide);
    }

    private static BgrPicture present(Optional<BgrPicture> picture) throws RefusedFile {
        return picture.orElseThrow(() -> RefusedFile.damaged("OpenCV could not decode the picture data"));
    }

    private static Colours plain(BgrPicture picture) {
        return new Colours(picture, Optional.empty());
    }

    private static Colours profiled(MediaType type, byte[] file, BgrPicture picture) {
        return new Colours(picture, ColourProfile.of(type, file));
    }
}
