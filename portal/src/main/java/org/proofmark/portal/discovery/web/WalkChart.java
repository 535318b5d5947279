package org.proofmark.portal.discovery.web;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.portal.discovery.Round;

/**
 * What each walk brought, as bars: what answered upwards, what did not downwards. Drawn in units of the picture, so that the page
 * scales it.
 *
 * @param width of the whole
 * @param height of the whole
 * @param ground where the bars stand
 * @param most the highest bar's number
 * @param bars from the oldest to the newest
 */
record WalkChart(int width, int height, double ground, long most, List<Bar> bars) {
    private static final int HEIGHT = 160;
    private static final int BELOW = 36;
    private static final int ABOVE = 16;
    private static final int STEP = 16;
    private static final int BAR = 11;
    private static final int FEWEST = 40;

    /**
     * One walk.
     *
     * @param x of its left side
     * @param pages the height of what answered as documents
     * @param images the height of what answered as images, standing on it
     * @param missed the depth of what did not answer
     */
    record Bar(Round round, double x, int width, double pages, double images, double missed) {}

    /** @param rounds newest first, as they are told */
    static WalkChart of(List<Round> rounds) {
        long most = rounds.stream()
                .mapToLong(round -> Math.max(round.documents() + round.images(), round.missed()))
                .max()
                .orElse(0);
        double ground = HEIGHT - BELOW;
        int width = Math.max(FEWEST, rounds.size()) * STEP;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(rounds.size() - 1 - i);
            bars.add(new Bar(
                    round,
                    i * STEP + (STEP - BAR) / 2.0,
                    BAR,
                    scaled(round.documents(), most, ground - ABOVE),
                    scaled(round.images(), most, ground - ABOVE),
                    scaled(round.missed(), most, BELOW - 4.0)));
        }
        return new WalkChart(width, HEIGHT, ground, most, bars);
    }

    /** What is not nothing is seen. */
    private static double scaled(long count, long most, double height) {
        return count == 0 ? 0 : Math.max(1.5, Math.round(10.0 * height * count / most) / 10.0);
    }
}
