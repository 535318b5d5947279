package org.proofmark.cli;

import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.proofmark.engine.worker.Examiner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that keep an index: {@code index add}, {@code remove}, {@code list}, {@code check}, {@code rebuild}. */
@Command(
        name = "index",
        synopsisSubcommandLabel = "COMMAND",
        header = "Keeps an index of photos on disk: add, remove, list, check, rebuild.",
        description = {
            "",
            "An index is a folder of its own. It holds what the engine knows of each photo (features and a small grey"
                    + " picture), not the photo itself. One process can have it open at a time.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  ./proofmark index add --index photos.index photos",
            "  ./proofmark index list --index photos.index",
            "  ./proofmark index check --index photos.index"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class IndexCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    static CommandLine withCommands(IntFunction<Examiner> examiners) {
        return new CommandLine(new IndexCommand())
                .addSubcommand(new IndexAddCommand(examiners))
                .addSubcommand(new IndexRemoveCommand())
                .addSubcommand(new IndexListCommand())
                .addSubcommand(new IndexCheckCommand())
                .addSubcommand(new IndexRebuildCommand());
    }

    @Override
    public Integer call() {
        streams.usage();
        return ExitCodes.WRONG_ARGUMENTS;
    }
}
