package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Overlay;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks an index about single pictures. */
@Command(
        name = "search",
        sortOptions = false,
        header = "Says which photos of an index the given pictures show.",
        description = {
            "",
            "A picture of one colour, or of nothing but lettering, has too little detail to tell what it shows:"
                    + " standard error names it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark search --index photos.index found.jpg",
            "  ./proofmark search --index photos.index --json found/*.png"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also where nothing was found",
            "1:something failed, or a picture could not be read",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class SearchCommand implements Callable<Integer> {
    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Option(names = "--index", required = true, paramLabel = "FILE", description = "The index to ask.")
    private Path index = Path.of("");

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "The pictures to look at.")
    private List<Path> images = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private final Threads threads = new Threads();

    SearchCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    @Override
    public Integer call() throws IOException {
        Notices notices = new Notices(streams.err());
        List<MatchRow> rows = new ArrayList<>();
        try (Register register = Register.openExisting(index);
                Closing<Examiner> examiner = threads.examiner(examiners)) {
            MatchRun run = new MatchRun(new CopyFinder(examiner.get(), register.index()), threads.count(), notices);
            run.find(images.stream().map(PictureFile::named).toList(), rows::add);
            if (json) {
                streams.print(Json.of(rows.stream().map(MatchRow::json).toList()));
            } else if (rows.isEmpty()) {
                notices.line(
                        "nothing found among " + Table.count(register.index().size(), "photo"));
            } else {
                rows.forEach(row -> streams.print(line(row)));
            }
        }
        return notices.unreadable() > 0 ? ExitCodes.FAILED : ExitCodes.SUCCESS;
    }

    private static String line(MatchRow row) {
        Match match = row.match();
        return Notices.printable(String.format(
                Locale.ROOT,
                "%s  shows  %s   %s (%s, score %.1f), %.0f %% of the photo on %.0f %% of the picture%s%s",
                row.query(),
                match.image(),
                match.verdict().word(),
                Overlay.sureness(match).toLowerCase(Locale.ROOT),
                match.score(),
                100 * match.referenceOverlap(),
                100 * match.queryOverlap(),
                match.mirrored() ? ", mirrored" : "",
                match.inverted() ? ", negative" : ""));
    }
}
