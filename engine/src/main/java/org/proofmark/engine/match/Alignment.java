package org.proofmark.engine.match;

/**
 * How a query lies on a candidate, by their features alone.
 *
 * @param transform from the query's places to the candidate's, both in shares of the own long side; of a mirrored query, from
 *     its mirrored places
 * @param inliers pairs of features that agree with it, each feature and each small cell counted once
 * @param support the inliers' worth: repeated texture, which hits often, counts little
 * @param x where the inliers lie in the candidate, in the mean, in shares of its long side
 * @param y the same downwards
 */
record Alignment(Transform transform, int inliers, double support, double x, double y) {
    private static final int FEW = 4;

    /** Whether so few speak for the transform that it may be far off beyond them. */
    boolean rough() {
        return inliers <= FEW;
    }
}
