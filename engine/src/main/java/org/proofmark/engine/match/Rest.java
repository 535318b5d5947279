package org.proofmark.engine.match;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.worker.Examined;

/**
 * What the copies found in a query leave of it: where more works may be.
 *
 * @param area its share of the query's area, 0 to 1
 * @param detail its share of the query's features, 0 to 1
 * @param features those that lie in it, in their order
 */
record Rest(double area, double detail, Features features) {
    /** The area is told from so many points by so many. */
    private static final int POINTS = 48;

    static Rest of(Examined query, Collection<Match> found) {
        List<Polygon> copies = found.stream()
                .filter(match -> match.verdict() == Verdict.COPY)
                .map(Match::queryRegion)
                .toList();
        double x = (double) query.width() / POINTS;
        double y = (double) query.height() / POINTS;
        long left = IntStream.range(0, POINTS * POINTS)
                .filter(p -> isLeft(copies, (p % POINTS + 0.5) * x, (p / POINTS + 0.5) * y))
                .count();
        Features all = query.fingerprint().features();
        int side = Math.max(query.width(), query.height());
        int[] kept = IntStream.range(0, all.size())
                .filter(f -> isLeft(copies, Features.x(all.geometry()[f]) * side, Features.y(all.geometry()[f]) * side))
                .toArray();
        return new Rest(
                left / (double) (POINTS * POINTS), kept.length / (double) Math.max(1, all.size()), all.only(kept));
    }

    private static boolean isLeft(List<Polygon> copies, double x, double y) {
        return copies.stream().noneMatch(copy -> copy.contains(x, y));
    }

    /** Whether more than a share of both its area and its features is left: a plain margin has none. */
    boolean exceeds(double share) {
        return area > share && detail > share;
    }
}
