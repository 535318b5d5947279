package org.proofmark.engine.media;

/**
 * A decoded file.
 *
 * @param type what the content is
 * @param width width of the whole picture as displayed (after orientation), in pixels; not that of {@code picture}
 * @param height height as displayed, in pixels
 * @param orientation the EXIF orientation found in the file, 1 to 8, already applied to {@code picture}; 1 if none
 * @param picture the upright grey picture; its long side is at least the one asked for where the file has as many pixels,
 *     and may be larger
 */
public record Decoded(MediaType type, int width, int height, int orientation, GreyPicture picture) implements Decoding {
    public Decoded {
        if (width < 1 || height < 1 || orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException(
                    "decoded as %d × %d, orientation %d".formatted(width, height, orientation));
        }
    }
}
