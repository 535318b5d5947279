package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.capture.Capture;
import org.proofmark.scout.capture.CaptureSettings;
import org.proofmark.scout.capture.Captured;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.url.Url;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps one page with everything that shows what it was. */
@Command(
        name = "capture",
        sortOptions = false,
        header = "Keeps one page as it is now: pictures, document, every exchange.",
        description = {
            "",
            "The folder gets page.png, image.png, page.html, page.warc.gz, the servers' certificates, and capture.json, the "
                    + "account of it all: times, DNS answers, addresses, headers, and what could not be had. capture.wacz "
                    + "holds the same in one file that archive viewers open (WACZ 1.1.1).",
            "",
            "Pictures need Chromium or Chrome on this machine; without one, the rest is kept and the account says so.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark capture https://example.org/article --out captures/article",
            "  ./proofmark capture https://example.org/article --image https://example.org/photo.jpg --out captures/article"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the page was kept; what else could not be had is in the account",
            "1:the page could not be had, or the folder could not be written",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class CaptureCommand implements Callable<Integer> {
    private static final int TOLD = 10;

    @Mixin
    private final Streams streams = new Streams();

    @Parameters(paramLabel = "URL", description = "The page.")
    private String page = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for it; new or empty.")
    private Path out = Path.of("");

    @Option(names = "--image", paramLabel = "URL", description = "An image of the page, to be pictured in its place.")
    private @Nullable String image;

    @Option(names = "--no-render", description = "Without a browser: no pictures, and no scripts are run.")
    private boolean plain;

    @Option(
            names = "--allow-private-networks",
            description =
                    "Also connect to this machine and to private networks (10/8, 172.16/12, 192.168/16, fc00::/7).")
    private boolean privateNetworks;

    @Option(
            names = "--contact",
            paramLabel = "URL",
            description = "A page of yours that says who is asking; sent with every request. Default: none is named.")
    private @Nullable String contact;

    @Override
    public Integer call() throws IOException {
        Url url = address(page);
        Optional<Url> picture = Optional.ofNullable(image).map(CaptureCommand::address);
        Optional<Url> asker = Optional.ofNullable(contact).map(CaptureCommand::address);
        FetchSettings settings = FetchSettings.standard(asker).withPrivateNetworks(privateNetworks);
        Captured captured;
        try (WebFetcher web = new WebFetcher(settings);
                Progress progress = Progress.start("requests", OptionalLong.empty())) {
            Fetcher counted = (request, gate) -> {
                Outcome outcome = web.fetch(request, gate);
                progress.step();
                return outcome;
            };
            captured = capture(counted, settings.userAgent(), url, picture);
        }
        return told(captured);
    }

    private Captured capture(Fetcher fetcher, String software, Url url, Optional<Url> picture) throws IOException {
        Capture capture = new Capture(fetcher, new Documents(ExtractLimits.standard()), CaptureSettings.of(software));
        if (plain) {
            return capture.withoutBrowser("not wanted (--no-render)", url, picture, out);
        }
        try (Browser browser = Browser.start(fetcher, RenderSettings.standard())) {
            return capture.withBrowser(browser, url, picture, out);
        } catch (NoBrowserException e) {
            return capture.withoutBrowser(Failures.line(e), url, picture, out);
        }
    }

    private int told(Captured captured) {
        captured.troubles().stream().limit(TOLD).forEach(streams.err()::println);
        if (captured.troubles().size() > TOLD) {
            streams.err()
                    .println("%,d more in capture.json"
                            .formatted(captured.troubles().size() - TOLD));
        }
        streams.err().println("kept %,d of %,d addresses".formatted(captured.fetched(), captured.resources()));
        streams.print(captured.wacz().toString());
        if (!captured.hasPage()) {
            streams.err()
                    .println("the page could not be had: " + captured.page().explanation());
            return ExitCodes.FAILED;
        }
        return ExitCodes.SUCCESS;
    }

    private static Url address(String text) {
        return Url.parse(text)
                .filter(Url::isHttp)
                .orElseThrow(() ->
                        new WrongArgument("expected an address that begins with http:// or https://, found " + text));
    }
}
