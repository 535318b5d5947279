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
        if (orientation == NORMAL) {
            return stored;
        }
        Walk walk = Walk.of(stored.width(), stored.height(), orientation);
        byte[] from = stored.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < walk.height; y++) {
            int source = walk.first + y * walk.down;
            for (int x = 0; x < walk.width; x++, source += walk.right) {
                to[at++] = from[source];
            }
        }
        return new GreyPicture(walk.width, walk.height, to);
    }

    /** The picture as displayed. */
    static BgrPicture turn(BgrPicture stored, int orientation) {
        if (orientation == NORMAL) {
            return stored;
        }
        Walk walk = Walk.of(stored.width(), stored.height(), orientation);
        byte[] from = stored.samples();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < walk.height; y++) {
            int source = walk.first + y * walk.down;
            for (int x = 0; x < walk.width; x++, source += walk.right) {
                System.arraycopy(from, 3 * source, to, at, 3);
                at += 3;
            }
        }
        return new BgrPicture(walk.width, walk.height, to);
    }

    /** How the displayed picture is read: its pixel (x, y) is the stored one at {@code first + x · right + y · down}. */
    private record Walk(int width, int height, int first, int right, int down) {
        static Walk of(int w, int h, int orientation) {
            int last = w * h - 1;
            return switch (orientation) {
                case 2 -> new Walk(w, h, w - 1, -1, w);
                case 3 -> new Walk(w, h, last, -1, -w);
                case 4 -> new Walk(w, h, last - w + 1, 1, -w);
                case 5 -> new Walk(h, w, 0, w, 1);
                case 6 -> new Walk(h, w, last - w + 1, -w, 1);
                case 7 -> new Walk(h, w, last, -w, -1);
                case 8 -> new Walk(h, w, w - 1, w, -1);
                default -> new Walk(w, h, 0, 1, w);
            };
        }
    }
}
