package org.proofmark.engine.rendition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.proofmark.engine.media.MediaType;

/**
 * A small file that shows a picture: a WebP of one lossy frame and nothing else (RFC 9649, "simple file format"), so that it
 * can hold no metadata. Its header is checked here; its compressed data are not.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param file the whole file; not copied, so it must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference: copying it would cost more than using it
public record Rendition(int width, int height, byte[] file) {
    /** Container, head of the only chunk, head of its frame. */
    private static final int HEADERS = 30;

    private static final int START_CODE = 0x2A019D;
    private static final int SIDE = 0x3FFF;

    public Rendition {
        if (width < 1 || height < 1 || !isLossyWebp(width, height, file)) {
            throw new IllegalArgumentException(
                    "%,d bytes that are no rendition of %d × %d pixels".formatted(file.length, width, height));
        }
    }

    private static boolean isLossyWebp(int width, int height, byte[] file) {
        if (file.length < HEADERS) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long chunk = in.getInt(16) & 0xFFFFFFFFL;
        boolean alone = (in.getInt(4) & 0xFFFFFFFFL) == file.length - 8L && chunk + (chunk & 1) == file.length - 20L;
        boolean named = in.getInt(0) == code("RIFF") && in.getInt(8) == code("WEBP") && in.getInt(12) == code("VP8 ");
        boolean keyFrame = (in.get(20) & 1) == 0 && (in.getInt(23) & 0xFFFFFF) == START_CODE;
        return alone && named && keyFrame && (in.getShort(26) & SIDE) == width && (in.getShort(28) & SIDE) == height;
    }

    private static int code(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }

    /** The larger of width and height, in pixels. */
    public int longSide() {
        return Math.max(width, height);
    }

    /** What the file is. */
    public MediaType type() {
        return MediaType.WEBP;
    }
}
