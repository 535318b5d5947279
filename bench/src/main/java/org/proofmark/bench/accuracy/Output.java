package org.proofmark.bench.accuracy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The files of a report. */
final class Output {
    private static final int SHOWN = 60;
    private static final int SHOWN_PER_EDIT = 5;

    private final Path folder;
    private final Trial trial;
    private final Report report;
    private final Map<String, Supplier<byte[]>> references;

    Output(Path folder, Trial trial, Report report, Map<String, Supplier<byte[]>> references) {
        this.folder = folder;
        this.trial = trial;
        this.report = report;
        this.references = references;
    }

    /** Writes what is known of the copies. */
    void write(int registered) throws IOException {
        long copies = trial.asked().stream().filter(Query::isCopy).count();
        Files.writeString(
                folder.resolve("accuracy.md"),
                "# Accuracy%n%n%,d photos registered, %,d copies and %,d unrelated queries asked.%n%n"
                                .formatted(registered, copies, trial.asked().size() - copies)
                        + report.summary()
                        + "\nWithout %d reviewed pairs of screenshots that show the same window of a program:%n%n"
                                .formatted(KnownCopies.sameWindows().pairs().size())
                        + report.summaryWithoutWindows() + '\n' + report.targets()
                        + "\n## By edit\n\nCopies found at zero false matches.\n\n"
                        + report.edits() + "\n![Copies found by edit](accuracy.svg)\n\n## The finders\n\n"
                        + report.settings());
        List<String> names = trial.finders().stream().map(Finder::name).toList();
        Files.writeString(folder.resolve("accuracy.svg"), new AccuracyChart(names, report.rows()).svg());
        writeEdits(names);
        writePredictions();
        writePairs();
    }

    private void writeEdits(List<String> names) throws IOException {
        StringBuilder csv = new StringBuilder("edit,hard,copies");
        names.forEach(name -> csv.append(",%1$s at zero false,%1$s at precision .99,%1$s says copy".formatted(name)));
        for (Report.EditRow row : report.rows()) {
            csv.append("\n%s,%s,%d".formatted(row.kind(), row.hard(), row.copies()));
            for (int f = 0; f < names.size(); f++) {
                csv.append(String.format(
                        Locale.ROOT,
                        ",%.4f,%.4f,%.4f",
                        row.zeroFalse().get(f),
                        row.precise().get(f),
                        row.answered().get(f)));
            }
        }
        Files.writeString(folder.resolve("edits.csv"), csv.append('\n'));
    }

    private void writePredictions() throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("predictions.csv"))) {
            csv.write("finder,query,kind,reference,score,answer,right\n");
            for (int f = 0; f < trial.finders().size(); f++) {
                for (Prediction p : report.figures(f).ordered()) {
                    csv.write(String.format(
                            Locale.ROOT,
                            "%s,%s,\"%s\",%s,%.4f,%s,%s%n",
                            trial.finders().get(f).name(),
                            p.query().name().replace(',', ';'),
                            p.query().kind(),
                            p.found().reference(),
                            p.score(),
                            p.found().answer(),
                            p.right()));
                }
            }
        }
    }

    /** The first finder's surest wrong answers, and copies it did not find above its threshold. */
    private void writePairs() throws IOException {
        Figures first = report.figures(0);
        double threshold = first.zeroFalseThreshold();
        List<Prediction> wrong =
                first.ordered().stream().filter(p -> !p.right()).limit(SHOWN).toList();
        Files.writeString(
                folder.resolve("false-matches.html"),
                new PairPage(references).section("Surest wrong answers", wrong).html());
        Set<Query> found = new HashSet<>();
        first.ordered().stream().filter(p -> p.right() && p.score() > threshold).forEach(p -> found.add(p.query()));
        PairPage missed = new PairPage(references);
        for (Report.EditRow row : report.rows()) {
            List<Query> lost = trial.asked().stream()
                    .filter(q -> q.kind().equals(row.kind()) && !found.contains(q))
                    .toList();
            if (!lost.isEmpty()) {
                missed.missed(row.kind(), lost, SHOWN_PER_EDIT);
            }
        }
        Files.writeString(folder.resolve("missed.html"), missed.html());
    }

    /** Adds the look-alikes. */
    void write(LookAlikeReport alike, Map<String, Supplier<byte[]>> works) throws IOException {
        Files.writeString(
                folder.resolve("accuracy.md"),
                "\n## Look-alikes\n\nNo pair here is a copy. Thresholds are those of zero false matches above.\n\n"
                        + alike.table(),
                StandardOpenOption.APPEND);
        PairPage page = new PairPage(works);
        for (Found.Answer answer : Found.Answer.values()) {
            page.section(
                    "Answered " + answer,
                    alike.answered().stream()
                            .filter(p -> p.found().answer() == answer)
                            .toList());
        }
        Files.writeString(folder.resolve("look-alikes.html"), page.html());
    }
}
