package org.proofmark.bench.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Collage;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.cli.ExitCodes;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench collages}. */
@Command(
        name = "collages",
        mixinStandardHelpOptions = true,
        header = "Measures how many works of a collage are found, where all of them are registered.",
        description = {
            "",
            "Registers all photos, lays them into collages, one tile in five mirrored, and asks for those. Prints a"
                    + " table; with --out it is written to collages.md there, and the collages beside it. What else is"
                    + " told as a copy is named on standard error, unless it is known to show the photo of a tile, too.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench collages --photos originals --tiles 3,4 --sample 20 --seed 1"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
public final class CollagesCommand implements Callable<Integer> {
    private static final int MIRRORED_ONE_IN = 5;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "The photos to register and lay.")
    private Path photos = Path.of("");

    @Option(
            names = "--tiles",
            paramLabel = "N",
            split = ",",
            defaultValue = "3,4",
            description = "In a row and in a column. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sides = List.of();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of each. Default: ${DEFAULT-VALUE}.")
    private int sample;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write collages.md and the collages.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Pictures works = Pictures.in(photos);
        if (out != null) {
            Files.createDirectories(out);
        }
        try (ProofmarkFinder finder = new ProofmarkFinder()) {
            works.files().forEach(photo -> finder.register(Pictures.name(photo), Pictures.bytes(photo)));
            finder.ready();
            List<String> table = new ArrayList<>();
            table.add("| tiles | works | found | of the mirrored | told besides | CPU ms a collage |");
            table.add("|---|--:|--:|--:|--:|--:|");
            for (int side : sides) {
                table.add(row(side, works, finder));
            }
            table.forEach(System.out::println);
            if (out != null) {
                Files.write(out.resolve("collages.md"), table);
            }
        }
        return ExitCodes.SUCCESS;
    }

    private String row(int side, Pictures works, ProofmarkFinder finder) throws IOException {
        KnownCopies known = KnownCopies.reviewed();
        int found = 0;
        int mirrored = 0;
        int mirroredFound = 0;
        int besides = 0;
        long cpu = 0;
        for (int number = 0; number < sample; number++) {
            Collage collage = Collage.of(works, side, Math.max(1, side * side / MIRRORED_ONE_IN), seed, number);
            if (out != null) {
                Files.write(out.resolve("collage-%d-%03d.jpg".formatted(side, number)), collage.file());
            }
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            List<Match> matches = finder.matches(collage.file());
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            Set<String> copies = matches.stream()
                    .filter(match -> match.verdict() == Verdict.COPY)
                    .map(Match::image)
                    .collect(Collectors.toSet());
            for (Collage.Tile tile : collage.tiles()) {
                boolean here = copies.remove(Pictures.name(tile.photo()));
                found += here ? 1 : 0;
                mirrored += tile.mirrored() ? 1 : 0;
                mirroredFound += here && tile.mirrored() ? 1 : 0;
            }
            copies.removeIf(copy ->
                    collage.tiles().stream().anyMatch(tile -> known.holds(copy, Pictures.name(tile.photo()))));
            besides += copies.size();
            for (String other : copies) {
                System.err.printf("collage %d of %d × %d: also %s%n", number, side, side, other);
            }
        }
        int all = sample * side * side;
        return "| %d × %d | %,d | %,d (%.1f %%) | %,d of %,d | %,d | %.0f |"
                .formatted(
                        side,
                        side,
                        all,
                        found,
                        100.0 * found / all,
                        mirroredFound,
                        mirrored,
                        besides,
                        cpu / 1e6 / sample);
    }
}
