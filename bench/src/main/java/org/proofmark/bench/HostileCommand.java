package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.proofmark.bench.hostile.HostileReport;
import org.proofmark.bench.hostile.HostileRun;
import org.proofmark.bench.scan.HostileSite;
import org.proofmark.cli.ExitCodes;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.PoolSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench hostile}. */
@Command(
        name = "hostile",
        mixinStandardHelpOptions = true,
        header = "Gives hostile files to the worker processes and watches this one.",
        description = {
            "",
            "Every file of the folder is examined, round after round. Fails when a file is not answered within its limit, or "
                    + "when the memory of this process grows from round to round.",
            "",
            "With --as-site the files are the images of a site of this machine instead, which the whole program scans once. "
                    + "Fails when the scan dies, or when a file that cannot be read is not named in its errors.csv.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench hostile files --rounds 20"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class HostileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The files; subfolders are reported apart.")
    private Path folder = Path.of("");

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "hostile-report",
            description = "Where to write hostile.md and hostile.csv. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(names = "--as-site", description = "Serve the files as a site, and scan it.")
    private boolean asSite;

    @Option(
            names = "--photos",
            paramLabel = "DIR",
            defaultValue = "samples/photos",
            description = "Photos that the scan looks for. Default: ${DEFAULT-VALUE}.")
    private Path photos = Path.of("");

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Files of the site at most, spread over all. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (asSite) {
            HostileSite.Outcome outcome = new HostileSite(folder, most).scan(photos, workers, out.resolve("site"));
            System.out.println(outcome);
            return outcome.held() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
        }
        PoolSettings standard = PoolSettings.standard();
        PoolSettings settings = new PoolSettings(workers, standard.imagesPerWorker(), MediaLimits.standard());
        HostileReport report = new HostileRun(folder, settings).run(rounds);
        report.write(out);
        System.out.println(report.markdown());
        return report.held() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
