package org.proofmark.engine.fingerprint;

/** How closely an image is looked at. */
public enum Detail {
    /** For a registered work: well spread features, one word each; what an index keeps. */
    REFERENCE(384),
    /** For an image met on the web: more features, several words each. */
    QUERY(512),
    /** For a page, a collage or a screenshot that may show a work small: larger picture, most features. */
    DEEP(768);

    private final int pictureSide;

    Detail(int pictureSide) {
        this.pictureSide = pictureSide;
    }

    /** Long side, in pixels, of the picture wanted; smaller images are taken as they are. */
    public int pictureSide() {
        return pictureSide;
    }
}
