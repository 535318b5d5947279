package org.proofmark.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.RunningWorker;
import org.proofmark.portal.WorkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One more process that walks a portal's sources, until it is told to end. */
@Command(
        name = "work",
        description = {
            "Walks the watched sites of a portal that runs already, beside it: as many of these as you like, on one"
                    + " database.",
            "",
            "Each source is walked by one of them at a time, and no site is asked by two at once. One that is killed"
                    + " loses nothing: the others go on where it was. All of them share the portal's data folder.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proofmark work",
            "  ./proofmark work --data /srv/proofmark",
            "  ./proofmark work --data /srv/proofmark --database-url"
                    + " postgresql://proofmark:secret@db.example.org:5432/proofmark"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:stopped (Ctrl-C); the next one goes on where this one was"
        })
final class WorkCommand implements Callable<Integer> {
    @Mixin
    private Streams streams = new Streams();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.proofmark",
            description = "The portal's data folder. Default: ~/.proofmark.")
    private Path data = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "The portal's PostgreSQL: postgresql://name:password@host:port/database. Default: the one that "
                            + "`proofmark serve` runs in the data folder on this machine.")
    private @Nullable String database;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Further settings, as docs/proofmark.properties explains them.")
    private @Nullable Path settings;

    @Override
    public Integer call() throws InterruptedException {
        streams.err().println("Starting …");
        RunningWorker working = RunningWorker.start(
                new WorkOptions(data, StartedPortal.database(database), Optional.ofNullable(settings)));
        Leftovers.remember(working::close);
        streams.print("Walking what is due  (Ctrl-C stops it)");
        new CountDownLatch(1).await();
        return ExitCodes.SUCCESS;
    }
}
