package org.proofmark.engine.match;

/**
 * A query seen on the pixels of a work. Beyond its edges the work stands in, so that no edge of the warp is seen as texture.
 *
 * @param seen as large as the work
 * @param inside where it is the query
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record Warp(FloatPicture seen, boolean[] inside) {
    /**
     * Lays a query on a work.
     *
     * @param map from the work's pixels to the query's, from corners
     */
    static Warp of(FloatPicture work, FloatPicture query, Transform map) {
        boolean[] inside = new boolean[work.pixels.length];
        FloatPicture seen = query.warped(centred(map), work.width, work.height, inside);
        for (int p = 0; p < inside.length; p++) {
            if (!inside[p]) {
                seen.pixels[p] = work.pixels[p];
            }
        }
        return new Warp(seen, inside);
    }

    /** Pixel centres lie half a pixel inside; {@code map} counts from corners. */
    static Transform centred(Transform map) {
        return Transform.affine(1, 0, 0.5, 0, 1, 0.5).then(map).then(Transform.affine(1, 0, -0.5, 0, 1, -0.5));
    }

    /** Where all of the square of 2 · {@code reach} + 1 pixels around a pixel lies inside. */
    boolean[] eroded(int reach) {
        int width = seen.width;
        int height = seen.height;
        int[] down = new int[width]; // how many in a row, up to this one, have a whole line around them
        boolean[] out = new boolean[inside.length];
        for (int y = 0; y < height; y++) {
            int along = 0;
            for (int x = 0; x < width; x++) {
                along = inside[y * width + x] ? along + 1 : 0;
                int middle = x - reach;
                if (middle >= reach) {
                    down[middle] = along > 2 * reach ? down[middle] + 1 : 0;
                    if (down[middle] > 2 * reach) {
                        out[(y - reach) * width + middle] = true;
                    }
                }
            }
        }
        return out;
    }
}
