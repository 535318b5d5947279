package org.proofmark.engine.media;

/**
 * The eight EXIF orientations (TIFF 6.0, tag 274): which edge of the stored picture is the top of the displayed one.
 * Orientation 6, the usual one of a phone held upright, is displayed turned a quarter clockwise.
 */
final class Orientation {
    /** Stored as displayed. */
    static final int NORMAL = 1;

    private Orientation() {}

    /**
     * The outcome for a picture that was stored in some orientation.
     *
     * @param width width of the whole stored picture, in pixels
     * @param height height of the whole stored picture
     * @param stored the stored picture or a smaller version of it
     */
    static Decoded upright(MediaType type, int width, int height, int orientation, GreyPicture stored) {
        boolean turned = orientation >= 5;
        return new Decoded(
                type, turned ? height : width, turned ? width : height, orientation, turn(stored, orientation));
    }

    /** The picture as displayed. */
    static GreyPicture turn(GreyPicture stored, int orientation) {
        int w = stored.width();
        int h = stored.height();
        int last = w * h - 1;
        return switch (orientation) {
            case 2 -> copy(stored, w, h, w - 1, -1, w);
            case 3 -> copy(stored, w, h, last, -1, -w);
            case 4 -> copy(stored, w, h, last - w + 1, 1, -w);
            case 5 -> copy(stored, h, w, 0, w, 1);
            case 6 -> copy(stored, h, w, last - w + 1, -w, 1);
            case 7 -> copy(stored, h, w, last, -w, -1);
            case 8 -> copy(stored, h, w, w - 1, w, -1);
            default -> stored;
        };
    }

    /** The picture whose pixel (x, y) is the stored one at {@code first + x · right + y · down}. */
    private static GreyPicture copy(GreyPicture stored, int width, int height, int first, int right, int down) {
        byte[] from = stored.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int source = first + y * down;
            for (int x = 0; x < width; x++, source += right) {
                to[at++] = from[source];
            }
        }
        return new GreyPicture(width, height, to);
    }
}
