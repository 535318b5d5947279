package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Counts the votes of one search, and remembers every hit in as few bytes as will do: a hundred thousand hits are usual in a
 * large index, and all but those of the best images are thrown away.
 *
 * <p>Each image has one long: its votes in the upper half; below, 16 bits the query feature that hit it last and 16 bits the
 * strongest weight of that feature so far. So a feature that hits an image again adds only what is stronger. It needs the hits
 * of one image in the order of the query features, nothing else.
 *
 * <p>Used by one search at a time, and used again by the next: all longs are 0 between two searches.
 */
final class Tally {
    private final Probes probes;
    private final long[] standings;
    private int size;
    private int[] image = new int[8192];
    private int[] at = new int[8192];
    private int[] probeAndDistance = new int[8192];

    /**
     * A tally for one query.
     *
     * @param standings one long for each image, all 0
     */
    Tally(Probes probes, long[] standings) {
        this.probes = probes;
        this.standings = standings;
    }

    /** Where names and places are looked up afterwards. */
    interface Images {
        String name(int image);

        /** The packed place that stands at a place of the list of a word, in the part that holds the image. */
        int geometry(int image, int word, int at);
    }

    /**
     * Adds a hit.
     *
     * @param image number of the image in the snapshot
     * @param at where the posting stands, for the part to find it again
     */
    void add(int image, int at, int probe, int distance) {
        if (size == this.image.length) {
            grow();
        }
        this.image[size] = image;
        this.at[size] = at;
        probeAndDistance[size++] = probe << 5 | distance;
        long weight = probes.weight()[probe][distance];
        long feature = probes.feature()[probe];
        long standing = standings[image];
        long before = (standing >>> 16 & 0xFFFF) == feature ? standing & 0xFFFF : 0;
        long votes = (standing >>> 32) + Math.max(0, weight - before);
        standings[image] = votes << 32 | feature << 16 | Math.max(weight, before);
    }

    /** The images with the most votes, most first, ties by name. */
    List<Candidate> best(int limit, Images images) {
        PriorityQueue<Contender> best = new PriorityQueue<>(Contender.WORST_FIRST);
        for (int hit = 0; hit < size; hit++) {
            int votes = (int) (standings[image[hit]] >>> 32);
            standings[image[hit]] = 0;
            if (votes > 0 && limit > 0 && (best.size() < limit || votes >= best.element().votes)) {
                best.add(new Contender(votes, images.name(image[hit]), image[hit], new ArrayList<>()));
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
        List<Contender> winners = new ArrayList<>(best);
        collect(winners, images);
        winners.sort(Contender.WORST_FIRST.reversed());
        return winners.stream()
                .map(winner -> Voting.candidate(winner.name, winner.hits))
                .toList();
    }

    private record Contender(int votes, String name, int image, List<Voting.Hit> hits) {
        static final Comparator<Contender> WORST_FIRST = Comparator.comparingInt(Contender::votes)
                .thenComparing(Comparator.comparing(Contender::name).reversed());
    }

    /** Gives the winners their hits. */
    private void collect(List<Contender> winners, Images images) {
        for (int w = 0; w < winners.size(); w++) {
            standings[winners.get(w).image] = w + 1L;
        }
        for (int hit = 0; hit < size; hit++) {
            int winner = (int) standings[image[hit]];
            if (winner > 0) {
                int probe = probeAndDistance[hit] >>> 5;
                int distance = probeAndDistance[hit] & 31;
                int geometry = images.geometry(image[hit], probes.word()[probe], at[hit]);
                int weight = probes.weight()[probe][distance];
                winners.get(winner - 1).hits.add(new Voting.Hit(probes.feature()[probe], geometry, distance, weight));
            }
        }
        for (Contender winner : winners) {
            standings[winner.image] = 0;
            winner.hits.sort(Voting.ORDER);
        }
    }

    private void grow() {
        int capacity = size * 2;
        image = Arrays.copyOf(image, capacity);
        at = Arrays.copyOf(at, capacity);
        probeAndDistance = Arrays.copyOf(probeAndDistance, capacity);
    }
}
