package org.proofmark.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.proofmark.bench.Chart;

/** What {@code bench scale} measured. */
public record ScaleReport(List<Row> rows, String source, double skew, double near, long seed, int queries) {

    /**
     * One size.
     *
     * @param images registered images
     * @param addedPerSecond images added per second of wall-clock time, merging included, since the last size
     * @param addMilliseconds CPU ms per image added, all threads
     * @param segments segments after adding
     * @param asAdded median CPU ms per query after adding
     * @param median median CPU ms per query after compacting and opening again
     * @param high 95th percentile of the same
     * @param found share of the copies whose image came first
     * @param searchedBytes bytes of segments per image
     * @param logBytes bytes of log per image, without thumbnails
     * @param openSeconds seconds to open, every byte searched being checked
     */
    public record Row(
            int images,
            double addedPerSecond,
            double addMilliseconds,
            int segments,
            double asAdded,
            double median,
            double high,
            double found,
            double searchedBytes,
            double logBytes,
            double openSeconds) {}

    /** The report as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Images are drawn, not real. Statistics: %s; a query word's list is %.2f times the mean one; %.2f %% of the "
                        + "pairs of features of one word are within 18 bits. Thumbnails are empty. Seed %d, %d queries at each size, "
                        + "short list 100, one thread.%n",
                source,
                skew,
                100 * near,
                seed,
                queries);
        line(
                text,
                "| images | query, CPU ms: median | 95 %% | as added (segments) | copies first | searched bytes per image "
                        + "| log bytes per image | added per s | CPU ms per added image | open s |");
        line(text, "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Row row : rows) {
            line(
                    text,
                    "| %,d | %.2f | %.2f | %.2f (%d) | %.1f %% | %,.0f | %,.0f | %,.0f | %.2f | %.2f |",
                    row.images,
                    row.median,
                    row.high,
                    row.asAdded,
                    row.segments,
                    100 * row.found,
                    row.searchedBytes,
                    row.logBytes,
                    row.addedPerSecond,
                    row.addMilliseconds,
                    row.openSeconds);
        }
        return text.toString();
    }

    private String csv() {
        StringBuilder text =
                new StringBuilder("images,query_ms_median,query_ms_p95,query_ms_as_added,segments_as_added,"
                        + "copies_first,searched_bytes_per_image,log_bytes_per_image,added_per_s,add_cpu_ms,open_s\n");
        for (Row row : rows) {
            line(
                    text,
                    "%d,%.3f,%.3f,%.3f,%d,%.4f,%.1f,%.1f,%.1f,%.4f,%.3f",
                    row.images,
                    row.median,
                    row.high,
                    row.asAdded,
                    row.segments,
                    row.found,
                    row.searchedBytes,
                    row.logBytes,
                    row.addedPerSecond,
                    row.addMilliseconds,
                    row.openSeconds);
        }
        return text.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Writes scale.md, scale.csv and the charts. */
    public void write(Path out) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("scale.md"), markdown());
        Files.writeString(out.resolve("scale.csv"), csv());
        Chart search = new Chart("CPU time of one search", "registered images", "ms", false)
                .line("median", points(Row::median))
                .line("95 %", points(Row::high));
        Files.writeString(out.resolve("scale-search.svg"), search.toSvg());
        Chart size = new Chart("Size on disk", "registered images", "MB", true)
                .line("searched", points(row -> row.searchedBytes * row.images / 1e6));
        Files.writeString(out.resolve("scale-size.svg"), size.toSvg());
        Chart adding = new Chart("Adding", "registered images", "images/s", false)
                .line("added per s", points(Row::addedPerSecond));
        Files.writeString(out.resolve("scale-adding.svg"), adding.toSvg());
    }

    private List<Chart.Point> points(ToDoubleFunction<Row> y) {
        return rows.stream()
                .map(row -> new Chart.Point(row.images, y.applyAsDouble(row)))
                .toList();
    }
}
