package org.proofmark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.proofmark.engine.index.CheckReport;
import org.proofmark.engine.index.SegmentedIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads every byte. */
@Command(
        name = "check",
        header = "Reads and checks every byte of an index.",
        description = {""},
        footer = {"", "Example:", "  ./proofmark index check --index photos.index"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the index is sound",
            "1:it is damaged, or something failed",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class IndexCheckCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CheckReport report;
        try (Going going = new Going("check")) {
            report = SegmentedIndex.check(index.existing(), going);
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("sound", report.sound());
            all.put("images", report.images());
            all.put("log_records", report.logRecords());
            all.put("segments", report.segments());
            all.put("torn_bytes", report.tornBytes());
            all.put("problems", report.problems().stream().map(Object::toString).toList());
            streams.print(Json.of(all));
        } else {
            report.problems().forEach(problem -> streams.print("damaged: " + Notices.printable(problem.toString())));
            streams.print(
                    report.sound()
                            ? "sound: %s, %s, %s"
                                    .formatted(
                                            Table.count(report.images(), "photo"),
                                            Table.count(report.logRecords(), "record"),
                                            Table.count(report.segments(), "segment"))
                            : "damaged: `./proofmark index rebuild --index %s` saves what can be read"
                                    .formatted(index.folder()));
        }
        return report.sound() ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
}
