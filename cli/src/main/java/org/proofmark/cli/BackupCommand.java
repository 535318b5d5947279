package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.backup.Backups;
import org.proofmark.portal.backup.Tally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up a portal, while it works. */
@Command(
        name = "backup",
        sortOptions = false,
        header = "Backs up everything a portal keeps, while it works.",
        description = {
            "",
            "The folder holds one backup beside the other, named by their times (UTC). Photos that an earlier one has are not"
                    + " copied again. A backup that was interrupted counts for nothing, and the next one clears it away.",
            "",
            "In it are the secrets of the portal: keep it as safe as the portal itself. Not in it are the settings file,"
                    + " uploads that are still coming, and the objects of a bucket.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark backup --to /mnt/backups --keep 14",
            "  ./proofmark backup --to /mnt/backups --list",
            "  ./proofmark backup --to /mnt/backups --check",
            "  ./proofmark restore --from /mnt/backups --data /srv/proofmark"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed, or a file is damaged; standard error says which",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); there is no new backup"
        })
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.proofmark",
            description = "The portal's data folder. Default: ~/.proofmark.")
    private Path data = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The folder of the backups.")
    private Path to = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Remove all but the newest N afterwards, and the photos that only those had.")
    private @Nullable Integer keep;

    @Option(names = "--list", description = "Make none; list those that are there.")
    private boolean list;

    @Option(names = "--check", description = "Make none; read all that are there, byte by byte.")
    private boolean check;

    @Option(names = "--backup", paramLabel = "NAME", description = "With --check: only this one, as --list names it.")
    private @Nullable String backup;

    @Option(names = "--json", description = "With --list: print JSON.")
    private boolean json;

    private final long started = System.nanoTime();

    @Override
    public Integer call() throws IOException {
        if (list && check || keep != null && (list || check)) {
            throw new WrongArgument("--list, --check and --keep: choose one");
        }
        if (backup != null && !check) {
            throw new WrongArgument("--backup goes with --check");
        }
        if (json && !list) {
            throw new WrongArgument("--json goes with --list");
        }
        if (keep != null && keep < 1) {
            throw new WrongArgument("--keep %d: at least 1".formatted(keep));
        }
        Backups backups = new Backups(to, InstantSource.system());
        return list ? list(backups) : check ? check(backups) : make(backups);
    }

    private int list(Backups backups) throws IOException {
        List<Backups.Backup> all = backups.all();
        if (json) {
            streams.print(Json.of(all.stream().map(BackupCommand::described).toList()));
        } else if (all.isEmpty()) {
            streams.err().println("there is no whole backup in " + to);
        } else {
            all.forEach(one -> streams.print("%s  %s  database %s, %s with %s"
                    .formatted(
                            one.name(),
                            one.atWork() ? "at work" : "at rest",
                            Table.bytes(one.bytes()),
                            Table.count(one.blobs(), "file"),
                            Table.bytes(one.blobBytes()))));
        }
        return ExitCodes.SUCCESS;
    }

    private static Map<String, Object> described(Backups.Backup one) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", one.name());
        told.put("made", one.made().toString());
        told.put("at_work", one.atWork());
        told.put("database_bytes", one.bytes());
        told.put("files", one.blobs());
        told.put("file_bytes", one.blobBytes());
        return told;
    }

    private int check(Backups backups) throws IOException {
        List<String> problems;
        Tally tally = new Tally();
        try (Progress progress = Progress.telling("check", () -> read(tally))) {
            problems = backups.check(Optional.ofNullable(backup), tally);
            progress.step();
        }
        problems.forEach(problem -> streams.print(Notices.printable(problem)));
        streams.err().println((problems.isEmpty() ? "sound: " : "damaged: ") + read(tally));
        return problems.isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }

    private static String read(Tally tally) {
        return "%s, %s".formatted(Table.count(tally.files(), "file"), Table.bytes(tally.bytes()));
    }

    private int make(Backups backups) throws IOException {
        Tally tally = new Tally();
        Backups.Made made;
        try (Progress progress = Progress.telling("backup", () -> copied(tally))) {
            made = backups.make(data, Optional.ofNullable(keep), tally);
            progress.step();
        }
        if (!Files.isDirectory(data.resolve("blobs"))) {
            streams.err().println("no photos in " + data + ": those in a bucket are not part of the backup");
        }
        made.damaged()
                .forEach(digest -> streams.err()
                        .println("damaged in the portal, and not in the backup: "
                                + data.resolve("blobs/" + digest.path())));
        made.dropped().forEach(old -> streams.err().println("removed: " + old));
        streams.print(to.resolve(made.backup().name()).toString());
        streams.err()
                .println(Table.of(
                        "copied",
                        copied(tally),
                        "holds",
                        "the database (%s) and %s (%s)"
                                .formatted(
                                        Table.bytes(made.backup().bytes()),
                                        Table.count(made.backup().blobs(), "file"),
                                        Table.bytes(made.backup().blobBytes())),
                        "took",
                        Table.number((System.nanoTime() - started) / 1e9, 1) + " s"));
        return made.damaged().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }

    private static String copied(Tally tally) {
        return "%s, %s; %,d there already"
                .formatted(Table.count(tally.files(), "file"), Table.bytes(tally.bytes()), tally.there());
    }
}
