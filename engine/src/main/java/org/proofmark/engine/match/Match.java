package org.proofmark.engine.match;

import java.util.Comparator;

/**
 * A work found in a query.
 *
 * @param image the work's name in the index
 * @param verdict what the engine makes of it
 * @param score −log₁₀ of how many matches as good as this one would be false per query, at this index size: 2 means one in
 *     a hundred queries; comparable across queries. Of what only the last look of {@link CopyFinder}, for small parts of works,
 *     finds, it is no such number any more: it is mapped to below 2, where copies begin, in the same order (halved where it was
 *     below that, else 2 − 2 ⁄ score)
 * @param inliers features of both that agree on one transform
 * @param agreement how far the pixels agree under it, 0 to 1 ({@link Evidence})
 * @param queryOverlap share of the query's area that shows the work, 0 to 1
 * @param referenceOverlap share of the work's area that the query shows, 0 to 1
 * @param mirrored whether the query shows the work mirrored
 * @param inverted whether the query shows the work as a negative
 * @param transform from pixels of the query to pixels of the work, both as displayed, from the top left corner
 * @param queryRegion where the query shows the work, in the query's pixels
 * @param referenceRegion what of the work is shown, in the work's pixels
 */
public record Match(
        String image,
        Verdict verdict,
        double score,
        int inliers,
        double agreement,
        double queryOverlap,
        double referenceOverlap,
        boolean mirrored,
        boolean inverted,
        Transform transform,
        Polygon queryRegion,
        Polygon referenceRegion) {
    /** Surest first; ties by name. */
    public static final Comparator<Match> SUREST_FIRST =
            Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::image);

    /** The same as a question: in its old order among its like, and below every copy. */
    Match asQuestion() {
        double lower = score < Evidence.COPY ? score / 2 : Evidence.COPY - 2 / score;
        return verdict == Verdict.SAME_SCENE ? this : asking(lower);
    }

    /** The same as a question of the faintest, below 1: in its old order among its like. */
    Match asFaintQuestion() {
        return asking(score < Evidence.COPY ? score / 4 : 1 - 1 / score);
    }

    private Match asking(double lower) {
        return new Match(
                image,
                Verdict.ASK,
                lower,
                inliers,
                agreement,
                queryOverlap,
                referenceOverlap,
                mirrored,
                inverted,
                transform,
                queryRegion,
                referenceRegion);
    }
}
