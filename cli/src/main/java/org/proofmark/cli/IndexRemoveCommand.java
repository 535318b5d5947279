package org.proofmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes photos out. */
@Command(
        name = "remove",
        header = "Takes photos out of an index.",
        description = {""},
        footer = {"", "Example:", "  ./proofmark index remove --index photos.index otter.jpg trips/lake.jpg"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed, or a name was not in the index",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); what was removed by then stays removed"
        })
final class IndexRemoveCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names, as `index list` shows them.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        int missing = 0;
        try (Register register = Register.openExisting(index.folder())) {
            for (String name : names) {
                if (!register.index().remove(name)) {
                    streams.err().println(Notices.printable("not in the index: " + name));
                    missing++;
                }
            }
            streams.err()
                    .println("removed %s; %s in the index"
                            .formatted(
                                    Table.count(names.size() - missing, "photo"),
                                    Table.count(register.index().size(), "photo")));
        }
        return missing > 0 ? ExitCodes.FAILED : ExitCodes.SUCCESS;
    }
}
