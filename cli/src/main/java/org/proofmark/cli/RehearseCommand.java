package org.proofmark.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.proofmark.portal.RunningPortal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The portal started, asked for its first pages and ended, so that the JVM can learn what a start needs. */
@Command(
        name = "rehearse",
        hidden = true,
        description = {"Starts the portal in a fresh folder, opens its first pages, and ends.", ""},
        footerHeading = "%nExamples:%n",
        footer = "  ./proofmark rehearse",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> FIRST = List.of("/actuator/health", "/sign-in", "/photos", "/favicon.svg");

    @Mixin
    private Streams streams = new Streams();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("proofmark-rehearsal-");
        Leftovers.remember(() -> Leftovers.delete(data));
        RunningPortal portal = StartedPortal.start(StartedPortal.options(0, data, null, null));
        try (HttpClient browser = HttpClient.newHttpClient()) {
            for (String path : FIRST) {
                URI page = URI.create(portal.address() + path);
                browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
            }
        }
        streams.print("rehearsed");
        return ExitCodes.SUCCESS;
    }
}
