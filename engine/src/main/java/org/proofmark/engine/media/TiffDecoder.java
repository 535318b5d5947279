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
            Optional<Decoded> decoded = orientation == Orientation.NORMAL ? byOpenCv(file, longSide) : Optional.empty();
            if (decoded.isEmpty()) {
                throw unknown;
            }
            return decoded.get();
        }
    }

    private Optional<Decoded> byOpenCv(byte[] file, int longSide) throws RefusedFile {
        long width = TiffTags.width(file);
        long height = TiffTags.height(file);
        if (width < 1 || height < 1) {
            return Optional.empty(); // the first reader's reason is the better one
        }
        limit.check("the TIFF", width, height);
        return OpenCvReader.opaque(file)
                .map(picture -> new Decoded(
                        MediaType.TIFF,
                        (int) width,
                        (int) height,
                        Orientation.NORMAL,
                        ShrinkingRows.shrink(picture, longSide)));
    }
}
