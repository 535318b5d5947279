package org.proofmark.engine.match;

import java.util.Arrays;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.Scaler;

/**
 * Tells a copy from another photo of the same scene. The query is warped onto the work by the transform the features gave,
 * the transform refined on the pixels, and the gradients of both compared in windows of {@value #WINDOW} pixels: a copy
 * agrees to a fraction of a pixel across the whole overlap, another shot does not (parallax, light, things that moved).
 *
 * <p>Measured in docs/accuracy.md. Correlation is taken by amount, so that a negative agrees too.
 */
final class PixelCheck {
    /** Side of a window in pixels. */
    static final int WINDOW = 12;

    /** From the middle of a window to its edge. */
    static final int REACH = WINDOW / 2;

    private static final double FLAT = 60;
    private static final double FLATTEST_SHARE = 0.3;
    private static final float AGREES = 0.7f;
    private static final float AGREES_CLOSELY = 0.9f;
    private static final float STRAIGHT = 0.05f;
    private static final double BLANK = 0.01;
    private static final double MARGIN = 0.15;
    private static final int SMALLEST = 48;
    private static final int FEWEST_PLACES = 60;

    private final Scaler scaler = new Scaler();

    /**
     * Checks one alignment.
     *
     * @param work the work's thumbnail
     * @param query the query's picture, mirrored already if the match is
     * @param map from the work's thumbnail to the query's picture, in pixels from their top left corners
     * @param alignment what the map comes from
     */
    Agreement check(GreyPicture work, GreyPicture query, Transform map, Alignment alignment) {
        // Compare at the resolution of the coarser of the two.
        double finer = Math.sqrt(Math.abs(map.areaFactor(work.width() / 2.0, work.height() / 2.0)));
        if (!(finer > 0.02 && finer < 50)) {
            return Agreement.NONE;
        }
        int workSide = work.longSide();
        int querySide = query.longSide();
        if (finer < 0.9) {
            workSide = Math.max(SMALLEST, (int) Math.round(workSide * Math.min(1, finer * 1.2)));
        } else if (finer > 1.3) {
            querySide = Math.max(SMALLEST, (int) Math.round(querySide / finer * 1.15));
        }
        GreyPicture a = scaler.down(work, workSide);
        GreyPicture b = scaler.down(query, querySide);
        if (Math.min(a.width(), a.height()) < 16 || Math.min(b.width(), b.height()) < 8) {
            return Agreement.NONE;
        }
        Transform toWork =
                Transform.affine(work.width() / (double) a.width(), 0, 0, 0, work.height() / (double) a.height(), 0);
        Transform fromQuery =
                Transform.affine(b.width() / (double) query.width(), 0, 0, 0, b.height() / (double) query.height(), 0);
        Transform between = toWork.then(map).then(fromQuery);
        Work fa = Work.of(FloatPicture.of(a));
        FloatPicture fb = FloatPicture.of(b);
        Agreement best = refined(fa, fb, between);
        if (alignment.rough()) {
            double side = a.longSide();
            Transform fitted = RoughFit.of(fa.picture, fb, between, alignment.x() * side, alignment.y() * side);
            best = fitted.equals(between) ? best : better(best, refined(fa, fb, fitted));
        }
        Transform back = toWork.inverse().then(best.transform()).then(fromQuery.inverse());
        return new Agreement(
                best.share(), best.close(), best.windows(), best.firm(), best.coverage(), best.middle(), back);
    }

    /** The work, with what does not depend on how the query lies on it. */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    private record Work(FloatPicture picture, Texture texture, float[] breadth) {
        static Work of(FloatPicture picture) {
            Texture texture = Texture.of(picture);
            return new Work(picture, texture, texture.breadth());
        }
    }

    private static Agreement refined(Work work, FloatPicture query, Transform map) {
        Agreement before = agreement(work, query, map);
        Transform refined = Refinement.refine(work.picture, query, map);
        return refined.equals(map) ? before : better(before, agreement(work, query, refined));
    }

    private static Agreement better(Agreement first, Agreement second) {
        return second.close() * second.windows() > first.close() * first.windows() ? second : first;
    }

    /** Pixel centres lie half a pixel inside; {@code map} counts from corners. */
    static Transform centred(Transform map) {
        return Transform.affine(1, 0, 0.5, 0, 1, 0.5).then(map).then(Transform.affine(1, 0, -0.5, 0, 1, -0.5));
    }

