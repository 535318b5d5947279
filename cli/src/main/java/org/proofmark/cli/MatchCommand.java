package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers one folder and looks for its photos in another: the main job, from files to a table. */
@Command(
        name = "match",
        sortOptions = false,
        header = "Finds which pictures of one folder show which photos of another.",
        description = {
            "",
            "Every file below both folders is tried, whatever it is called; hidden files, the table and the index are"
                    + " passed over. The table"
                    + " has one row for each photo found in each picture, ordered by picture, then by score.",
            "",
            "verdict is copy, ask (probably; worth a person's look) or same_scene (the same place or thing, probably"
                    + " another photo of it). score is higher the surer: 2 means that one picture in a hundred would have"
                    + " a false match as good; a small part of a photo that only the last look finds is always a question,"
                    + " and its score, below 2, says no more than the order among its like. Overlaps are shares from 0 to"
                    + " 1; regions are the corners in pixels. A name that begins with = + - @ gets an apostrophe before"
                    + " it, for spreadsheets.",
            "",
            "A picture of one colour, or of nothing but lettering, has too little detail to tell what it shows:"
                    + " standard error names it. What is found in it all the same has its row.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark match --references samples/photos --queries samples/site/pictures --output matches.csv"
                    + " --pictures pictures",
            "  ./proofmark match --references photos --queries found --output matches.csv --index photos.index"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, even where single files could not be read",
            "1:something failed, or with --strict a file could not be read or not be looked at closely",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); no table is left"
        })
final class MatchCommand implements Callable<Integer> {
    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Option(names = "--references", paramLabel = "DIR", description = "The photos to look for.")
    private @Nullable Path references;

