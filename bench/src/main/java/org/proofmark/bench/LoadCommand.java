package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.portal.LoadRun;
import org.proofmark.bench.portal.MadeFiles;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Has many people click through a full portal at once, and measures each kind of page.",
        description = {
            "",
            "Starts serve in a fresh folder, uploads some pictures, and fills one catalogue and twenty small ones by"
                    + " SQL: rows with texts, dates and keywords, whose renditions are those of the pictures uploaded."
                    + " Then people look at the gallery, go on, search, open works, edit and look at collections, with 2"
                    + " to 6 seconds between clicks. Fails on any error, or when a page takes longer than 300 ms in one"
                    + " case of twenty.",
            "",
            "With --sightings the sightings and matches are made too, and people review: they open the inbox, judge"
                    + " the matches of a site one every two to five seconds, and filter. Then verdicts must be taken"
                    + " within 100 ms.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./proofmark bench load --photos samples/photos --works 100000 --people 200 --out report"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class LoadCommand implements Callable<Integer> {
    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the pictures from.")
    private Path photos = Path.of("");

    @Option(names = "--works", paramLabel = "N", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int works;

    @Option(names = "--people", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "10",
            description =
                    "Minutes that are counted, after three in which the program warms up. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--uploads",
            paramLabel = "N",
            defaultValue = "200",
            description = "Pictures to upload before. Default: ${DEFAULT-VALUE}.")
    private int uploads;

    @Option(
            names = "--side",
            paramLabel = "PX",
            defaultValue = "320",
            description = "Longer side of the pictures uploaded, at most. Default: ${DEFAULT-VALUE}.")
    private int side;

    @Option(
            names = "--sightings",
            paramLabel = "N",
            defaultValue = "0",
            description = "Images on pages; a match for every fifth. 0: nobody reviews. Default: ${DEFAULT-VALUE}.")
    private int sightings;

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "Further option for the java that serves; repeatable.")
    private List<String> java = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write load.md; the data folder is made in it, which must not be there.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (works < 1 || people < 1 || uploads < 1 || side < 1 || sightings < 0 || !(minutes > 0)) {
            System.err.println(
                    "--works %d, --people %d, --uploads %d, --side %d, --sightings %d, --minutes %s: expected at least 1, sightings 0, minutes above 0"
                            .formatted(works, people, uploads, side, sightings, minutes));
            return ExitCodes.WRONG_ARGUMENTS;
        }
        Files.createDirectories(out);
        MadeFiles files = MadeFiles.of(Pictures.in(photos), uploads, side, seed);
        LoadRun.Report report = new LoadRun(files, out, java, seed, sightings)
                .run(works, people, Duration.ofSeconds(Math.round(minutes * 60)), uploads);
        Files.writeString(out.resolve("load.md"), report.markdown());
        System.out.println(report.markdown());
        return report.held() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
