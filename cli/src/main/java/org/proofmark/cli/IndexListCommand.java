package org.proofmark.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.proofmark.engine.fingerprint.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is registered. */
@Command(
        name = "list",
        header = "Lists the photos in an index, in the order of their names.",
        description = {""},
        footer = {"", "Example:", "  ./proofmark index list --index photos.index --json"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class IndexListCommand implements Callable<Integer> {
    @Mixin
    private final Streams streams = new Streams();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Option(names = "--json", description = "Print JSON, with size and number of features of each.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (Register register = Register.openExisting(index.folder())) {
            List<String> names = register.index().images().stream().sorted().toList();
            if (json) {
                streams.print(Json.of(names.stream()
                        .flatMap(name ->
                                register.index().fingerprint(name).map(known -> described(name, known)).stream())
                        .toList()));
            } else {
                names.forEach(name -> streams.print(Notices.printable(name)));
            }
        }
        return ExitCodes.SUCCESS;
    }

    private static Map<String, Object> described(String name, Fingerprint known) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", name);
        described.put("width", known.width());
        described.put("height", known.height());
        described.put("features", known.features().size());
        described.put("sufficiency", Notices.name(known.sufficiency()));
        return described;
    }
}
