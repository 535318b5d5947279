package org.proofmark.engine.fingerprint;

/** How closely an image is looked at. */
public enum Detail {
    /** For a registered work: well spread features, one word each; what an index keeps. */
    REFERENCE(384, 384, 350, 1, 1),
    /** For an image met on the web: more features, several words each. */
    QUERY(384, 384, 500, 3, 1),
    /** For a page, a collage or a screenshot that may show a work small: larger picture, most features. */
    DEEP(768, 768, 1200, 3, 1),
    /**
     * For an image that may be a small part of a work. The work's features were taken from a picture in which that part is
     * smaller still, by an unknown factor; features are the same only where the pixels are about the same, so they are taken at
     * many sizes.
     */
    PART(384, 384, 1200, 3, 12),
    /**
     * For a page that shows a work so small that few of the features of {@link #DEEP} are of it: all its pixels but for very large
     * ones, and nearly all features there are.
     */
    FINE(1536, 1536, 9600, 3, 1);

    private final int pictureSide;
    private final int featureSide;
    private final int features;
    private final int words;
    private final int sizes;

    Detail(int pictureSide, int featureSide, int features, int words, int sizes) {
        this.pictureSide = pictureSide;
        this.featureSide = featureSide;
        this.features = features;
        this.words = words;
        this.sizes = sizes;
    }

    /** Long side, in pixels, of the picture wanted; smaller images are taken as they are. */
    public int pictureSide() {
        return pictureSide;
    }

    /** Long side of the picture that features are taken from. */
    int featureSide() {
        return featureSide;
    }

    /** The most features kept. */
    int features() {
        return features;
    }

    /** Words given to each feature. */
    int words() {
        return words;
    }

    /** At how many sizes features are taken, each a quarter of an octave below the one before. */
    int sizes() {
        return sizes;
    }
}
