package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.portal.MadeFiles;
import org.proofmark.bench.portal.PortalCrash;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench portal-crash}. */
@Command(
        name = "portal-crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Kills the portal at random moments of uploads, and looks at what is left.",
        description = {
            "",
            "Starts serve, uploads files in parts (small pictures made from the photos, duplicates, broken files,"
                    + " archives), kills the program, its workers and its PostgreSQL, starts it again and goes on. Fails"
                    + " when anything that was acknowledged is not there exactly once and byte for byte, or when anything"
                    + " else is left.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench portal-crash --photos samples/photos --kills 300 --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class PortalCrashCommand implements Callable<Integer> {
    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the files from.")
    private Path photos = Path.of("");

    @Option(names = "--kills", paramLabel = "N", defaultValue = "300", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "600",
            description = "Ends after so many, with fewer kills. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "Further option for the java that serves; repeatable.")
    private List<String> java = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Default: of the clock; it is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write portal-crash.md; the data folder is made in it, which must not be there.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        long used = seed == null ? System.nanoTime() : seed;
        System.out.println("seed " + used);
        MadeFiles files = MadeFiles.of(Pictures.in(photos), used);
        PortalCrash.Report report = new PortalCrash(files, out, java, used).run(kills, Duration.ofMinutes(minutes));
        String text = "seed " + used + "\n\n" + report.markdown() + "\n";
        Files.writeString(out.resolve("portal-crash.md"), text);
        System.out.println(text);
        return report.failures().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
