package org.proofmark.scout.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.proofmark.scout.frontier.FileFrontier;
import org.proofmark.scout.frontier.Trouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes all that a scan has to say into a folder. */
public final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    /**
     * Writes the five files.
     *
     * @param besides what could not be read beside what the frontier tells, of archives as files
     * @param pictures draws the matches
     * @param complete whether the round was, or was stopped
     * @param now the time the report states
     * @return the page to open
     */
    public static Path write(
            Path folder,
            FileFrontier frontier,
            List<Trouble> besides,
            MatchPictures pictures,
            boolean complete,
            Instant now)
            throws IOException {
        Files.createDirectories(folder);
        List<Found> found = Found.of(frontier.found());
        List<Trouble> troubles =
                Stream.concat(besides.stream(), frontier.troubles().stream()).toList();
        lines(folder.resolve("matches.csv"), Tables.matches(found));
        text(
                folder.resolve("matches.json"),
                JSON.writeValueAsString(found.stream().map(Tables::json).toList()));
        lines(folder.resolve("errors.csv"), Tables.errors(troubles));
        text(
                folder.resolve("coverage.json"),
                JSON.writeValueAsString(Map.of(
                        "complete",
                        complete,
                        "written",
                        now.toString(),
                        "sites",
                        frontier.coverage().stream().map(Tables::json).toList())));
        Path page = folder.resolve("report.html");
        text(page, new ReportPage(found, frontier.coverage(), troubles, pictures, complete, now).html());
        return page;
    }

    private static void lines(Path file, Stream<String> lines) throws IOException {
        text(file, String.join("\r\n", lines.toList()) + "\r\n");
    }

    /** A reader finds the old file or the new one, never half of one. */
    private static void text(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
