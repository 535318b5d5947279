package org.proofmark.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Chart;

/**
 * What {@code bench scale} measured.
 *
 * @param source what the drawn images are drawn after
 * @param copies which real copies were asked for; empty if none
 */
public record ScaleReport(
        List<Row> rows, String source, String copies, double skew, double near, long seed, int queries) {

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
     * @param real the answers for real copies; {@code null} if none were asked for
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
            double openSeconds,
            @Nullable Real real) {}

    /**
     * How real copies fared: shares of them whose photo stands in the short list of the first look, or in any that is asked
     * for, within the budget of postings and without one; and CPU ms of the first search.
     */
    public record Real(
            double first,
            double firstWithout,
            double any,
            double anyWithout,
            double median,
            double high,
            double medianWithout) {}

    /** The report as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Images are drawn, not real. Statistics: %s; a query word's list is %.2f times the mean one; %.2f %% of the "
                        + "pairs of features of one word are within 18 bits. Drawn images have no thumbnails. Seed %d, %d queries at each size, "
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
        if (!copies.isEmpty()) {
            realCopies(text);
        }
        return text.toString();
    }

    private void realCopies(StringBuilder text) {
        line(
                text,
                "%nReal copies: %s. Shares whose photo stands in the short list: of the first look, or of any look (mirrored, "
                        + "as negative, and again with the features of the second look).%n",
                copies);
        line(
                text,
                "| images | first look | no budget | any look | no budget | CPU ms, first look: median | 95 %% "
                        + "| no budget: median |");
        line(text, "|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Row row : rows) {
            Real real = row.real;
            if (real != null) {
                line(
                        text,
                        "| %,d | %.2f %% | %.2f %% | %.2f %% | %.2f %% | %.2f | %.2f | %.2f |",
                        row.images,
                        100 * real.first,
                        100 * real.firstWithout,
                        100 * real.any,
                        100 * real.anyWithout,
                        real.median,
                        real.high,
                        real.medianWithout);
            }
        }
    }

    private String csv() {
        StringBuilder text =
                new StringBuilder("images,query_ms_median,query_ms_p95,query_ms_as_added,segments_as_added,"
                        + "copies_first,searched_bytes_per_image,log_bytes_per_image,added_per_s,add_cpu_ms,open_s,"
                        + "real_first_look,real_first_look_no_budget,real_any_look,real_any_look_no_budget,"
                        + "real_ms_median,real_ms_p95,real_ms_median_no_budget\n");
        for (Row row : rows) {
            line(
                    text,
                    "%d,%.3f,%.3f,%.3f,%d,%.4f,%.1f,%.1f,%.1f,%.4f,%.3f%s",
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
                    row.openSeconds,
                    cells(row.real));
        }
        return text.toString();
    }

    private static String cells(@Nullable Real real) {
        return real == null
                ? ",,,,,,,"
                : String.format(
                        Locale.ROOT,
                        ",%.4f,%.4f,%.4f,%.4f,%.3f,%.3f,%.3f",
                        real.first,
                        real.firstWithout,
                        real.any,
                        real.anyWithout,
                        real.median,
                        real.high,
                        real.medianWithout);
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
                .line("drawn, 95 %", points(Row::high))
                .line("drawn, median", points(Row::median));
        if (!copies.isEmpty()) {
            search.line("real, median", realPoints(Real::median))
                    .beside("without budget", realPoints(Real::medianWithout));
        }
        Files.writeString(out.resolve("scale-search.svg"), search.toSvg());
        Chart size = new Chart("Size on disk of what is searched", "registered images", "MB", true)
                .line("", points(row -> row.searchedBytes * row.images / 1e6));
        Files.writeString(out.resolve("scale-size.svg"), size.toSvg());
        Chart adding = new Chart("Images added, merging included", "registered images", "per second", false)
                .line("", points(Row::addedPerSecond));
        Files.writeString(out.resolve("scale-adding.svg"), adding.toSvg());
        if (!copies.isEmpty()) {
            Chart missed = new Chart(
                            "Real copies whose photo is not in the short list", "registered images", "%", false)
                    .line("first look", realPoints(real -> 100 - 100 * real.first))
                    .beside("without budget", realPoints(real -> 100 - 100 * real.firstWithout))
                    .line("any look", realPoints(real -> 100 - 100 * real.any))
                    .beside("without budget", realPoints(real -> 100 - 100 * real.anyWithout));
            Files.writeString(out.resolve("scale-missed.svg"), missed.toSvg());
        }
    }

    private List<Chart.Point> points(ToDoubleFunction<Row> y) {
        return rows.stream()
                .map(row -> new Chart.Point(row.images, y.applyAsDouble(row)))
                .toList();
    }

    private List<Chart.Point> realPoints(ToDoubleFunction<Real> y) {
        return rows.stream()
                .<Chart.Point>mapMulti((row, points) -> {
                    Real real = row.real;
                    if (real != null) {
                        points.accept(new Chart.Point(row.images, y.applyAsDouble(real)));
                    }
                })
                .toList();
    }
}
