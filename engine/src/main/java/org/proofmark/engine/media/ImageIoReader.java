package org.proofmark.engine.media;

import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the first picture of a file by ImageIO and the TwelveMonkeys plug-ins.
 *
 * <p>Rows and columns are skipped while reading, so that a large picture is never held whole; twice the long side asked
 * for is kept where it can be afforded, to be averaged away afterwards.
 */
final class ImageIoReader {
    static {
        ImageIO.setUseCache(false); // in memory, never in temporary files
    }

    private final String format;
    private final MediaType type;
    private final PixelLimit limit;

    /** @param format ImageIO's name of the format */
    ImageIoReader(String format, MediaType type, PixelLimit limit) {
        this.format = format;
        this.type = type;
        this.limit = limit;
    }

    /** The first picture, rows and columns skipped, and the size of the whole. */
    private record Skimmed(int width, int height, BufferedImage image) {}

    Decoded read(byte[] file, int longSide, int orientation) throws IOException {
        Skimmed skimmed = skim(file, 2 * longSide);
        return Orientation.upright(type, skimmed.width, skimmed.height, orientation, Luma.of(skimmed.image, longSide));
    }

    /** The first picture as it is stored; its long side is that asked for where it is larger. */
    Colours colours(byte[] file, int longSide) throws IOException {
        return Colours.of(skim(file, 2 * longSide).image).down(longSide);
    }

    /** As {@link #colours}, but skipping down to the long side itself: a reader of inks takes a second for two megapixels. */
    Colours coloursOfInks(byte[] file, int longSide) throws IOException {
        return Colours.of(skim(file, longSide).image).down(longSide);
    }

    /** A JPEG of inks stored as they are, in grey; inks' profiles are not asked for. */
    Decoded readInks(byte[] file, int longSide, int orientation) throws IOException {
        Skimmed skimmed = skim(file, 2 * longSide, (reader, how) -> plainInks(reader, how, Optional.empty()));
        return Orientation.upright(type, skimmed.width, skimmed.height, orientation, Luma.of(skimmed.image, longSide));
    }

    /** A JPEG of inks stored as they are, in colour. */
    Colours coloursOfPlainInks(byte[] file, int longSide, Optional<ICC_Profile> profile) throws IOException {
        return Colours.of(skim(file, longSide, (reader, how) -> plainInks(reader, how, profile)).image)
                .down(longSide);
    }

    private static BufferedImage plainInks(ImageReader reader, ImageReadParam how, Optional<ICC_Profile> profile)
            throws IOException {
        return Inks.toSrgb(reader.readRaster(0, how), profile);
    }

    /** How a reader gives its first picture. */
    @FunctionalInterface
    private interface Look {
        BufferedImage at(ImageReader reader, ImageReadParam how) throws IOException;
    }

    private Skimmed skim(byte[] file, int kept) throws IOException {
        return skim(file, kept, (reader, how) -> reader.read(0, how));
    }

    /** Skips as many as leave a long side of {@code kept} pixels where there are so many. */
    private Skimmed skim(byte[] file, int kept, Look look) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IllegalStateException("no ImageIO reader for " + format + " on the class path");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            limit.check("the picture", width, height);
            ImageReadParam how = reader.getDefaultReadParam();
            int skip = Math.max(1, Math.max(width, height) / kept);
            how.setSourceSubsampling(skip, skip, 0, 0);
            return new Skimmed(width, height, look.at(reader, how));
        } finally {
            reader.dispose();
        }
    }
}
