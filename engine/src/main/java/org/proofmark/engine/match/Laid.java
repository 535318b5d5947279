package org.proofmark.engine.match;

/**
 * A copy laid on its work: both seen in one frame, pixel on pixel.
 *
 * @param work the work
 * @param copy the copy, warped onto it
 * @param inside where the copy shows the work
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record Laid(ColourPicture work, ColourPicture copy, boolean[] inside) {
    private static final double SOFTENING = 1.0;
    private static final int WINDOWS_ALONG = 6;
    private static final int ROUNDS = 3;
    private static final float STRANGE = 10;
    private static final float FLAT = 4;
    private static final float MOST_GAIN = 4;
    private static final float CONTRAST = 3;

    /** Both at half strength inside, {@code outside} elsewhere. */
    ColourPicture blend(ColourPicture outside) {
        int[] rgb = outside.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            if (inside[i]) {
                rgb[i] = ColourPicture.mixed(work.rgb()[i], copy.rgb()[i], 0.5f);
            }
        }
        return new ColourPicture(work.width(), work.height(), rgb);
    }

    /**
     * How far they differ inside, dark for the same, {@code outside} elsewhere. The copy's brightness and contrast are first fitted to
     * the work's by weighted least squares, once over everything, then around each pixel. What fits badly counts less in the next
     * round: a recoloured or unevenly lit copy turns dark, and what was put on it stays bright without a halo.
     */
    ColourPicture difference(ColourPicture outside) {
        FloatPicture w = luma(work).blurred(SOFTENING);
        FloatPicture c = luma(copy).blurred(SOFTENING);
        FloatPicture weight = new FloatPicture(work.width(), work.height());
        for (int i = 0; i < inside.length; i++) {
            weight.pixels[i] = inside[i] ? 1 : 0;
        }
        int all = Math.max(work.width(), work.height());
        int around = Math.max(8, all / WINDOWS_ALONG);
        FloatPicture difference = weight;
        for (int round = 0; round <= ROUNDS; round++) {
            difference = difference(w, c, weight, round == 0 ? all : around);
            for (int i = 0; i < inside.length; i++) {
                float strange = difference.pixels[i] / STRANGE;
                weight.pixels[i] = inside[i] ? 1 / (1 + strange * strange * strange * strange) : 0;
            }
        }
        int[] rgb = outside.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            if (inside[i]) {
                rgb[i] = Math.round(Math.clamp(CONTRAST * difference.pixels[i], 0, 255)) * 0x010101;
            }
        }
        return new ColourPicture(work.width(), work.height(), rgb);
    }

    private static FloatPicture difference(FloatPicture w, FloatPicture c, FloatPicture weight, int reach) {
        FloatPicture sum = weight.boxed(reach);
        FloatPicture weighted = c.times(weight);
        FloatPicture meanW = w.times(weight).boxed(reach);
        FloatPicture meanC = weighted.boxed(reach);
        FloatPicture meanWC = w.times(weighted).boxed(reach);
        FloatPicture meanCC = c.times(weighted).boxed(reach);
        FloatPicture difference = new FloatPicture(w.width, w.height);
        for (int i = 0; i < difference.pixels.length; i++) {
            float n = Math.max(1e-6f, sum.pixels[i]);
            float mw = meanW.pixels[i] / n;
            float mc = meanC.pixels[i] / n;
            float covariance = meanWC.pixels[i] / n - mw * mc;
            float variance = Math.max(0, meanCC.pixels[i] / n - mc * mc);
            float gain = Math.clamp(covariance / (variance + FLAT), -MOST_GAIN, MOST_GAIN);
            difference.pixels[i] = Math.abs(w.pixels[i] - mw - gain * (c.pixels[i] - mc));
        }
        return difference;
    }

    private static FloatPicture luma(ColourPicture picture) {
        FloatPicture luma = new FloatPicture(picture.width(), picture.height());
        for (int i = 0; i < luma.pixels.length; i++) {
            luma.pixels[i] = picture.luma(i);
        }
        return luma;
    }
}
