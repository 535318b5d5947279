package org.proofmark.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Writes the figures of a trial as Markdown. */
final class Report {
    private static final double PRECISION = 0.99;

    private final Trial trial;
    private final List<Figures> figures = new ArrayList<>();
    private final List<Figures> withoutWindows = new ArrayList<>();
    private final List<EditRow> rows;

    /**
     * The recall of one edit.
     *
     * @param kind the edit
     * @param hard whether it is marked hard
     * @param copies number of copies asked
     * @param zeroFalse recall per finder at its threshold of zero false matches
     * @param precise recall per finder at precision .99
     * @param answered share that each finder itself calls a copy
     * @param withoutWindows the first finder's recall at zero false matches, pairs of one program's windows left out
     */
    record EditRow(
            String kind,
            boolean hard,
            long copies,
            List<Double> zeroFalse,
            List<Double> precise,
            List<Double> answered,
            double withoutWindows) {}

    Report(Trial trial, List<String> kinds, List<String> hard) {
        this.trial = trial;
        for (int f = 0; f < trial.finders().size(); f++) {
            figures.add(trial.figures(f));
            withoutWindows.add(trial.figures(f, KnownCopies.sameWindows()));
        }
        rows = kinds.stream().map(kind -> row(kind, hard.contains(kind))).toList();
    }

    private EditRow row(String kind, boolean hard) {
        long copies = trial.asked().stream().filter(q -> q.kind().equals(kind)).count();
        List<Double> zeroFalse = new ArrayList<>();
        List<Double> precise = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        for (Figures of : figures) {
            double highest = of.zeroFalseThreshold();
            double from = of.thresholdAtPrecision(PRECISION);
            zeroFalse.add(share(of, kind, copies, p -> p.score() > highest));
            precise.add(share(of, kind, copies, p -> p.score() >= from));
            answered.add(share(of, kind, copies, p -> p.found().answer() == Found.Answer.COPY));
        }
        Figures without = withoutWindows.getFirst();
        double above = without.zeroFalseThreshold();
        double left = share(without, kind, copies, p -> p.score() > above);
        return new EditRow(kind, hard, copies, zeroFalse, precise, answered, left);
    }

    private static double share(Figures of, String kind, long copies, Predicate<Prediction> counts) {
        long found = of.ordered().stream()
                .filter(p -> p.right() && p.query().kind().equals(kind) && counts.test(p))
                .count();
        return copies == 0 ? 0 : found / (double) copies;
    }

    List<EditRow> rows() {
        return rows;
    }

    Figures figures(int finder) {
        return figures.get(finder);
    }

    /** The table of all finders. */
    String summary() {
        return summary(figures);
    }

    /** The table without pairs of screenshots that show the same window of a program. */
    String summaryWithoutWindows() {
        return summary(withoutWindows);
    }

    private String summary(List<Figures> each) {
        StringBuilder out = new StringBuilder("""
                | finder | µAP (95 % interval) | recall at zero false | at precision .99 | first is right | says copy: right | wrong | threshold at zero false | CPU ms a query |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        for (int f = 0; f < each.size(); f++) {
            out.append(row(each.get(f), trial.finders().get(f).name(), trial.queryMillis(f)));
        }
        return out.toString();
    }

    private static String row(Figures of, String name, double millis) {
        double[] interval = of.interval(1);
        double threshold = of.zeroFalseThreshold();
        return line(
                "| %s | %.4f (%.4f–%.4f) | %.4f | %.4f | %.4f | %.4f | %d | %.3f | %.1f |%n",
                name,
                of.averagePrecision(),
                interval[0],
                interval[1],
                of.recallAbove(threshold),
                of.recallFrom(of.thresholdAtPrecision(PRECISION)),
                of.firstIsRight(),
                of.recallByAnswer(Found.Answer.COPY),
                of.wrongByAnswer(Found.Answer.COPY),
                threshold,
                millis);
    }

    /** A row per edit: recall at zero false matches of every finder, and at precision .99 of the first. */
    String edits() {
        StringBuilder out = new StringBuilder("| edit | copies |");
        trial.finders().forEach(finder -> out.append(' ').append(finder.name()).append(" |"));
        out.append(line(
                " %1$s without windows | %1$s at precision .99 | %1$s says copy |%n|---|--:|%2$s--:|--:|--:|%n",
                trial.finders().getFirst().name(), "--:|".repeat(figures.size())));
        for (EditRow row : rows) {
            out.append(line("| %s%s | %d |", row.kind(), row.hard() ? " (hard)" : "", row.copies()));
            row.zeroFalse().forEach(recall -> out.append(line(" %.3f |", recall)));
            out.append(line(
                    " %.3f | %.3f | %.3f |%n",
                    row.withoutWindows(),
                    row.precise().getFirst(),
                    row.answered().getFirst()));
        }
        return out.toString();
    }

    /** Edits of the first finder below what is asked of them, by both counts. */
    String targets() {
        return below("", row -> row.zeroFalse().getFirst()) + below(" without windows", EditRow::withoutWindows);
    }

    private String below(String counted, ToDoubleFunction<EditRow> recall) {
        List<String> below = rows.stream()
                .filter(row -> recall.applyAsDouble(row) < (row.hard() ? 0.8 : 0.95))
                .map(row -> line("%s %.3f", row.kind(), recall.applyAsDouble(row)))
                .toList();
        return "- Below .95 (hard ones: .80) at zero false matches%s: %s.%n"
                .formatted(counted, below.isEmpty() ? "none" : String.join(", ", below));
    }

    /** How every finder is set. */
    String settings() {
        StringBuilder out = new StringBuilder();
        trial.finders()
                .forEach(finder -> out.append("- ")
                        .append(finder.name())
                        .append(": ")
                        .append(finder.setting())
                        .append('\n'));
        return out.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
