package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.scan.CountingServer;
import org.proofmark.bench.scan.CrashCampaign;
import org.proofmark.bench.scan.MadeSite;
import org.proofmark.bench.scan.SiteImages;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench scan-crash}. */
@Command(
        name = "scan-crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Kills scans at random moments, and compares what they find in the end.",
        description = {
            "",
            "Makes a site from the photos, serves it on this machine, scans it once undisturbed and then under kill"
                    + " -9, each scan started again until it is complete. A scan that is complete before all kills are"
                    + " made is followed by a new one. Fails when a scan ends with other matches or addresses than the"
                    + " undisturbed one, or when more than 2 %% of all fetches are repeated.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench scan-crash --photos samples/photos --kills 200 --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was promised held",
            "1:it did not hold, or something failed; the report or standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class ScanCrashCommand implements Callable<Integer> {
    private static final double MOST_REPEATED = 0.02;
    private static final int SIDE = 240;
    private static final int LOOKERS = 2;

    /** One page in so many shows an image: looking takes some 50 times as long as reading a page. */
    private static final int SHOWING = 20;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos to make the site from.")
    private Path photos = Path.of("");

    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "12000",
            description = "Pages of the site; one in 20 shows an image. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--fewest",
            paramLabel = "N",
            defaultValue = "100",
            description = "A process makes at least so many requests until it is killed. Default: ${DEFAULT-VALUE}.")
    private int fewest;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "600",
            description = "And at most so many. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--seed", paramLabel = "N", description = "Default: of the clock; it is printed.")
    private @Nullable Long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write scan-crash.md.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        long used = seed == null ? System.nanoTime() : seed;
        if (fewest < 1 || most < fewest) {
            System.err.println("--fewest %d, --most %d: expected at least 1, and no less".formatted(fewest, most));
            return ExitCodes.WRONG_ARGUMENTS;
        }
        System.out.println("seed " + used);
        Path works = out.resolve("works");
        MadeSite site = new MadeSite(pages, SHOWING, 1, used, SiteImages.make(Pictures.in(photos), works, SIDE, used));
        try (CountingServer server = CountingServer.start(site)) {
            CrashCampaign.Report report = new CrashCampaign(server, works, out, LOOKERS, used).run(kills, fewest, most);
            String text = "seed " + used + "\n\n" + report.markdown() + "\n";
            Files.writeString(out.resolve("scan-crash.md"), text);
            System.out.println(text);
            boolean held = report.failures().isEmpty() && report.share() <= MOST_REPEATED;
            return held ? ExitCodes.SUCCESS : ExitCodes.FAILED;
        }
    }
}
