package org.proofmark.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proofmark.bench.Chart;

/**
 * What both directions cost.
 *
 * @param rows by the number of images met, rising
 * @param works how many a new image was asked against
 * @param forward milliseconds of CPU of asking one image: the middle one, the 95th of a hundred, the longest
 */
public record EncountersReport(List<Row> rows, int works, int features, long seed, List<Double> forward) {
    /**
     * A new work against images met.
     *
     * @param met images in the index
     * @param works asked for
     * @param found copies found in all
     * @param expected copies found among the real ones alone
     * @param middle seconds of wall clock of one work
     * @param longest of them
     * @param cpu middle of seconds of CPU
     */
    public record Row(int met, int works, int found, int expected, double middle, double longest, double cpu) {}

    public EncountersReport {
        rows = List.copyOf(rows);
        forward = List.copyOf(forward);
    }

    /** As a table. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| images met | new works | copies found, of those among the real ones alone | a work, median s | longest s | CPU s |\n");
        text.append("|--:|--:|--:|--:|--:|--:|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %d | %d of %d | %.2f | %.2f | %.2f |%n",
                    row.met,
                    row.works,
                    row.found,
                    row.expected,
                    row.middle,
                    row.longest,
                    row.cpu));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nA new image against %,d works: %.1f ms of CPU (median), %.1f (95th percentile), %.1f (longest). Drawn images have "
                        + "%d features; seed %d.%n",
                works,
                forward.get(0),
                forward.get(1),
                forward.get(2),
                features,
                seed));
        return text.toString();
    }

    /** Writes table, figures and chart. */
    public void write(Path out) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("encounters.md"), markdown());
        StringBuilder csv = new StringBuilder("met,works,found,expected,median_s,longest_s,cpu_s\n");
        List<Chart.Point> middle = new ArrayList<>();
        List<Chart.Point> longest = new ArrayList<>();
        for (Row row : rows) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%d,%d,%.4f,%.4f,%.4f%n",
                    row.met,
                    row.works,
                    row.found,
                    row.expected,
                    row.middle,
                    row.longest,
                    row.cpu));
            middle.add(new Chart.Point(row.met, row.middle));
            longest.add(new Chart.Point(row.met, row.longest));
        }
        Files.writeString(out.resolve("encounters.csv"), csv);
        Chart chart = new Chart("A new work against all images met", "images met", "seconds", true)
                .line("median", middle)
                .line("longest", longest);
        Files.writeString(out.resolve("encounters.svg"), chart.toSvg());
    }
}
