package org.proofmark.engine.match;

/**
 * How near two images come to a match that is none.
 *
 * @param inliers features of both that agree on one transform
 * @param agreement how far the pixels agree under it, 0 to 1
 * @param score as that of a {@link Match}; below 0 it is not worth a look
 */
public record Nearest(int inliers, double agreement, double score) {}
