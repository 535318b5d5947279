package org.proofmark.engine.match;

import java.util.List;
import java.util.Optional;

/** The windows of a work, one around each pixel, and how far those of a query laid on it agree with them. */
final class Windows {
    private static final double FLAT = 60;
    private static final double FLATTEST_SHARE = 0.3;
    private static final float AGREES = 0.7f;
    private static final float AGREES_CLOSELY = 0.9f;
    private static final float STRAIGHT = 0.05f;
    private static final float DETAILED = 0.5f;
    private static final double BLANK = 0.01;
    private static final double MARGIN = 0.15;
    private static final double OUTERMOST = 0.03;
    private static final int FEWEST_PLACES = 60;
    private static final double WINDOW = PixelCheck.WINDOW * PixelCheck.WINDOW;

    private final Transform map;
    private final int width;
    private final boolean[] judged;
    private final int overlap;
    private final float[] energy;
    private final FloatPicture query;
    private final Texture seen;
    private final float[] correlation;
    private final float floor;
    private int textured;

    /** The textured ones that are not under something blank. */
    private int open;

    private int agree;
    private int close;

    /** Of the work's energy: what has less of it, where the work has texture, is something blank. */
    private float blank;

    private Windows(Texture work, FloatPicture query, boolean[] judged, int overlap, Transform map) {
        this.map = map;
        this.width = work.across().width;
        this.judged = judged;
        this.overlap = overlap;
        this.energy = work.energy();
        this.query = query;
        this.seen = Texture.of(query);
        this.correlation = work.correlation(seen);
        this.floor = floor(judged, overlap);
        count();
    }

    /**
     * Compares.
     *
     * @param query laid on the work by the map
     * @return nothing where too little lies there, or nothing of it agrees
     */
    static Optional<Windows> of(Texture work, Warp query, Transform map) {
        boolean[] judged = query.eroded(PixelCheck.REACH);
        int overlap = count(judged);
        if (overlap < FEWEST_PLACES) {
            return Optional.empty();
        }
        Windows windows = new Windows(work, query.seen(), judged, overlap, map);
        return windows.agree == 0 || windows.textured < FEWEST_PLACES ? Optional.empty() : Optional.of(windows);
    }

    private void count() {
        float[] seenEnergy = seen.energy();
        double gain = 0;
        for (int p = 0; p < judged.length; p++) {
            if (judged[p] && energy[p] > floor) {
                textured++;
                close += correlation[p] > AGREES_CLOSELY ? 1 : 0;
                if (correlation[p] > AGREES) {
                    agree++;
                    gain += seenEnergy[p] / energy[p];
                }
            }
        }
        blank = (float) (BLANK * gain / agree);
        for (int p = 0; p < judged.length; p++) {
            open += judged[p] && energy[p] > floor && !covered(p) ? 1 : 0;
        }
    }

    /** How much speaks for this map: the windows that agree closely. */
    double weight() {
        return share(close) * windows();
    }

    private double share(int places) {
        return places / (double) open;
    }

    private double windows() {
        return open / WINDOW;
    }

    /**
     * All there is to say of it.
     *
     * @param picture the work
     * @param texture its own
     * @param toWork from the work's pixels to those its map begins at
     * @param fromQuery to the query's pixels from those its map ends at
     */
    Agreement agreement(FloatPicture picture, Texture texture, Transform toWork, Transform fromQuery) {
        double share = share(agree);
        Polygon where = where();
        return new Agreement(
                share,
                share(close),
                windows(),
                firm(texture) / WINDOW,
                agree / (double) overlap,
                middle(share),
                Around.alike(picture, query, judged, where),
                where.mapped(toWork),
                toWork.inverse().then(map).then(fromQuery.inverse()));
    }

    private int firm(Texture work) {
        float[] breadth = work.breadth();
        float[] seenBreadth = seen.breadth();
        float[] detail = work.detail(seen);
        int firm = 0;
        for (int p = 0; p < judged.length; p++) {
            if (judged[p] && energy[p] > floor && correlation[p] > AGREES_CLOSELY) {
                firm += Math.min(breadth[p], seenBreadth[p]) > STRAIGHT && detail[p] > DETAILED ? 1 : 0;
            }
        }
        return firm;
    }

    /**
     * The share of textured windows, not under something blank, that agree in the middle of the overlap. What is textured is asked
     * of the middle alone: beside a printed frame all cloth is smooth.
     */
    private double middle(double otherwise) {
        boolean[] inner = inner();
        int places = count(inner);
        if (places < FEWEST_PLACES) {
            return otherwise;
        }
        float innerFloor = floor(inner, places);
        int seenThrough = 0;
        int agreeing = 0;
        for (int p = 0; p < inner.length; p++) {
            if (inner[p] && energy[p] > innerFloor && !covered(p)) {
                seenThrough++;
                agreeing += correlation[p] > AGREES ? 1 : 0;
            }
        }
        return seenThrough < FEWEST_PLACES ? otherwise : agreeing / (double) seenThrough;
    }

    /** The box around the windows that agree, without the outermost {@value #OUTERMOST} of them on each side. */
    private Polygon where() {
        int[] across = new int[width];
        int[] down = new int[judged.length / width];
        for (int p = 0; p < judged.length; p++) {
            if (judged[p] && energy[p] > floor && correlation[p] > AGREES) {
                across[p % width]++;
                down[p / width]++;
            }
        }
        double left = Math.max(0, reached(across, OUTERMOST) - PixelCheck.REACH);
        double right = Math.min(across.length, reached(across, 1 - OUTERMOST) + PixelCheck.REACH);
        double top = Math.max(0, reached(down, OUTERMOST) - PixelCheck.REACH);
        double bottom = Math.min(down.length, reached(down, 1 - OUTERMOST) + PixelCheck.REACH);
        return new Polygon(List.of(
                new Polygon.Point(left, top),
                new Polygon.Point(right, top),
                new Polygon.Point(right, bottom),
                new Polygon.Point(left, bottom)));
    }

    /** Where a share of all that agree is reached. */
    private int reached(int[] counts, double share) {
        int place = 0;
        for (int seenSoFar = counts[0]; seenSoFar < share * agree; ) {
            seenSoFar += counts[++place];
        }
        return place;
    }

    private boolean covered(int p) {
        return correlation[p] <= AGREES && seen.energy()[p] < blank * energy[p];
    }

    /** The overlap without the outer {@value #MARGIN} of its breadth and height on each side. */
    private boolean[] inner() {
        int height = judged.length / width;
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (judged[y * width + x]) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        double aside = MARGIN * (right - left);
        double above = MARGIN * (bottom - top);
        boolean[] inner = new boolean[judged.length];
        for (int y = 0; y < height; y++) {
            if (y > top + above && y < bottom - above) {
                for (int x = 0; x < width; x++) {
                    inner[y * width + x] = judged[y * width + x] && x > left + aside && x < right - aside;
                }
            }
        }
        return inner;
    }

    /** What has less texture than this is flat, among these places. */
    private float floor(boolean[] places, int count) {
        float[] energies = new float[count];
        int n = 0;
        for (int p = 0; p < places.length; p++) {
            if (places[p]) {
                energies[n++] = energy[p];
            }
        }
        return Math.max((float) FLAT, Selection.smallest(energies, (int) (FLATTEST_SHARE * (count - 1))));
    }

    private static int count(boolean[] set) {
        int count = 0;
        for (boolean b : set) {
            count += b ? 1 : 0;
        }
        return count;
    }
}
