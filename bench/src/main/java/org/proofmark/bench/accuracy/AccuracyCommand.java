package org.proofmark.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Edit;
import org.proofmark.bench.edit.Edits;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what is found and what is taken for a copy wrongly. */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        header = "Measures how many edited copies are found, and what is wrongly taken for a copy.",
        description = {
            "",
            "Registers all photos, edits them in every way of the list (see: edits), and asks for the copies and for "
                    + "unrelated pictures, half of which wear the same captions, logos, frames and screens. Writes "
                    + "accuracy.md, accuracy.svg, edits.csv, predictions.csv, and pages of picture pairs to look at.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./proofmark bench accuracy --photos photos --distractors others --sample 25 --seed 11" + " --out report"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
public final class AccuracyCommand implements Callable<Integer> {
    private static final int HELD_OUT = 5;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "The photos to register and edit.")
    private Path photos = Path.of("");

    @Option(
            names = "--distractors",
            paramLabel = "DIR",
            description =
                    "Unrelated photos; repeatable. Default: every fifth of the photos, which then is not registered.")
    private List<Path> distractors = List.of();

    @Option(names = "--graphics", paramLabel = "DIR", description = "Unrelated screenshots and drawings.")
    private @Nullable Path graphics;

    @Option(names = "--lookalikes", paramLabel = "DIR", description = "Other shots of one scene: SCENE-….jpg.")
    private @Nullable Path lookAlikes;

    @Option(names = "--queries", paramLabel = "DIR", description = "Queries written by: bench edits.")
    private @Nullable Path queries;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write the report.")
    private Path out = Path.of("");

    @Option(names = "--sample", paramLabel = "N", defaultValue = "0", description = "Photos per edit; 0: all.")
    private int sample;

    @Option(names = "--edits", paramLabel = "NAME", split = ",", description = "Only these edits.")
    private List<String> edits = List.of();

    @Option(names = "--finders", split = ",", defaultValue = Finders.ALL, description = "Default: ${DEFAULT-VALUE}.")
    private List<String> finders = List.of();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Pictures all = Pictures.in(photos);
        Pictures works = distractors.isEmpty() ? all.every(HELD_OUT, false) : all;
        Pictures drawn = graphics == null ? new Pictures(List.of()) : Pictures.in(graphics);
        Pictures pool = distractors.isEmpty() ? all.every(HELD_OUT, true) : new Pictures(List.of());
        for (Path folder : distractors) {
            pool = pool.and(Pictures.in(folder));
        }
        if (pool.size() == 0) {
            System.err.println(
                    distractors.isEmpty()
                            ? "--photos %s: %d pictures are too few to hold some out; name --distractors"
                                    .formatted(photos, all.size())
                            : "--distractors %s: there are no pictures".formatted(distractors));
            return ExitCodes.WRONG_ARGUMENTS;
        }
        List<Edit> chosen = Edits.named(edits);
        List<Query> asked =
                queries == null ? Queries.made(works, chosen, pool, drawn, sample, seed) : Queries.written(queries);
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        works.files().forEach(file -> files.put(Pictures.name(file), () -> Pictures.bytes(file)));
        Files.createDirectories(out);
        Trial trial = trial("works", files, asked);
        List<String> hard = chosen.stream().filter(Edit::hard).map(Edit::name).toList();
        Report report = new Report(trial, chosen.stream().map(Edit::name).toList(), hard);
        Output output = new Output(out, trial, report, files);
        output.write(works.size());
        if (lookAlikes != null) {
            LookAlikes alike = new LookAlikes(Pictures.in(lookAlikes), drawn, pool, seed);
            Map<String, Supplier<byte[]>> others = new LinkedHashMap<>(files);
            others.putAll(alike.works());
            List<Double> thresholds = IntStream.range(0, finders.size())
                    .mapToObj(f -> report.figures(f).zeroFalseThreshold())
                    .toList();
            output.write(new LookAlikeReport(alike, trial("look-alikes", others, alike.queries()), thresholds), others);
        }
        return ExitCodes.SUCCESS;
    }

    private Trial trial(String what, Map<String, Supplier<byte[]>> works, List<Query> asked)
            throws InterruptedException {
        List<Finder> all = new ArrayList<>(Finders.of(finders));
        Trial trial = new Trial(all, KnownCopies.reviewed());
        trial.register("registering " + what, works);
        trial.ask("asking " + what, asked, threads);
        all.forEach(Finder::close);
        return trial;
    }
}
