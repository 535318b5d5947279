package org.proofmark.bench.accuracy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The figures of a finder over all queries, copies and unrelated, as in the Image Similarity Challenge (DISC21): all
 * predictions of all queries in one list, surest first. Where a right and a wrong prediction have the same score, the
 * wrong one counts as the surer.
 */
final class Figures {
    private static final int RESAMPLINGS = 300;

    private final List<Prediction> ordered;
    private final List<Query> queries;
    private final long copies;

    Figures(List<Prediction> predictions, List<Query> queries) {
        this.queries = queries;
        copies = queries.stream().filter(Query::isCopy).count();
        ordered = predictions.stream()
                .sorted(Comparator.comparingDouble(Prediction::score).reversed().thenComparing(Prediction::right))
                .toList();
    }

    /** All predictions, surest first. */
    List<Prediction> ordered() {
        return ordered;
    }

    /** Micro average precision: the mean, over all true pairs, of the precision down to where the pair stands. */
    double averagePrecision() {
        Map<Query, Integer> once = new HashMap<>();
        queries.forEach(query -> once.put(query, 1));
        return averagePrecision(once);
    }

    /** Lower and upper end of the interval that holds 95 % of the average precisions of resampled queries. */
    double[] interval(long seed) {
        Random chance = new Random(seed);
        double[] values = new double[RESAMPLINGS];
        for (int n = 0; n < RESAMPLINGS; n++) {
            Map<Query, Integer> times = new HashMap<>();
            for (int i = 0; i < queries.size(); i++) {
                times.merge(queries.get(chance.nextInt(queries.size())), 1, Integer::sum);
            }
            values[n] = averagePrecision(times);
        }
        Arrays.sort(values);
        return new double[] {values[RESAMPLINGS / 40], values[RESAMPLINGS - 1 - RESAMPLINGS / 40]};
    }

    private double averagePrecision(Map<Query, Integer> times) {
        long all = 0;
        for (Map.Entry<Query, Integer> entry : times.entrySet()) {
            all += entry.getKey().isCopy() ? entry.getValue() : 0;
        }
        double sum = 0;
        long right = 0;
        long seen = 0;
        for (Prediction prediction : ordered) {
            int weight = times.getOrDefault(prediction.query(), 0);
            seen += weight;
            if (prediction.right() && weight > 0) {
                right += weight;
                sum += weight * (double) right / seen;
            }
        }
        return all == 0 ? 0 : sum / all;
    }

    /** The score that a prediction must exceed to be surer than every wrong one; below all scores if none is wrong. */
    double zeroFalseThreshold() {
        return ordered.stream()
                .filter(prediction -> !prediction.right())
                .mapToDouble(Prediction::score)
                .findFirst()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** The lowest score down to which so large a share of the predictions is right; above all scores if none. */
    double thresholdAtPrecision(double precision) {
        double threshold = Double.POSITIVE_INFINITY;
        long right = 0;
        for (int i = 0; i < ordered.size(); i++) {
            right += ordered.get(i).right() ? 1 : 0;
            boolean lastOfScore = i + 1 == ordered.size()
                    || ordered.get(i + 1).score() < ordered.get(i).score();
            if (lastOfScore && right >= precision * (i + 1)) {
                threshold = ordered.get(i).score();
            }
        }
        return threshold;
    }

    /** Share of the copies found with a score above a threshold. */
    double recallAbove(double threshold) {
        return share(
                ordered.stream().filter(p -> p.right() && p.score() > threshold).count());
    }

    /** Share of the copies found with at least a score. */
    double recallFrom(double threshold) {
        return share(ordered.stream()
                .filter(p -> p.right() && p.score() >= threshold)
                .count());
    }

    /** Share of the copies whose surest prediction is right. */
    double firstIsRight() {
        Map<Query, Prediction> first = new HashMap<>();
        ordered.forEach(prediction -> first.putIfAbsent(prediction.query(), prediction));
        return share(first.values().stream().filter(Prediction::right).count());
    }

    /** Share of the copies for which the finder itself says so. */
    double recallByAnswer(Found.Answer answer) {
        return share(ordered.stream()
                .filter(p -> p.right() && p.found().answer() == answer)
                .count());
    }

    /** Number of wrong predictions that the finder itself gives an answer. */
    long wrongByAnswer(Found.Answer answer) {
        return ordered.stream()
                .filter(p -> !p.right() && p.found().answer() == answer)
                .count();
    }

    private double share(long of) {
        return copies == 0 ? 0 : of / (double) copies;
    }
}
