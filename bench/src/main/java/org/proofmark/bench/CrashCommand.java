package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.crash.AddCrash;
import org.proofmark.bench.crash.CrashRun;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench crash}. */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        header = "Kills processes that fill an index, at random moments, and looks at what is left.",
        description = {
            "",
            "After each kill the index is opened, compared with what was acknowledged, searched, and checked in full. After "
                    + "every third kill, bytes that were not acknowledged are cut or overwritten first, as a power cut may.",
            "",
            "With --photos it is the command index add that is killed, on that folder.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench crash --photos photos --kills 200 --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class CrashCommand implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "Default: of the clock; it is printed.")
    private @Nullable Long seed;

    @Option(names = "--photos", paramLabel = "DIR", description = "Photos for index add to register.")
    private @Nullable Path photos;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write crash.md; the index is made in it and deleted.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        long used = seed == null ? System.nanoTime() : seed;
        System.out.println("seed " + used);
        Files.createDirectories(out);
        Path index = out.resolve("crash-index");
        if (photos == null) {
            CrashRun.Report report = new CrashRun(index, used).run(kills);
            return told(used, report, report.failures());
        }
        AddCrash.Report report = new AddCrash(photos, index, used).run(kills);
        return told(used, report, report.failures());
    }

    private int told(long used, Record report, List<String> failures) throws IOException {
        String text = "seed " + used + System.lineSeparator() + report + System.lineSeparator();
        Files.writeString(out.resolve("crash.md"), text);
        System.out.println(text);
        return failures.isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
