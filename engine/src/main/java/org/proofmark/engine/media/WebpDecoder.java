package org.proofmark.engine.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WebP, lossy, lossless and the first frame of animations, by libwebp through OpenCV. */
final class WebpDecoder implements FormatDecoder {
    private final PixelLimit limit;

    WebpDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    /** What the chunks of a file tell; width 0 until known. */
    private static final class Header {
        private int width;
        private int height;
        private boolean alpha;
        private int orientation = Orientation.NORMAL;
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws RefusedFile {
        Header header = read(file);
        limit.check("the WebP", header.width, header.height);
        GreyPicture picture = (header.alpha ? OpenCvReader.overWhite(file) : OpenCvReader.opaque(file))
                .orElseThrow(() -> RefusedFile.damaged("WebP: libwebp could not decode the picture data"));
        return Orientation.upright(
                MediaType.WEBP,
                header.width,
                header.height,
                header.orientation,
                ShrinkingRows.shrink(picture, longSide));
    }

    /** The chunks of the container (RFC 9649). */
    private static Header read(byte[] file) throws RefusedFile {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        Header header = new Header();
        int at = 12;
        while (at + 18 <= file.length) {
            int data = at + 8;
            long length = in.getInt(at + 4) & 0xFFFFFFFFL;
            String kind = "" + (char) file[at] + (char) file[at + 1] + (char) file[at + 2] + (char) file[at + 3];
            switch (kind) {
                case "VP8X" -> {
                    header.alpha = (file[data] & 0x10) != 0;
                    size(header, 1 + (in.getInt(data + 3) >>> 8), 1 + (in.getInt(data + 6) >>> 8));
                }
                case "VP8 " -> size(header, in.getShort(data + 6) & 0x3FFF, in.getShort(data + 8) & 0x3FFF);
                case "VP8L" -> {
                    int packed = in.getInt(data + 1);
                    header.alpha |= (packed >> 28 & 1) != 0;
                    size(header, 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF));
                }
                case "EXIF" ->
                    header.orientation = TiffTags.orientation(file, data, (int) Math.min(file.length, data + length));
                default -> {
                    // profile, alpha, animation, XMP: nothing wanted
                }
            }
            at = (int) Math.min(file.length, data + length + (length & 1));
        }
        if (header.width == 0) {
            throw RefusedFile.damaged("WebP: no picture chunk");
        }
        return header;
    }

    /** The canvas comes first and counts; a frame inside it is never larger. */
    private static void size(Header header, int width, int height) {
        if (header.width == 0) {
            header.width = width;
            header.height = height;
        }
    }
}
