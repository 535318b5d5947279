package org.proofmark.engine.match;

/**
 * What lies around the windows of a work that agree with a query's. Of a copy it looks alike, at least once blurred, even where
 * it has no texture; around a logo that two pictures share it does not, nor around a part of a work that was put on something
 * else. The limits were measured on pictures with one logo and on copies (docs/accuracy.md).
 */
final class Around {
    /** Less than this correlation looks otherwise. */
    static final double ALIKE = 0.5;

    /** Of the overlap so much must lie around. */
    private static final double LEAST = 0.25;

    /** Greys, standard deviation: with less in both there is nothing to be seen. */
    private static final double EVEN = 6;

    private static final double BLUR = 3;

    /** So far from what agrees, in pixels, the blur has carried nothing of it. */
    private static final int MARGIN = 6;

    private final Sums within = new Sums();
    private final Sums around = new Sums();

    private Around() {}

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
     * @return the correlation of the greys there, blurred, positive where they run as those within do; 1 where little lies around,
     *     or that is even in both
     */
    static double alike(FloatPicture work, FloatPicture seen, boolean[] overlap, Polygon box) {
        boolean[] inside = inside(work.width, overlap.length, box);
        int lies = 0;
        int out = 0;
        for (int p = 0; p < overlap.length; p++) {
            lies += overlap[p] ? 1 : 0;
            out += overlap[p] && !inside[p] ? 1 : 0;
        }
        return out < LEAST * lies ? 1 : new Around().alike(work.blurred(BLUR), seen.blurred(BLUR), overlap, inside);
    }

    private static boolean[] inside(int width, int places, Polygon box) {
        Polygon.Point first = box.points().getFirst();
        Polygon.Point last = box.points().get(2);
        boolean[] inside = new boolean[places];
        for (int p = 0; p < places; p++) {
            int x = p % width;
            int y = p / width;
            inside[p] = x >= first.x() - MARGIN
                    && x <= last.x() + MARGIN
                    && y >= first.y() - MARGIN
                    && y <= last.y() + MARGIN;
        }
        return inside;
    }

    private double alike(FloatPicture work, FloatPicture seen, boolean[] overlap, boolean[] inside) {
        for (int p = 0; p < overlap.length; p++) {
            if (overlap[p]) {
                (inside[p] ? within : around).add(work.pixels[p], seen.pixels[p]);
            }
        }
        return Math.max(around.varianceA(), around.varianceB()) < EVEN * EVEN
                ? 1
                : around.correlation() * Math.signum(within.covariance());
    }
}
