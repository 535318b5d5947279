package org.proofmark.engine.media;

/**
 * A grey picture.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param pixels {@code width × height} bytes, row by row from the top left, 0 black to 255 white (unsigned); not copied,
 *     so it must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is passed by reference: copying it would cost more than using it
public record GreyPicture(int width, int height, byte[] pixels) {
    public GreyPicture {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a grey picture of %d × %d pixels has %d bytes".formatted(width, height, pixels.length));
        }
    }

    /** The larger of width and height, in pixels. */
    public int longSide() {
        return Math.max(width, height);
    }

    /** The picture with left and right exchanged. */
    public GreyPicture mirrored() {
        byte[] mirrored = new byte[pixels.length];
        for (int row = 0; row < pixels.length; row += width) {
            for (int x = 0; x < width; x++) {
                mirrored[row + x] = pixels[row + width - 1 - x];
            }
        }
        return new GreyPicture(width, height, mirrored);
    }
}
