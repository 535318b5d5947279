package org.proofmark.engine.rendition;

import java.util.List;

/**
 * The renditions of one picture.
 *
 * @param meanColour the picture's mean colour, sRGB 0xRRGGBB: a ground to show until a rendition has come; 0 where there
 *     are none
 * @param all the largest first; empty where none were ordered
 */
public record Renditions(int meanColour, List<Rendition> all) {
    /** None were ordered. */
    public static final Renditions NONE = new Renditions(0, List.of());

    public Renditions {
        all = List.copyOf(all);
        if ((meanColour & 0xFFFFFF) != meanColour) {
            throw new IllegalArgumentException("a mean colour of 0x%08X".formatted(meanColour));
        }
    }

    /** The mean colour as style sheets write it, such as {@code #7f8a91}. */
    public String meanColourHex() {
        return "#%06x".formatted(meanColour);
    }
}