    private static Agreement agreement(Work work, FloatPicture query, Transform map) {
        int width = work.picture.width;
        int height = work.picture.height;
        boolean[] inside = new boolean[width * height];
        FloatPicture seen = query.warped(centred(map), width, height, inside);
        boolean[] judged = eroded(inside, width, height);
        int overlap = count(judged);
        if (overlap < FEWEST_PLACES) {
            return Agreement.NONE;
        }
        fillOutside(work.picture, seen, inside);
        Texture other = Texture.of(seen);
        float[] correlation = work.texture.correlation(other);
        float[] energy = work.texture.energy();
        float[] seenEnergy = other.energy();
        float[] seenBreadth = other.breadth();
        float floor = (float) Math.max(FLAT, percentile(energy, judged, overlap, FLATTEST_SHARE));
        int textured = 0;
        int agree = 0;
        int close = 0;
        int firm = 0;
        double gain = 0;
        for (int p = 0; p < judged.length; p++) {
            if (judged[p] && energy[p] > floor) {
                textured++;
                if (correlation[p] > AGREES) {
                    agree++;
                    gain += seenEnergy[p] / energy[p];
                }
                if (correlation[p] > AGREES_CLOSELY) {
                    close++;
                    firm += Math.min(work.breadth[p], seenBreadth[p]) > STRAIGHT ? 1 : 0;
                }
            }
        }
        if (agree == 0 || textured < FEWEST_PLACES) {
            return Agreement.NONE;
        }
        float blank = (float) (BLANK * gain / agree);
        int covered = 0;
        for (int p = 0; p < judged.length; p++) {
            if (judged[p] && energy[p] > floor && correlation[p] <= AGREES && seenEnergy[p] < blank * energy[p]) {
                covered++;
            }
        }
        double open = textured - covered;
        double windows = open / (WINDOW * WINDOW);
        double share = agree / open;
        double middle = middle(inner(judged, width, height), correlation, energy, seenEnergy, blank, share);
        return new Agreement(
                share, close / open, windows, firm / (double) (WINDOW * WINDOW), agree / (double) overlap, middle, map);
    }

    /**
     * The share of textured windows, not under something blank, that agree in the middle of the overlap. What is textured is asked
     * of the middle alone: beside a printed frame all cloth is smooth.
     */
    private static double middle(
            boolean[] inner, float[] correlation, float[] energy, float[] seenEnergy, float blank, double otherwise) {
        int places = count(inner);
        if (places < FEWEST_PLACES) {
            return otherwise;
        }
        float floor = (float) Math.max(FLAT, percentile(energy, inner, places, FLATTEST_SHARE));
        int textured = 0;
        int agree = 0;
        for (int p = 0; p < inner.length; p++) {
            boolean agrees = correlation[p] > AGREES;
            boolean covered = !agrees && seenEnergy[p] < blank * energy[p];
            if (inner[p] && energy[p] > floor && !covered) {
                textured++;
                agree += agrees ? 1 : 0;
            }
        }
        return textured < FEWEST_PLACES ? otherwise : agree / (double) textured;
    }

    /** The overlap without the outer {@value #MARGIN} of its breadth and height on each side. */
    private static boolean[] inner(boolean[] judged, int width, int height) {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int p = 0; p < judged.length; p++) {
            if (judged[p]) {
                left = Math.min(left, p % width);
                right = Math.max(right, p % width);
                top = Math.min(top, p / width);
                bottom = Math.max(bottom, p / width);
            }
        }
        double aside = MARGIN * (right - left);
        double above = MARGIN * (bottom - top);
        boolean[] inner = new boolean[judged.length];
        for (int p = 0; p < judged.length; p++) {
            int x = p % width;
            int y = p / width;
            inner[p] = judged[p] && x > left + aside && x < right - aside && y > top + above && y < bottom - above;
        }
        return inner;
    }

    /** Beyond the query's edge the work stands in, so that no edge of the warp is seen as texture. */
    private static void fillOutside(FloatPicture work, FloatPicture seen, boolean[] inside) {
        for (int p = 0; p < inside.length; p++) {
            if (!inside[p]) {
                seen.pixels[p] = work.pixels[p];
            }
        }
    }

    /** Where the whole window lies inside. */
    private static boolean[] eroded(boolean[] inside, int width, int height) {
        FloatPicture share = new FloatPicture(width, height);
        for (int p = 0; p < inside.length; p++) {
            share.pixels[p] = inside[p] ? 1 : 0;
        }
        float[] around = share.boxed(REACH).pixels;
        boolean[] out = new boolean[inside.length];
        for (int y = REACH; y < height - REACH; y++) {
            for (int x = REACH; x < width - REACH; x++) {
                out[y * width + x] = around[y * width + x] > 0.999f;
            }
        }
        return out;
    }

    private static int count(boolean[] set) {
        int count = 0;
        for (boolean b : set) {
            count += b ? 1 : 0;
        }
        return count;
    }

    private static float percentile(float[] values, boolean[] of, int count, double share) {
        float[] chosen = new float[count];
        int n = 0;
        for (int p = 0; p < values.length; p++) {
            if (of[p]) {
                chosen[n++] = values[p];
            }
        }
        Arrays.sort(chosen);
        return chosen[(int) (share * (count - 1))];
    }
}
