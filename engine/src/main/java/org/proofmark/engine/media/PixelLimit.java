package org.proofmark.engine.media;

/**
 * The limit on the pixels of one picture, asked by every decoder as soon as it knows the size and before it decodes.
 *
 * @param pixels the most pixels, width × height
 */
record PixelLimit(long pixels) {
    /**
     * Passes a size that may be decoded.
     *
     * @param what what has this size, for the explanation
     */
    void check(String what, long width, long height) throws RefusedFile {
        if (width < 1 || height < 1) {
            throw RefusedFile.damaged("%s is stated as %d × %d pixels".formatted(what, width, height));
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE || width * height > pixels) {
            throw new RefusedFile(
                    Undecodable.Reason.TOO_MANY_PIXELS,
                    "%s has %,d × %,d pixels, the limit is %,d pixels".formatted(what, width, height, pixels));
        }
    }
}
