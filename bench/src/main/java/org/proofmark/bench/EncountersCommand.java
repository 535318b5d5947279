package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.proofmark.bench.scale.EncountersReport;
import org.proofmark.bench.scale.EncountersRun;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench encounters}. */
@Command(
        name = "encounters",
        mixinStandardHelpOptions = true,
        header = "Measures both directions: a new work against all images met, a new image against all works.",
        description = {
            "",
            "Real copies are met among drawn images, and their works registered afterwards; real images are asked"
                    + " against drawn works. The drawn ones are not real: their features follow the statistics of the"
                    + " photos given. All drawn images share one small grey picture. Times are of one thread, from the"
                    + " examined picture to the verified matches; decoding is not in them.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./proofmark bench encounters --sizes 10000,100000 --works 10000 --photos samples/photos"
                    + " --copies samples/site/pictures --drawn-from distractors --out report"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class EncountersCommand implements Callable<Integer> {
    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000,1000000",
            description = "Numbers of images met, rising. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--works",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Works a new image is asked against. Default: ${DEFAULT-VALUE}.")
    private int works;

    @Option(
            names = "--features",
            paramLabel = "N",
            defaultValue = "800",
            description =
                    "Features of a drawn image: 500 of a small one, up to 1,200 of one looked at closely. Default: "
                            + "${DEFAULT-VALUE}.")
    private int features;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Photos that become works.")
    private Path photos = Path.of("");

    @Option(
            names = "--copies",
            required = true,
            paramLabel = "DIR",
            description = "Pictures that are met, among them copies of the photos.")
    private Path copies = Path.of("");

    @Option(
            names = "--drawn-from",
            required = true,
            paramLabel = "DIR",
            description = "Other photos, by whose statistics images are drawn.")
    private Path drawnFrom = Path.of("");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write encounters.md, encounters.csv and the chart; the indexes are made in it and"
                    + " deleted.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        EncountersReport report = new EncountersRun(photos, copies, drawnFrom, features, seed).run(sizes, works, out);
        report.write(out);
        System.out.println(report.markdown());
        return ExitCodes.SUCCESS;
    }
}
