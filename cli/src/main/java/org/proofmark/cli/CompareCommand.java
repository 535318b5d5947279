package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.match.Comparison;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Nearest;
import org.proofmark.engine.match.Overlay;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two files, their numbers, and the picture a reviewer looks at. */
@Command(
        name = "compare",
        sortOptions = false,
        header = "Says whether one picture shows another, and draws how.",
        description = {
            "",
            "The drawing shows the photo with the part that is used, the other picture with where it is used, both"
                    + " laid on each other, and what differs.",
            "",
            "Where there is no match, the numbers are those of the best that was tried. A picture of one colour, or of "
                    + "nothing but lettering, has too little detail to tell; standard error says so.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark compare samples/photos/mountain-lake.jpg samples/site/pictures/lake-cropped.jpg --overlay"
                    + " lake.png",
            "  ./proofmark compare photo.jpg found.jpg --json"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also where they have nothing in common",
            "1:something failed, or a file could not be read",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class CompareCommand implements Callable<Integer> {
    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Parameters(index = "0", paramLabel = "A", description = "The photo.")
    private Path work = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The picture that may show it.")
    private Path copy = Path.of("");

    @Option(names = "--overlay", paramLabel = "FILE", description = "Draw both to this PNG file.")
    private @Nullable Path overlay;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    CompareCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    @Override
    public Integer call() throws IOException {
        byte[] workFile = PictureFile.named(work).read();
        byte[] copyFile = PictureFile.named(copy).read();
        Examiner made = examiners.apply(1);
        try (Closing<Examiner> examiner = new Closing<>(made, made::close)) {
            return switch (Comparison.of(examiner.get(), workFile, copyFile)) {
                case Comparison.OneUnreadable one -> {
                    new Notices(streams.err())
                            .unreadable(
                                    (one.isWork() ? work : copy).toString(),
                                    one.why().explanation());
                    yield ExitCodes.FAILED;
                }
                case Comparison.NothingInCommon nothing -> {
                    littleDetail(nothing.work(), nothing.copy());
                    tell(numbers(nothing), words(nothing));
                    if (overlay != null) {
                        streams.err().println("not drawn: there is nothing to lay on each other");
                    }
                    yield ExitCodes.SUCCESS;
                }
                case Comparison.Alike alike -> {
                    littleDetail(alike.work(), alike.copy());
                    Map<String, Object> numbers = MatchRow.numbers(alike.match());
                    detail(numbers, alike.work(), alike.copy());
                    tell(numbers, words(alike.match()));
                    if (overlay != null) {
                        Overlay.Shown left = Overlay.Shown.of(name(work), workFile, alike.work(), examiner.get());
                        Overlay.Shown right = Overlay.Shown.of(name(copy), copyFile, alike.copy(), examiner.get());
                        Files.write(overlay, Overlay.png(left, right, alike.match()));
                        streams.err().println("drawn: " + overlay);
                    }
                    yield ExitCodes.SUCCESS;
                }
            };
        }
    }

    private void littleDetail(Examined reference, Examined query) {
        Notices notices = new Notices(streams.err());
        notices.littleToTell(work.toString(), reference.fingerprint().sufficiency());
        notices.littleToTell(copy.toString(), query.fingerprint().sufficiency());
    }

    private static void detail(Map<String, Object> numbers, Examined reference, Examined query) {
        numbers.put(
                "reference_sufficiency", Notices.name(reference.fingerprint().sufficiency()));
        numbers.put("query_sufficiency", Notices.name(query.fingerprint().sufficiency()));
    }

    private static Map<String, Object> numbers(Comparison.NothingInCommon nothing) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("verdict", "none");
        numbers.put("inliers", nothing.nearest().map(Nearest::inliers).orElse(0));
        nothing.nearest().ifPresent(nearest -> {
            numbers.put("score", nearest.score());
            numbers.put("agreement", nearest.agreement());
        });
        detail(numbers, nothing.work(), nothing.copy());
        return numbers;
    }

    private static String words(Comparison.NothingInCommon nothing) {
        String features = "%,d of A with %,d of B"
                .formatted(
                        nothing.work().fingerprint().features().size(),
                        nothing.copy().fingerprint().features().size());
        String numbers = nothing.nearest()
                .map(nearest -> Table.of(
                        "verdict",
                        "none; the best of what was tried:",
                        "score",
                        Table.number(nearest.score(), 1) + " (0 is worth a look, 2 a copy)",
                        "inliers",
                        Table.count(nearest.inliers(), "point") + " on one transform",
                        "agreement",
                        Table.number(nearest.agreement(), 2) + " of the pixels (0 to 1)",
                        "features",
                        features))
                .orElseGet(() -> Table.of("verdict", "none: no features of the two lie alike", "features", features));
        return "Nothing of the one is seen in the other." + System.lineSeparator() + numbers;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void tell(Map<String, Object> numbers, String words) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("reference", work.toString());
            all.put("query", copy.toString());
            all.putAll(numbers);
            streams.print(Json.of(all));
        } else {
            streams.print(words);
        }
    }

    private static String words(Match match) {
        return Table.of(
                "verdict",
                "%s (%s)".formatted(match.verdict().word(), Overlay.sureness(match)),
                "score",
                Table.number(match.score(), 1),
                "inliers",
                match.inliers() + " points agree",
                "agreement",
                Table.number(match.agreement(), 2) + " of the pixels (0 to 1)",
                "shows",
                Table.percent(match.referenceOverlap()) + " of A, at " + match.referenceRegion(),
                "on",
                Table.percent(match.queryOverlap()) + " of B, at " + match.queryRegion(),
                "mirrored",
                match.mirrored() ? "yes" : "no",
                "negative",
                match.inverted() ? "yes" : "no");
    }
}
