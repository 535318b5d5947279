package org.proofmark.engine.match;

/**
 * What lies around the windows of a work that agree with a query's. Of a copy it looks alike, at least once blurred, even where
 * it has no texture; around a logo that two pictures share it does not. The limits were measured on pictures with one logo and on
 * copies (docs/accuracy.md).
 */
final class Around {
    /** Less than this correlation looks otherwise. */
    static final double ALIKE = 0.5;

    /** What agrees takes less of the work than this where it may be a logo; else what is around is not looked at. */
    private static final double SMALL = 0.17;

    /** Of the overlap so much must lie around. */
    private static final double LEAST = 0.25;

    /** Greys, standard deviation: with less in both there is nothing to be seen. */
    private static final double EVEN = 6;

    private static final double BLUR = 3;

    /** So far from what agrees, in pixels, the blur has carried nothing of it. */
    private static final int MARGIN = 6;

    private final FloatPicture work;
    private final FloatPicture seen;
    private final Sums within = new Sums();
    private final Sums around = new Sums();

    private Around(FloatPicture work, FloatPicture seen) {
        this.work = work.blurred(BLUR);
        this.seen = seen.blurred(BLUR);
    }

    /** Running sums of pairs of greys. */
    private static final class Sums {
        private int count;
        private double a;
        private double b;
        private double aa;
        private double bb;
        private double ab;

        void add(double x, double y) {
            count++;
            a += x;
            b += y;
            aa += x * x;
            bb += y * y;
            ab += x * y;
        }

        double covariance() {
            return ab / count - a / count * (b / count);
        }

        double varianceA() {
            return Math.max(0, aa / count - a / count * (a / count));
        }

        double varianceB() {
            return Math.max(0, bb / count - b / count * (b / count));
        }

        double correlation() {
            return covariance() / Math.sqrt(varianceA() * varianceB() + 1e-3);
        }
    }

    /**
     * How far what is around looks alike.
     *
     * @param seen the query, laid on the work
     * @param overlap where it lies, row by row
     * @param box in which nearly all windows that agree lie, upright
     * @return the correlation of the greys there, blurred, positive where they run as those within do; 1 where what agrees is no
     *     small part of the work, too little lies around, or that is even in both
     */
    static double alike(FloatPicture work, FloatPicture seen, boolean[] overlap, Polygon box) {
        return box.area() < SMALL * work.pixels.length ? new Around(work, seen).alike(overlap, box) : 1;
    }

    private double alike(boolean[] overlap, Polygon box) {
        Polygon.Point first = box.points().getFirst();
        Polygon.Point last = box.points().get(2);
        for (int p = 0; p < overlap.length; p++) {
            if (overlap[p]) {
                int x = p % work.width;
                int y = p / work.width;
                boolean inside = x >= first.x() - MARGIN
                        && x <= last.x() + MARGIN
                        && y >= first.y() - MARGIN
                        && y <= last.y() + MARGIN;
                (inside ? within : around).add(work.pixels[p], seen.pixels[p]);
            }
        }
        boolean little = around.count < LEAST * (around.count + within.count);
        if (little || Math.max(around.varianceA(), around.varianceB()) < EVEN * EVEN) {
            return 1;
        }
        return around.correlation() * Math.signum(within.covariance());
    }
}
