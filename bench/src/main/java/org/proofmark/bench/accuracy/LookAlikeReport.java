package org.proofmark.bench.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the look-alikes: nothing among them is a copy. */
final class LookAlikeReport {
    private final LookAlikes lookAlikes;
    private final Trial trial;
    private final List<Double> thresholds;

    /**
     * A report.
     *
     * @param thresholds of each finder, from the main trial, at zero false matches there
     */
    LookAlikeReport(LookAlikes lookAlikes, Trial trial, List<Double> thresholds) {
        this.lookAlikes = lookAlikes;
        this.trial = trial;
        this.thresholds = thresholds;
    }

    /** A row per group. Pairs across groups stand in the last row. */
    String table() {
        StringBuilder out = new StringBuilder("| group | pairs |");
        for (Finder finder : trial.finders()) {
            out.append(' ').append(finder.name()).append(" above its threshold |");
        }
        out.append(" %1$s: copy | %1$s: ask | %1$s: same scene |%n|---|--:|%2$s--:|--:|--:|%n"
                .formatted(trial.finders().getFirst().name(), "--:|".repeat(thresholds.size())));
        lookAlikes.groups().forEach(group -> row(out, group, group, lookAlikes.pairs(group)));
        long scenes = lookAlikes.groups().stream()
                .filter(LookAlikes::isScene)
                .mapToLong(lookAlikes::pairs)
                .sum();
        row(out, "scene ", "all scenes", scenes);
        row(
                out,
                "",
                "all groups and across",
                (long) lookAlikes.works().size() * lookAlikes.queries().size());
        return out.toString();
    }

    private void row(StringBuilder out, String group, String title, long pairs) {
        out.append("| ").append(title).append(" | ").append(pairs).append(" |");
        for (int f = 0; f < thresholds.size(); f++) {
            double threshold = thresholds.get(f);
            long above =
                    within(f, group).stream().filter(p -> p.score() > threshold).count();
            out.append(" %d (%s) |".formatted(above, percent(above, pairs)));
        }
        Map<Found.Answer, Long> answers = within(0, group).stream()
                .collect(Collectors.groupingBy(p -> p.found().answer(), Collectors.counting()));
        for (Found.Answer answer : Found.Answer.values()) {
            out.append(" %d |".formatted(answers.getOrDefault(answer, 0L)));
        }
        out.append('\n');
    }

    /** All pairs that the first finder answers, surest first. */
    List<Prediction> answered() {
        return trial.figures(0).ordered();
    }

    private List<Prediction> within(int finder, String group) {
        return trial.figures(finder).ordered().stream()
                .filter(p -> group.isEmpty() || p.query().kind().startsWith(group))
                .filter(p -> group.isEmpty()
                        || LookAlikes.group(p.found().reference())
                                .equals(p.query().kind()))
                .toList();
    }

    private static String percent(long of, long all) {
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 0 : 100.0 * of / all);
    }
}
