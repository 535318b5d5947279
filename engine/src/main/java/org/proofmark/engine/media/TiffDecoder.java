package org.proofmark.engine.media;

import java.io.IOException;
import java.util.Optional;

/**
 * TIFF, the first page, by TwelveMonkeys' reader; samples that one does not know (signed ones) by OpenCV's libtiff.
 */
final class TiffDecoder implements FormatDecoder {
    private final PixelLimit limit;
    private final ImageIoReader imageIo;

    TiffDecoder(PixelLimit limit) {
        this.limit = limit;
        imageIo = new ImageIoReader("tiff", MediaType.TIFF, limit);
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws IOException {
        int orientation = TiffTags.orientation(file, 0, file.length);
        try {
            return imageIo.read(file, longSide, orientation);
        } catch (RefusedFile refused) {
            throw refused;
        } catch (IOException | RuntimeException unknown) {
            // libtiff turns some kinds of picture by itself and others not: only upright ones are safe with it
            if (orientation == Orientation.NORMAL) {
                return byOpenCv(file, longSide, unknown);
            }
            throw unknown;
        }
    }

    private Decoded byOpenCv(byte[] file, int longSide, Exception unknown) throws IOException {
        int width = (int) TiffTags.width(file);
        int height = (int) TiffTags.height(file);
        limit.check("the TIFF", width, height);
        Optional<GreyPicture> picture = OpenCvReader.opaque(file);
        if (picture.isEmpty()) {
            throw new IOException(unknown);
        }
        return new Decoded(
                MediaType.TIFF, width, height, Orientation.NORMAL, ShrinkingRows.shrink(picture.get(), longSide));
    }
}
