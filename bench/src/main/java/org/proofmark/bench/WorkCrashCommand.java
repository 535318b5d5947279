package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.portal.WorkCrash;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench work-crash}. */
@Command(
        name = "work-crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Kills processes that walk a portal's sources, and compares what is there in the end.",
        description = {
            "",
            "Makes sites from the photos, starts serve with the photos as works, has several processes walk the sites"
                    + " together, once undisturbed and then under kill -9 of one of them or of everything. Whenever all is"
                    + " walked and compared, the state is looked at and a new walk begins. Fails when a state differs from"
                    + " the undisturbed one, or when a site was asked twice at once.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench work-crash --photos samples/photos --kills 200 --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class WorkCrashCommand implements Callable<Integer> {
    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the sites from.")
    private Path photos = Path.of("");

    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--walkers",
            paramLabel = "N",
            defaultValue = "3",
            description = "Processes that walk together. Default: ${DEFAULT-VALUE}.")
    private int walkers;

    @Option(names = "--sites", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int sites;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "600",
            description = "Pages of each site. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "600",
            description = "Ends after so many, with fewer kills. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Default: of the clock; it is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write work-crash.md; the data folders are made in it.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        long used = seed == null ? System.nanoTime() : seed;
        System.out.println("seed " + used);
        WorkCrash.Report report = new WorkCrash(Pictures.in(photos), out, walkers, sites, pages, used)
                .run(kills, Duration.ofMinutes(minutes));
        String text = "seed " + used + "\n\n" + report.markdown() + "\n";
        Files.writeString(out.resolve("work-crash.md"), text);
        System.out.println(text);
        return report.failures().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
