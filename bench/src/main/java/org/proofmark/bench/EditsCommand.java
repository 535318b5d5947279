package org.proofmark.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Dress;
import org.proofmark.bench.edit.Edit;
import org.proofmark.bench.edit.Edits;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes edited copies to disk, for other programs to look at. */
@Command(
        name = "edits",
        mixinStandardHelpOptions = true,
        header = "Makes edited copies of photos and writes them to a folder.",
        description = {
            "",
            "Writes the files and truth.csv (query, edit, reference; an empty reference means: unrelated). The same"
                    + " seed gives the same files.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./proofmark bench edits --photos photos --sample 25 --edits crop-10,mirror --out copies"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class EditsCommand implements Callable<Integer> {
    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "The photos to edit.")
    private Path photos = Path.of("");

    @Option(
            names = "--distractors",
            paramLabel = "DIR",
            description = "Unrelated pictures: they appear in collages and pages, and half of them are written dressed "
                    + "like copies. Default: the photos themselves appear, and no unrelated queries are written.")
    private @Nullable Path distractors;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
    private Path out = Path.of("");

    @Option(names = "--sample", paramLabel = "N", defaultValue = "0", description = "Photos per edit; 0: all.")
    private int sample;

    @Option(names = "--edits", paramLabel = "NAME", split = ",", description = "Only these edits.")
    private List<String> edits = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Pictures works = Pictures.in(photos);
        Pictures others = distractors == null ? works : Pictures.in(distractors);
        Files.createDirectories(out);
        try (BufferedWriter truth = Files.newBufferedWriter(out.resolve("truth.csv"))) {
            truth.write("query,edit,reference\n");
            for (Edit edit : Edits.named(edits)) {
                for (Path photo : works.sample(sample, seed, edit.name())) {
                    String query = edit.name() + "--" + stem(photo) + edit.ending();
                    Files.write(out.resolve(query), edit.file(photo, others, seed));
                    truth.write("%s,%s,%s\n".formatted(query, edit.name(), Pictures.name(photo)));
                }
            }
            if (distractors != null) {
                unrelated(others, truth);
            }
        }
        return ExitCodes.SUCCESS;
    }

    private void unrelated(Pictures others, BufferedWriter truth) throws IOException {
        for (Path picture : others.sample(sample, seed, "unrelated")) {
            String query = "unrelated--" + Pictures.name(picture);
            Files.write(out.resolve(query), Pictures.bytes(picture));
            truth.write(query + ",unrelated,\n");
            String dressed = "dressed--" + stem(picture) + ".jpg";
            Files.write(out.resolve(dressed), Dress.worn(picture, others, seed));
            truth.write(dressed + ",dressed,\n");
        }
    }

    private static String stem(Path file) {
        String name = Pictures.name(file);
        return name.substring(0, name.lastIndexOf('.'));
    }
}
