package org.proofmark.portal.matching.compare;

/**
 * The mean colour of a picture, and what two of them tell of what became of its colours.
 *
 * @param rgb sRGB, 0xRRGGBB
 */
record MeanColour(int rgb) {
    /** A mean so near to grey is one to the eye. */
    private static final int GREY = 3;

    /** A mean with less colour than this has no hue to speak of. */
    private static final int COLOURFUL = 20;

    /** Degrees that no recompression, crop of an edge or caption moves a mean by. */
    private static final double ANOTHER_HUE = 40;

    private int red() {
        return rgb >> 16 & 255;
    }

    private int green() {
        return rgb >> 8 & 255;
    }

    private int blue() {
        return rgb & 255;
    }

    private int chroma() {
        return Math.max(red(), Math.max(green(), blue())) - Math.min(red(), Math.min(green(), blue()));
    }

    /** In degrees. */
    private double hue() {
        return Math.toDegrees(Math.atan2(Math.sqrt(3) * (green() - blue()), 2 * red() - green() - blue()));
    }

    /** Whether a picture of this mean is a colourful one without its colours. */
    boolean greyOf(MeanColour original) {
        return chroma() <= GREY && original.chroma() > COLOURFUL;
    }

    /** Whether the colours of a picture of this mean are others than the whole original's. */
    boolean anotherThan(MeanColour original) {
        double turned = Math.abs(hue() - original.hue());
        return chroma() > COLOURFUL && original.chroma() > COLOURFUL && Math.min(turned, 360 - turned) > ANOTHER_HUE;
    }
}
