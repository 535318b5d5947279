package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.backup.Backups;
import org.proofmark.portal.backup.Restoring;
import org.proofmark.portal.backup.Tally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a backup back. */
@Command(
        name = "restore",
        sortOptions = false,
        header = "Puts a backup of a portal into a new folder.",
        description = {
            "",
            "Every file is compared with its digest on the way. Nothing that is in the folder is written over. A portal does"
                    + " not start there before all is in place; its first start recovers the database and makes the index anew.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark restore --from /mnt/backups --data /srv/proofmark",
            "  ./proofmark serve --data /srv/proofmark"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; start the portal on the folder",
            "1:something failed, such as a damaged file; standard error says which",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); it can be done again"
        })
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The folder of the backups.")
    private Path from = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder to make: not there yet, or empty.")
    private Path data = Path.of("");

    @Option(
            names = "--backup",
            paramLabel = "NAME",
            description = "Which one, as `proofmark backup --list` names it. Default: the newest.")
    private @Nullable String backup;

    @Override
    public Integer call() throws IOException {
        Tally tally = new Tally();
        Backups.Backup restored;
        try (Progress progress = Progress.telling(
                "restore", () -> "%s, %s".formatted(Table.count(tally.files(), "file"), Table.bytes(tally.bytes())))) {
            restored = new Restoring(new Backups(from, InstantSource.system()))
                    .into(data, Optional.ofNullable(backup), tally);
            progress.step();
        }
        streams.err()
                .println(Table.of(
                        "restored",
                        "%s: the database (%s) and %s (%s)"
                                .formatted(
                                        restored.name(),
                                        Table.bytes(restored.bytes()),
                                        Table.count(restored.blobs(), "file"),
                                        Table.bytes(restored.blobBytes())),
                        "start it",
                        "./proofmark serve --data " + data));
        return ExitCodes.SUCCESS;
    }
}
