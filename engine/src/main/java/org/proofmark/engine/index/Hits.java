package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/** The hits of one search, in columns in the order found, and their ranking by image. Images are numbers here. */
final class Hits {
    private int size;
    private int[] image = new int[4096];
    private int[] queryFeature = new int[4096];
    private int[] geometry = new int[4096];
    private byte[] distance = new byte[4096];
    private float[] weight = new float[4096];

    void add(int image, int queryFeature, int geometry, int distance, float weight) {
        if (size == this.image.length) {
            grow();
        }
        this.image[size] = image;
        this.queryFeature[size] = queryFeature;
        this.geometry[size] = geometry;
        this.distance[size] = (byte) distance;
        this.weight[size++] = weight;
    }

    /**
     * The images with the most votes, most first, ties by name.
     *
     * @param names the name of an image's number
     */
    List<Candidate> best(int limit, IntFunction<String> names) {
        if (limit < 1 || size == 0) {
            return List.of();
        }
        int[] order = byImageThenFeature();
        PriorityQueue<Contender> best = new PriorityQueue<>(Contender.WORST_FIRST);
        for (int from = 0, to; from < size; from = to) {
            int here = image[order[from]];
            to = from + 1;
            while (to < size && image[order[to]] == here) {
                to++;
            }
            double votes = votes(order, from, to);
            if (best.size() < limit || votes >= best.element().votes) {
                best.add(new Contender(votes, names.apply(here), from, to));
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
        return best.stream()
                .sorted(Contender.WORST_FIRST.reversed())
                .map(contender -> Voting.candidate(contender.name, hits(order, contender)))
                .toList();
    }

    private record Contender(double votes, String name, int from, int to) {
        static final Comparator<Contender> WORST_FIRST = Comparator.comparingDouble(Contender::votes)
                .thenComparing(Comparator.comparing(Contender::name).reversed());
    }

    /** {@link Voting#candidate}'s votes, without making the candidate. */
    private double votes(int[] order, int from, int to) {
        double votes = 0;
        float strongest = 0;
        for (int i = from; i < to; i++) {
            if (i > from && queryFeature[order[i]] != queryFeature[order[i - 1]]) {
                votes += strongest;
                strongest = 0;
            }
            strongest = Math.max(strongest, weight[order[i]]);
        }
        return votes + strongest;
    }

    private List<Voting.Hit> hits(int[] order, Contender contender) {
        List<Voting.Hit> hits = new ArrayList<>(contender.to - contender.from);
        for (int i = contender.from; i < contender.to; i++) {
            int hit = order[i];
            hits.add(new Voting.Hit(queryFeature[hit], geometry[hit], distance[hit], weight[hit]));
        }
        hits.sort(Voting.ORDER);
        return hits;
    }

    /** The numbers of all hits: a counting sort by query feature, then a sort by image that keeps that order. */
    private int[] byImageThenFeature() {
        int features = Arrays.stream(queryFeature, 0, size).max().orElse(0) + 1;
        int[] starts = new int[features + 1];
        for (int i = 0; i < size; i++) {
            starts[queryFeature[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] byFeature = new int[size];
        for (int i = 0; i < size; i++) {
            byFeature[starts[queryFeature[i]]++] = i;
        }
        long[] keys = new long[size];
        for (int rank = 0; rank < size; rank++) {
            keys[rank] = (long) image[byFeature[rank]] << 32 | rank;
        }
        Arrays.sort(keys);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = byFeature[(int) keys[i]];
        }
        return order;
    }

    private void grow() {
        int capacity = size * 2;
        image = Arrays.copyOf(image, capacity);
        queryFeature = Arrays.copyOf(queryFeature, capacity);
        geometry = Arrays.copyOf(geometry, capacity);
        distance = Arrays.copyOf(distance, capacity);
        weight = Arrays.copyOf(weight, capacity);
    }
}
