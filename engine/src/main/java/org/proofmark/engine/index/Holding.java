package org.proofmark.engine.index;

/**
 * A part as seen at one moment.
 *
 * @param part the part
 * @param removed its images removed by then
 * @param images the number of its images by then, the removed ones too
 */
record Holding(Part part, Removed removed, int images) {
    Holding(Part part, Removed removed) {
        this(part, removed, part.images());
    }

    int living() {
        return images - removed.count();
    }

    /** Whether the image of this number was there and not removed. */
    boolean has(int image) {
        return image >= 0 && image < images && !removed.has(image);
    }
}
