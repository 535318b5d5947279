package org.proofmark.engine.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** BMP by OpenCV, what that does not know by ImageIO. */
final class BmpDecoder implements FormatDecoder {
    private final PixelLimit limit;
    private final ImageIoReader imageIo;

    BmpDecoder(PixelLimit limit) {
        this.limit = limit;
        imageIo = new ImageIoReader("bmp", MediaType.BMP, limit);
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 26) {
            throw RefusedFile.damaged("BMP: %d bytes hold no header".formatted(file.length));
        }
        boolean old = in.getInt(14) == 12;
        long width = old ? in.getChar(18) : in.getInt(18);
        long height = old ? in.getChar(20) : Math.abs((long) in.getInt(22));
        limit.check("the BMP", width, height);
        Optional<GreyPicture> picture = alpha(in) ? OpenCvReader.overWhite(file) : OpenCvReader.opaque(file);
        if (picture.isEmpty()) {
            return imageIo.read(file, longSide, Orientation.NORMAL);
        }
        return new Decoded(
                MediaType.BMP,
                (int) width,
                (int) height,
                Orientation.NORMAL,
                ShrinkingRows.shrink(picture.get(), longSide));
    }

    /** Whether the header names bits for alpha; without such a mask the fourth byte of a pixel means nothing. */
    static boolean alpha(ByteBuffer in) {
        return in.limit() >= 70 && in.getInt(14) >= 56 && in.getShort(28) == 32 && in.getInt(66) != 0;
    }
}
