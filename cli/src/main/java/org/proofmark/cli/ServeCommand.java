package org.proofmark.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.PortalOptions;
import org.proofmark.portal.RunningPortal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The portal in this process, until it is told to end. */
@Command(
        name = "serve",
        description = {
            "Serves the portal: pages, API, jobs, workers and its own PostgreSQL.",
            "",
            "The first start prints a link to make the administrator. Everything is kept in one folder. Ctrl-C stops"
                    + " it cleanly.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proofmark serve",
            "  ./proofmark serve --port 9000 --data /srv/proofmark",
            "  ./proofmark serve --database-url postgresql://proofmark:secret@db.example.org:5432/proofmark"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:stopped (Ctrl-C); everything is kept"
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Streams streams = new Streams();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port; 0: a free one. Default: 8080.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.proofmark",
            description = "Folder of everything kept. Default: ~/.proofmark.")
    private Path data = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "An existing PostgreSQL instead of the embedded one:"
                    + " postgresql://name:password@host:port/database.")
    private @Nullable String database;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Further settings, as docs/proofmark.properties explains them.")
    private @Nullable Path settings;

    @Override
    public Integer call() throws InterruptedException {
        PortalOptions options = StartedPortal.options(port, data, database, settings);
        streams.err().println("Starting …");
        RunningPortal serving = StartedPortal.start(options);
        streams.print("Proofmark is at " + serving.address() + "  (Ctrl-C stops it)");
        serving.startLink().ifPresent(link -> streams.print("""

            There is no administrator yet. This link makes one; it works once, for seven days:
              %s\
            """.formatted(link)));
        new CountDownLatch(1).await();
        return ExitCodes.SUCCESS;
    }
}
