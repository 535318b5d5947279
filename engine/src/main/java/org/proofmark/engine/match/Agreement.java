package org.proofmark.engine.match;

import java.util.List;

/**
 * How far the pixels of a query agree with those of a work, laid over each other.
 *
 * @param share share of the textured windows inside the overlap, those under something blank in the query left out, whose
 *     gradients correlate above .7, 0 to 1; a copy agrees nearly everywhere except where something was pasted, another photo of
 *     the same place hardly anywhere
 * @param close the same above .9
 * @param windows how many windows side by side that textured overlap amounts to: the evidence's size
 * @param firm how many windows agree closely and have texture in more than one direction in both, which agrees too: a straight
 *     edge agrees with any other that is laid along it, and evenly falling light with any other
 * @param coverage share of the whole overlap that is textured and agrees: small where only a logo does
 * @param middle the share of textured windows that agree in the overlap's middle, apart from its margins: a frame, a caption and a
 *     border that two pictures share agree at the margins only
 * @param around how far what lies around the windows that agree looks alike ({@link Around})
 * @param where the box in the work's thumbnail in which nearly all windows that agree lie
 * @param transform from the work's thumbnail (pixels, from the top left corner) to the query's picture (likewise), refined
 */
record Agreement(
        double share,
        double close,
        double windows,
        double firm,
        double coverage,
        double middle,
        double around,
        Polygon where,
        Transform transform) {
    static final Agreement NONE = new Agreement(0, 0, 0, 0, 0, 0, 1, new Polygon(List.of()), Transform.IDENTITY);
}
