package org.proofmark.engine.match;

import org.proofmark.engine.media.GreyPicture;

/**
 * Tells drawn windows, tables and lettering from what a camera saw: an even ground, sharp edges on it, and much of what is not
 * ground upright or level. Every window of a program looks like the next one, so that a part of a work that looks so is no sign
 * that the work was copied. The limits were measured on program windows and on parts of photos (docs/accuracy.md).
 */
final class DrawnPart {
    /** Greys so far apart belong to one ground. */
    private static final int ALIKE = 3;

    /** Neighbours that differ by no more are even, by no less are sharp. */
    private static final int EVEN = 4;

    private static final int SHARP = 40;

    /** A ground is no darker: black is what a camera sees at night. */
    private static final int DARKEST = 12;

    private static final double LEAST_GROUND = 0.27;
    private static final double LEAST_FLAT = 0.33;
    private static final double LEAST_SHARP = 0.03;
    private static final double LEAST_SQUARE = 0.33;
    private static final double LEAST_TOGETHER = 1.45;

    /** Of a gradient's larger part, the smaller is less where it is upright or level. */
    private static final double ASIDE = 0.12;

    private final GreyPicture picture;
    private final int[] greys = new int[256];
    private int places;
    private int flat;
    private int sharp;
    private double strength;
    private double square;

    private DrawnPart(GreyPicture picture) {
        this.picture = picture;
    }

    /**
     * Whether a part of a picture is drawn.
     *
     * @param part in the picture's pixels
     */
    static boolean isAll(GreyPicture picture, Polygon part) {
        DrawnPart drawn = new DrawnPart(picture);
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                if (part.contains(x + .5, y + .5)) {
                    drawn.look(x, y);
                }
            }
        }
        return drawn.isDrawn();
    }

    private void look(int x, int y) {
        places++;
        greys[grey(x, y)]++;
        int least = 255;
        int most = 0;
        for (int aboveOrBelow = -1; aboveOrBelow <= 1; aboveOrBelow++) {
            for (int aside = -1; aside <= 1; aside++) {
                int grey = grey(x + aside, y + aboveOrBelow);
                least = Math.min(least, grey);
                most = Math.max(most, grey);
            }
        }
        flat += most - least <= EVEN ? 1 : 0;
        sharp += most - least >= SHARP ? 1 : 0;
        double across = slope(x, y, 1, 0);
        double down = slope(x, y, 0, 1);
        double energy = across * across + down * down;
        strength += energy;
        if (Math.min(Math.abs(across), Math.abs(down)) < ASIDE * Math.max(Math.abs(across), Math.abs(down))) {
            square += energy;
        }
    }

    /** By Sobel's operator, along (dx, dy). */
    private double slope(int x, int y, int dx, int dy) {
        int slope = 0;
        for (int aside = -1; aside <= 1; aside++) {
            int weight = aside == 0 ? 2 : 1;
            slope += weight
                    * (grey(x + dx + aside * dy, y + dy + aside * dx) - grey(x - dx + aside * dy, y - dy + aside * dx));
        }
        return slope;
    }

    private int grey(int x, int y) {
        return picture.pixels()[y * picture.width() + x] & 255;
    }

    private boolean isDrawn() {
        double ground = share(ground());
        double even = share(flat);
        double upright = square / Math.max(1, strength);
        return ground >= LEAST_GROUND
                && even >= LEAST_FLAT
                && upright >= LEAST_SQUARE
                && share(sharp) >= LEAST_SHARP
                && ground + even + upright >= LEAST_TOGETHER;
    }

    private double share(int some) {
        return some / (double) Math.max(1, places);
    }

    /** How many places have the commonest grey, or nearly. */
    private int ground() {
        int most = 0;
        for (int grey = DARKEST; grey < greys.length - ALIKE; grey++) {
            int near = 0;
            for (int other = grey - ALIKE; other <= grey + ALIKE; other++) {
                near += greys[other];
            }
            most = Math.max(most, near);
        }
        return most;
    }
}
