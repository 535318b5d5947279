package org.proofmark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.proofmark.engine.index.IndexSettings;
import org.proofmark.engine.index.RebuildReport;
import org.proofmark.engine.index.SegmentedIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Derives anew what can be derived. */
@Command(
        name = "rebuild",
        header = "Makes the searched part of an index anew from its log.",
        description = {
            "",
            "Photos that were replaced or removed go from the log, too, which makes it shorter. A damaged log is kept beside the new "
                    + "one, which has all that could be read.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark index rebuild --index photos.index"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing was lost",
            "1:photos were lost (they are named), or something failed",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C); it can be done again"
        })
final class IndexRebuildCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Override
    public Integer call() throws IOException {
        RebuildReport report;
        try (Going going = new Going("rebuild")) {
            report = SegmentedIndex.rebuild(index.existing(), IndexSettings.standard(), going);
        }
        if (!report.damage().isEmpty()) {
            // What was lost may stand there in an older form: none is taken for known.
            Contents.forget(index.existing());
        }
        report.damage().forEach(problem -> print("damaged: " + problem));
        report.lostImages().forEach(name -> print("lost: " + name + "; register it again"));
        report.damagedLog().ifPresent(log -> print("the damaged log is kept: " + log));
        if (report.freed() > 0) {
            print("freed: %,d bytes of photos that were replaced or removed".formatted(report.freed()));
        }
        print("rebuilt: " + Table.count(report.images(), "photo") + " in the index");
        return report.damage().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }

    private void print(String line) {
        streams.err().println(Notices.printable(line));
    }
}
