package org.proofmark.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.ExactIndex;

/**
 * One feature seen in both pictures, at places that agree with how one lies on the other: what a match can be explained by.
 *
 * @param copyX in the copy, in its pixels as displayed, from the left
 * @param copyY from the top
 * @param workX in the work, in its pixels
 * @param workY from the top
 */
public record Correspondence(double copyX, double copyY, double workX, double workY) {
    /** In shares of the work's long side. */
    private static final double NEAR = 0.015;

    /** Of each such part of a long side one is told. */
    private static final double CELLS = 48;

    private static final String WORK = "work";

    /**
     * The features that two pictures share where a match lays one on the other.
     *
     * @param copy as {@link Encounters#kept} or examined as a query
     * @param work as registered
     * @param map from the copy's pixels to the work's
     * @return the closest to where the map has them first, each feature and each small cell once
     */
    public static List<Correspondence> of(
            Fingerprint copy, Fingerprint work, Transform map, boolean mirrored, boolean inverted) {
        try (ExactIndex index = new ExactIndex()) {
            index.add(Map.of(WORK, work));
            Features asked = Variant.of(mirrored, inverted).of(copy.features());
            return index.search(asked, 1).stream()
                    .flatMap(candidate -> agreeing(asked, candidate, longSide(copy), longSide(work), map).stream())
                    .toList();
        }
    }

    private static int longSide(Fingerprint picture) {
        return Math.max(picture.width(), picture.height());
    }

    private record Pair(int feature, double away, Correspondence places) {}

    private static List<Correspondence> agreeing(
            Features copy, Candidate work, int copySide, int workSide, Transform map) {
        List<Pair> pairs = new ArrayList<>();
        for (int hit = 0; hit < work.hits(); hit++) {
            int place = copy.geometry()[work.queryFeature()[hit]];
            Correspondence places = new Correspondence(
                    Features.x(place) * (double) copySide,
                    Features.y(place) * (double) copySide,
                    Features.x(work.geometry()[hit]) * (double) workSide,
                    Features.y(work.geometry()[hit]) * (double) workSide);
            double away = places.away(map);
            if (away <= NEAR * workSide) {
                pairs.add(new Pair(work.queryFeature()[hit], away, places));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::away));
        Set<Integer> features = new HashSet<>();
        Set<Long> cells = new HashSet<>();
        return pairs.stream()
                .filter(pair -> cells.add(pair.places.cell(workSide)) && features.add(pair.feature))
                .map(Pair::places)
                .toList();
    }

    /** How far from where the map puts the copy's place the work's is, in pixels of the work. */
    private double away(Transform map) {
        return Math.hypot(map.x(copyX, copyY) - workX, map.y(copyX, copyY) - workY);
    }

    private long cell(int workSide) {
        return (long) (workX / workSide * CELLS) << 32 | (long) (workY / workSide * CELLS);
    }
}
