package org.proofmark.engine.index;

/**
 * An image that shares features with a query, not yet verified. The columns hold its hits: pairs of a query feature and
 * one of the image's own features with the same word and a signature close enough, ordered by query feature, then
 * geometry.
 *
 * @param image the image's name
 * @param votes the sum of the votes of its hits
 * @param queryFeature number of the query feature
 * @param geometry packed place of the image's own feature
 * @param distance Hamming distance of the two signatures, 0 to 64
 * @param weight weight of the hit: rarer words and closer signatures weigh more, and a query feature that hits many
 *     images or many features weighs less
 */
@SuppressWarnings("ArrayRecordComponent") // columns, passed by reference and never changed
public record Candidate(
        String image, double votes, int[] queryFeature, int[] geometry, byte[] distance, float[] weight) {
    public Candidate {
        int hits = queryFeature.length;
        if (geometry.length != hits || distance.length != hits || weight.length != hits) {
            throw new IllegalArgumentException("columns of different lengths");
        }
    }

    /** The number of hits. */
    public int hits() {
        return queryFeature.length;
    }
}
