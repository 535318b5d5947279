package org.proofmark.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Writes the figures of a trial as Markdown. */
final class Report {
    private static final double PRECISION = 0.99;

    private final Trial trial;
    private final List<Figures> figures = new ArrayList<>();
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
     */
    record EditRow(
            String kind,
            boolean hard,
            long copies,
            List<Double> zeroFalse,
            List<Double> precise,
            List<Double> answered) {}

    Report(Trial trial, List<String> kinds, List<String> hard) {
        this.trial = trial;
        for (int f = 0; f < trial.finders().size(); f++) {
            figures.add(trial.figures(f));
        }
        rows = kinds.stream().map(kind -> row(kind, hard.contains(kind))).toList();
    }

    private EditRow row(String kind, boolean hard) {
        long copies = trial.asked().stream().filter(q -> q.kind().equals(kind)).count();
        List<Double> zeroFalse = new ArrayList<>();
        List<Double> precise = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        for (Figures of : figures) {
            double above = of.zeroFalseThreshold();
            double from = of.thresholdAtPrecision(PRECISION);
            zeroFalse.add(share(of, kind, copies, p -> p.score() > above));
            precise.add(share(of, kind, copies, p -> p.score() >= from));
            answered.add(share(of, kind, copies, p -> p.found().answer() == Found.Answer.COPY));
        }
        return new EditRow(kind, hard, copies, zeroFalse, precise, answered);
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
        List<Figures> without = new ArrayList<>();
        for (int f = 0; f < figures.size(); f++) {
            without.add(trial.figures(f, KnownCopies.sameWindows()));
        }
        return summary(without);
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
                " %1$s at precision .99 | %1$s says copy |%n|---|--:|%2$s--:|--:|%n",
                trial.finders().getFirst().name(), "--:|".repeat(figures.size())));
        for (EditRow row : rows) {
            out.append(line("| %s%s | %d |", row.kind(), row.hard() ? " (hard)" : "", row.copies()));
            row.zeroFalse().forEach(recall -> out.append(line(" %.3f |", recall)));
            out.append(line(
                    " %.3f | %.3f |%n", row.precise().getFirst(), row.answered().getFirst()));
        }
        return out.toString();
    }

    /** Edits of the first finder below what is asked of them. */
    String targets() {
        List<String> below = rows.stream()
                .filter(row -> row.zeroFalse().getFirst() < (row.hard() ? 0.8 : 0.95))
                .map(row -> line("%s %.3f", row.kind(), row.zeroFalse().getFirst()))
                .toList();
        List<String> hard = rows.stream()
                .filter(row -> row.hard() && row.zeroFalse().getFirst() < 0.95)
                .map(EditRow::kind)
                .toList();
        return "Below .95 (hard ones: .80) at zero false matches: "
                + (below.isEmpty() ? "none" : String.join(", ", below)) + ". Next targets: "
                + (hard.isEmpty() ? "none of the hard ones" : String.join(", ", hard)) + ".\n";
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