    @Option(names = "--queries", required = true, paramLabel = "DIR", description = "The pictures to look at.")
    private Path queries = Path.of("");

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write the table (CSV, UTF-8).")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print the rows as JSON; then --output may be left out.")
    private boolean json;

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description = "Keep what is known of the photos here (a folder of its own), and next time look only at new "
                    + "and changed ones. With it --references may be left out.")
    private @Nullable Path index;

    @Option(
            names = "--remove-missing",
            description = "Take photos out of the index that are no longer among the references. "
                    + "Without it they stay, and are looked for.")
    private boolean removeMissing;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Draw a picture of every copy found, the surest first.")
    private @Nullable Path pictures;

    @Option(
            names = "--pictures-limit",
            paramLabel = "N",
            description = "Draw at most so many. Default: ${DEFAULT-VALUE}.")
    private int picturesLimit = 50;

    @Option(
            names = "--brisk",
            description =
                    "Leave out the last looks, for photos that are shown very small and for small parts of photos: "
                            + "several times as fast where most pictures show nothing.")
    private boolean brisk;

    @Mixin
    private final Threads threads = new Threads();

    @Option(
            names = "--strict",
            description = "End with 1 if a file could not be read, or not be looked at as closely as others.")
    private boolean strict;

    @Option(names = "--keep-going", description = "End with 0 even then (default).")
    private boolean keepGoing;

    private final long started = System.nanoTime();

    MatchCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    @Override
    public Integer call() throws IOException {
        checkArguments();
        Notices notices = new Notices(streams.err());
        Folder photos = references == null ? Folder.NONE : files("--references", references, notices);
        Folder found = files("--queries", queries, notices);
        try (PendingFile table = output == null ? null : new PendingFile(output);
                Register register = register();
                Closing<Examiner> examiner = threads.examiner(examiners)) {
            Register.Added added = register(photos, register, examiner.get(), notices);
            CopyFinder finder = brisk
                    ? CopyFinder.brisk(examiner.get(), register.index())
                    : new CopyFinder(examiner.get(), register.index());
            MatchRun run = new MatchRun(finder, threads.count(), notices);
            Best best = new Best(pictures == null ? 0 : picturesLimit);
            List<MatchRow> rows = new ArrayList<>();
            if (table != null) {
                table.line(MatchRow.HEADER);
            }
            run.find(found.files(), row -> {
                best.offer(row);
                if (table != null) {
                    table.line(row.csv());
                }
                if (json) {
                    rows.add(row);
                }
            });
            if (table != null) {
                table.keep();
            }
            if (json) {
                streams.print(Json.of(rows.stream().map(MatchRow::json).toList()));
            }
            List<Path> drawn = pictures == null
                    ? List.of()
                    : new Drawings(examiner.get(), threads.count(), photos, found, notices).draw(best.rows(), pictures);
            tell(added, run, found, notices, drawn);
        }
        return strict && notices.unreadable() + notices.lessClosely() > 0 ? ExitCodes.FAILED : ExitCodes.SUCCESS;
    }

    /** Without photos to register, a name of an index that is not there is a slip. */
    private Register register() throws IOException {
        if (index == null) {
            return Register.temporary();
        }
        return references == null ? Register.openExisting(index) : Register.open(index);
    }

    private void checkArguments() {
        if (references == null && index == null) {
            throw new WrongArgument("--references is missing: name the folder of photos to look for");
        }
        if (output == null && !json) {
            throw new WrongArgument("--output is missing: name the file to write, or ask for --json");
        }
        if (strict && keepGoing) {
            throw new WrongArgument("--strict and --keep-going: choose one");
        }
        if (removeMissing && (index == null || references == null)) {
            throw new WrongArgument("--remove-missing needs both --index and --references");
        }
        threads.count();
    }

    private Folder files(String option, Path root, Notices notices) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new WrongArgument("%s %s: %s"
                    .formatted(option, root, Files.exists(root) ? "is no folder" : "there is no such folder"));
        }
        if (pictures != null && isWithin(pictures, root)) {
            throw new WrongArgument(
                    "--pictures %s lies in %s: next time the drawings would be looked at; name another folder"
                            .formatted(pictures, root));
        }
        if (references != null && (isWithin(references, queries) || isWithin(queries, references))) {
            throw new WrongArgument(
                    "--references %s and --queries %s lie in each other: every photo would find itself; name two separate folders"
                            .formatted(references, queries));
        }
        Folder folder = Folder.below(
                root, Stream.of(output, index).filter(Objects::nonNull).toList());
        notices.unreadable(folder);
        if (folder.files().isEmpty()) {
            throw new WrongArgument("%s %s: there are no files in this folder".formatted(option, root));
        }
        return folder;
    }

    private static boolean isWithin(Path inner, Path outer) throws IOException {
        return Files.exists(inner)
                ? Files.exists(outer) && inner.toRealPath().startsWith(outer.toRealPath())
                : inner.toAbsolutePath()
                        .normalize()
                        .startsWith(outer.toAbsolutePath().normalize());
    }

    private Register.Added register(Folder photos, Register register, Examiner examiner, Notices notices)
            throws IOException {
        Set<String> names = new HashSet<>();
        photos.files().forEach(file -> names.add(file.name()));
        List<String> missing = references == null
                ? List.of()
                : register.index().images().stream()
                        .filter(name -> !names.contains(name))
                        .toList();
        if (removeMissing) {
            missing.forEach(register.index()::remove);
            notices.line("taken out of the index: %s no longer in %s"
                    .formatted(Table.count(missing.size(), "photo"), references));
        } else if (!missing.isEmpty()) {
            notices.line("in the index, but not in %s: %s; looked for too (--remove-missing takes them out)"
                    .formatted(references, Table.count(missing.size(), "photo")));
        }
        Register.Added added = register.add(photos.files(), examiner, threads.count(), notices);
        if (register.index().size() == 0) {
            throw new IOException(
                    references == null
                            ? "nothing to look for: there is no photo in the index " + index
                            : "nothing to look for: no photo of %s could be read".formatted(references));
        }
        return added;
    }

    private void tell(Register.Added added, MatchRun run, Folder found, Notices notices, List<Path> drawn) {
        String known = added.unchanged() == 0 ? "" : ", %,d of them known before".formatted(added.unchanged());
        String thin = notices.littleDetail() == 0
                ? ""
                : ", %,d with too little detail to be found".formatted(notices.littleDetail());
        String little =
                run.littleToTell() == 0 ? "" : ", %,d with too little detail to tell".formatted(run.littleToTell());
        List<String> summary = new ArrayList<>(List.of(
                "registered",
                Table.count(added.added() + added.unchanged(), "photo") + known + thin,
                "looked at",
                Table.count(found.files().size(), "file") + little,
                "found",
                run.summary(),
                "unreadable",
                Table.count(notices.unreadable(), "file")));
        if (notices.lessClosely() > 0) {
            summary.addAll(List.of("not closely", Table.count(notices.lessClosely(), "file")));
        }
        summary.addAll(List.of("took", Table.number((System.nanoTime() - started) / 1e9, 1) + " s"));
        if (output != null) {
            summary.addAll(List.of("table", output.toString()));
        }
        if (pictures != null && drawn.isEmpty()) {
            summary.addAll(List.of("pictures", "none drawn"));
        } else if (pictures != null) {
            summary.addAll(List.of("pictures", "%,d in %s".formatted(drawn.size(), pictures)));
            summary.addAll(List.of("open", drawn.getFirst().toString()));
        }
        Table.of(summary.toArray(String[]::new)).lines().forEach(notices::line);
    }
}
