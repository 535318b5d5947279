package org.proofmark.engine.index;

import java.util.List;

/**
 * Which neighbouring segments become one next. Segments stand from the eldest to the youngest; the youngest are merged into
 * their elder once they are not much smaller than it (the logarithmic method of Bentley and Saxe), so there are few segments,
 * each at least twice as large as all younger ones together, and an image is rewritten a logarithmic number of times. A
 * segment that has lost much of its images is rewritten alone.
 *
 * @param from number of the first segment; equal to {@code to} when all is well
 * @param to number behind the last
 */
record MergePlan(int from, int to) {
    /** Segments are not merged beyond so many postings: places in lists are ints. */
    private static final long LARGEST = 1_900_000_000L;

    /** A segment of which this share is gone is rewritten. */
    private static final double GONE = 1 / 3.0;

    /**
     * The merge that is due.
     *
     * @param ratio how many times larger an elder segment may be than all younger ones together and still be merged
     */
    static MergePlan next(List<Holding> segments, int ratio) {
        return plan(segments, ratio, GONE);
    }

    /** The merge that leaves one segment, or as few as can be, without removed images. */
    static MergePlan all(List<Holding> segments) {
        return plan(segments, Long.MAX_VALUE, 0);
    }

    private static MergePlan plan(List<Holding> segments, double ratio, double gone) {
        int from = segments.size();
        long images = 0;
        long postings = 0;
        while (from > 0) {
            Holding elder = segments.get(from - 1);
            boolean small = images == 0 || images * ratio >= elder.living();
            if (!small || postings + elder.part().postings() > LARGEST) {
                break;
            }
            images += elder.living();
            postings += elder.part().postings();
            from--;
        }
        if (segments.size() - from > 1) {
            return new MergePlan(from, segments.size());
        }
        for (int s = 0; s < segments.size(); s++) {
            if (segments.get(s).removed().count() > segments.get(s).images() * gone) {
                return new MergePlan(s, s + 1);
            }
        }
        return new MergePlan(0, 0);
    }
}
