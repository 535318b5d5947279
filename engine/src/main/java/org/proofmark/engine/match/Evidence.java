package org.proofmark.engine.match;

/**
 * What speaks for a match, and how surely.
 *
 * <p>A match can be false in two ways, and the score counts both. <em>Chance:</em> unrelated features line up. Every further
 * inlier makes that about ten times rarer, every window of pixels that agrees closely about eight times where most of them do
 * (straight edges and mere shading count only beside other windows: they agree with any), and it grows with the number of works.
 * <em>Another photo of the same scene</em>, or only a shared print on it: features line up honestly, and only the pixels tell.
 * How often that happens does not depend on the number of works but on how far the pixels agree. The expected number of false
 * matches is the sum of both; the score is its negative decimal logarithm.
 *
 * <p>The constants were fitted on edits, unrelated pictures and look-alikes; how, and how well they hold elsewhere, is in
 * docs/accuracy.md.
 *
 * @param inliers features that agree on the transform, repeated ones discounted
 * @param agreement the agreement of the pixels, 0 to 1
 * @param score −log₁₀ of the expected number of false matches as good as this
 */
record Evidence(double inliers, double agreement, double score) {
    /** At this score and above, one query in a hundred has a false match as good. */
    static final double COPY = 2;

    /** At this score and above, a person should look. */
    static final double ASK = 0;

    private static final double PER_INLIER = 1.0;
    private static final double PER_WINDOW = 0.9;
    private static final double MOST_WINDOWS = 20;
    private static final double CHANCE_AT_A_THOUSAND = 4;
    private static final double SCENE_SLOPE = 30;
    private static final double SCENE_MIDDLE = 0.42;
    private static final double SURER = 8;
    private static final double FULL_COVERAGE = 0.15;
    private static final double FULL_EXTENT = 0.4;
    private static final double FULL_MIDDLE = 0.3;
    private static final double PLACE_SLOPE = 150;
    private static final double PRINT_SLOPE = 60;
    private static final double SAME_SCENE_INLIERS = 8;

    /**
     * Weighs a match.
     *
     * @param extent the larger of the shares that the overlap takes of the query and of the work: a copy is all of the query
     *     or shows most of the work, while a shared caption or logo lets two pictures overlap in a corner
     * @param works how many works the index holds
     */
    static Evidence of(Alignment alignment, Agreement pixels, double extent, int works) {
        double inliers = Math.min(alignment.inliers(), alignment.support() + 1);
        if (pixels.share() <= 0) {
            return new Evidence(inliers, 0, -10);
        }
        double agreement = agreement(pixels.share(), pixels.close(), inliers);
        double whole = Math.clamp((pixels.share() - 0.5) / 0.3, 0, 1);
        double windows = whole * Math.min(MOST_WINDOWS, counted(pixels));
        double chance = PER_INLIER * (inliers - 2)
                + PER_WINDOW * windows
                - CHANCE_AT_A_THOUSAND
                - Math.log10(Math.max(1, works) / 1000.0);
        double print = PRINT_SLOPE * Math.max(0, FULL_COVERAGE - pixels.coverage())
                + PLACE_SLOPE * Math.max(0, FULL_EXTENT - extent)
                + PLACE_SLOPE * Math.max(0, FULL_MIDDLE - pixels.middle());
        double scene =
                SCENE_SLOPE * (Math.min(1, agreement) - SCENE_MIDDLE) + SURER * Math.max(0, agreement - 1) - print;
        double expected = Math.pow(10, -chance) + Math.pow(10, -scene);
        return new Evidence(inliers, Math.min(1, agreement), -Math.log10(expected));
    }

    /** The windows that agree closely; of those along straight edges or of mere shading no more than there are others, and one. */
    private static double counted(Agreement pixels) {
        double loose = pixels.close() * pixels.windows() - pixels.firm();
        return pixels.firm() + Math.min(loose, pixels.firm() + 1);
    }

    /**
     * One number from the shares of windows that agree and that agree closely. A degraded copy agrees everywhere, if not
     * closely. A copy with things pasted on it agrees in part, but there closely, which is believed as far as features say
     * so too. Another photo does neither.
     */
    private static double agreement(double share, double close, double inliers) {
        double clean = Math.clamp((close / share - 0.75) / 0.2, 0, 1) * Math.clamp((inliers - 3) / 4, 0, 1);
        return Math.max(close * (1 + clean), 1.5 * (share - 0.5));
    }

    /** The verdict, or nothing where the pair is not worth telling of. */
    java.util.Optional<Verdict> verdict() {
        if (score >= COPY) {
            return java.util.Optional.of(Verdict.COPY);
        }
        if (score >= ASK) {
            return java.util.Optional.of(Verdict.ASK);
        }
        return inliers >= SAME_SCENE_INLIERS ? java.util.Optional.of(Verdict.SAME_SCENE) : java.util.Optional.empty();
    }
}
