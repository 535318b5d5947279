package org.proofmark.engine.media;

import java.io.IOException;
import java.util.Optional;

/**
 * JPEG: by libjpeg-turbo through OpenCV, shrunk while decoding; what that does not know (lossless, CMYK without Adobe's
 * marker, two components) by ImageIO.
 */
final class JpegDecoder implements FormatDecoder {
    private final PixelLimit limit;
    private final ImageIoReader imageIo;

    JpegDecoder(PixelLimit limit) {
        this.limit = limit;
        imageIo = new ImageIoReader("jpeg", MediaType.JPEG, limit);
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws IOException {
        JpegHeader header = JpegHeader.read(file);
        limit.check("the JPEG", header.width(), header.height());
        if (libjpegKnows(header)) {
            Optional<GreyPicture> picture = OpenCvReader.jpeg(file, shrink(header, longSide));
            if (picture.isPresent()) {
                return Orientation.upright(
                        MediaType.JPEG, header.width(), header.height(), header.orientation(), picture.get());
            }
        }
        return hasPlainInks(header)
                ? imageIo.readInks(file, longSide, header.orientation())
                : imageIo.read(file, longSide, header.orientation());
    }

    /** OpenCV takes every CMYK as inverted, which holds only for Adobe's. */
    static boolean libjpegKnows(JpegHeader header) {
        boolean coding = header.frame() <= 2 || header.frame() == 9 || header.frame() == 10;
        boolean colours =
                header.components() == 1 || header.components() == 3 || header.components() == 4 && header.adobe();
        return coding && colours && header.bits() == 8;
    }

    /** Inks without Adobe's marker are stored as they are; ImageIO's readers take them for something else. */
    static boolean hasPlainInks(JpegHeader header) {
        return header.components() == 4 && !header.adobe() && header.frame() <= 2 && header.bits() == 8;
    }

    static int shrink(JpegHeader header, int longSide) {
        int factor = Math.max(header.width(), header.height()) / longSide;
        return factor >= 8 ? 8 : factor >= 4 ? 4 : factor >= 2 ? 2 : 1;
    }
}
