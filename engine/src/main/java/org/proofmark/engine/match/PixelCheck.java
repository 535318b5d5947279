package org.proofmark.engine.match;

import java.util.List;
import java.util.Optional;
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

    private static final int SMALLEST = 48;

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
        Optional<Windows> best = refined(fa, fb, between);
        if (alignment.rough()) {
            double side = a.longSide();
            Transform fitted = RoughFit.of(fa.picture, fb, between, alignment.x() * side, alignment.y() * side);
            best = fitted.equals(between) ? best : better(best, refined(fa, fb, fitted));
        }
        return best.map(windows -> windows.agreement(fa.picture, fa.texture, toWork, fromQuery))
                .orElse(Agreement.NONE);
    }

    /** The work, with what does not depend on how the query lies on it. */
    private record Work(FloatPicture picture, Texture texture, List<Refinement.Level> levels) {
        static Work of(FloatPicture picture) {
            return new Work(picture, Texture.of(picture), Refinement.levels(picture));
        }
    }

    private static Optional<Windows> refined(Work work, FloatPicture query, Transform map) {
        Warp warp = Warp.of(work.picture, query, map);
        Optional<Windows> before = Windows.of(work.texture, warp, map);
        Transform refined = Refinement.refine(work.levels, warp, map);
        return refined.equals(map)
                ? before
                : better(before, Windows.of(work.texture, Warp.of(work.picture, query, refined), refined));
    }

    private static Optional<Windows> better(Optional<Windows> first, Optional<Windows> second) {
        return weight(second) > weight(first) ? second : first;
    }

    private static double weight(Optional<Windows> windows) {
        return windows.map(Windows::weight).orElse(0.0);
    }
}
