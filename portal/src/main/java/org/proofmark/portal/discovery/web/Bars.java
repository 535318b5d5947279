package org.proofmark.portal.discovery.web;

import java.util.List;
import org.proofmark.portal.discovery.Round;

/**
 * The walks of a source as bars side by side, oldest first, in units of the drawing. The table of walks says the same in numbers.
 *
 * @param width of the whole drawing
 * @param most what the highest bar stands for
 */
public record Bars(int width, long most, List<Bar> bars) {
    private static final int HEIGHT = 96;
    private static final int STEP = 22;

    /**
     * One walk.
     *
     * @param x of its left edge
     * @param known height of the images met before
     * @param fresh height of those met for the first time, above
     * @param missed height of the addresses of which nothing was seen
     */
    public record Bar(int number, int x, int known, int fresh, int missed) {
        public int freshTop() {
            return HEIGHT - known - fresh;
        }

        public int knownTop() {
            return HEIGHT - known;
        }

        public int missedTop() {
            return HEIGHT - missed;
        }
    }

    public Bars {
        bars = List.copyOf(bars);
    }

    static Bars of(List<Round> newestFirst) {
        List<Round> rounds = newestFirst.reversed();
        long most = rounds.stream()
                .mapToLong(round -> Math.max(round.images(), round.missed()))
                .max()
                .orElse(0);
        List<Bar> bars = java.util.stream.IntStream.range(0, rounds.size())
                .mapToObj(at -> bar(rounds.get(at), at, Math.max(most, 1)))
                .toList();
        return new Bars(Math.max(1, rounds.size()) * STEP, most, bars);
    }

    private static Bar bar(Round round, int at, long most) {
        long fresh = Math.min(round.pictures(), round.images());
        return new Bar(
                round.number(),
                at * STEP,
                height(round.images() - fresh, most),
                height(fresh, most),
                height(round.missed(), most));
    }

    /** What is there at all is seen. */
    private static int height(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, count * (HEIGHT - 2) / most);
    }
}
