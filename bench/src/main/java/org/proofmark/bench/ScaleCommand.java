package org.proofmark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.scale.RealCopies;
import org.proofmark.bench.scale.ScaleReport;
import org.proofmark.bench.scale.ScaleRun;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        header = "Grows an index of drawn images and measures search, adding, size and opening.",
        description = {
            "",
            "The images are not real: features are drawn from the statistics of the photos given (how often each word"
                    + " occurs, how near signatures of one word are to each other, how many features an image has)."
                    + " Queries are those photos' own, and copies of registered images: half of the features, disturbed,"
                    + " among a photo's. With --works and --edits, real photos are registered among the drawn images and"
                    + " real copies of them are asked for; the photos of --photos should then be others, because drawn"
                    + " features are disturbed real ones. Thumbnails are left empty. A million images take 10 GB of disk.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench scale --sizes 10000,100000 --photos photos --out report"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class ScaleCommand implements Callable<Integer> {
    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000,1000000",
            description = "Numbers of registered images, rising. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--photos",
            paramLabel = "DIR",
            description =
                    "Photos to take the statistics and the queries from. Without: assumed ones, and the report says"
                            + " so.")
    private @Nullable Path photos;

    @ArgGroup(exclusive = false)
    private @Nullable Real real;

    private static final class Real {
        @Option(
                names = "--works",
                required = true,
                paramLabel = "DIR",
                description = "Real photos to register among the drawn images.")
        private Path works = Path.of("");

        @Option(
                names = "--edits",
                required = true,
                paramLabel = "DIR",
                description = "Copies of them, and truth.csv, as bench edits writes them.")
        private Path edits = Path.of("");
    }

    @Option(names = "--queries", paramLabel = "N", defaultValue = "600", description = "Default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write scale.md, scale.csv and the charts; the index is made in it and deleted.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        RealCopies copies = real == null ? null : RealCopies.in(real.works, real.edits);
        ScaleReport report = new ScaleRun(photos, copies, seed, queries).run(sizes, out);
        report.write(out);
        System.out.println(report.markdown());
        return ExitCodes.SUCCESS;
    }
}
