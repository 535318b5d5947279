package org.proofmark.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.scout.scan.ScanSettings;
import org.proofmark.scout.url.Url;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at web sites for copies of photos: the main job, from addresses to a report. */
@Command(
        name = "scan",
        sortOptions = false,
        header = "Looks at web sites for copies of your photos.",
        description = {
            "",
            "Walks the pages of the sites named, looks at every image they show, wherever it lies, and says which show one "
                    + "of your photos. It obeys robots.txt, asks a site for one thing at a time, and rests in between. "
                    + "Stopped by Ctrl-C or a power cut it goes on where it was, started again with the same --out.",
            "",
            "It leaves in --out: report.html (open it), matches.csv and matches.json, errors.csv (what could not be "
                    + "looked at, and why), coverage.json (what was looked at, and when).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./proofmark scan --photos samples/photos --serve samples/site --out found",
            "  ./proofmark scan --photos photos --site https://example.com/ --out found",
            "  ./proofmark scan --photos photos --site example.com --site example.org --every 6h --out found",
            "  ./proofmark scan --photos photos --warc crawl.warc.gz --out found",
            "  ./proofmark scan --photos photos --site example.com --warc kept.warc.gz --out found"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, even where single addresses could not be looked at",
            "1:something failed",
            "2:wrong arguments; nothing was done",
            "130:stopped (Ctrl-C); the report shows what was found so far, the same command goes on"
        })
final class ScanCommand implements Callable<Integer> {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*(s|m|min|h|d)", Pattern.CASE_INSENSITIVE);

    private final IntFunction<Examiner> examiners;

    @Mixin
    private final Streams streams = new Streams();

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "Your photos.")
    private Path photos = Path.of("");

    @Option(
            names = "--site",
            paramLabel = "URL",
            description =
                    "A site to walk, from this page on. Repeatable. Pages of the same registered domain belong to it; "
                            + "images may lie anywhere.")
    private List<String> sites = List.of();

    @Option(names = "--sitemap", paramLabel = "URL", description = "A sitemap whose pages to visit. Repeatable.")
    private List<String> sitemaps = List.of();

    @Option(names = "--feed", paramLabel = "URL", description = "A feed whose pages to visit. Repeatable.")
    private List<String> feeds = List.of();

    @Option(
            names = "--urls",
            paramLabel = "FILE",
            description =
                    "Single pages to visit: one address a line, or the first column of a CSV file. Links are not followed.")
    private List<Path> lists = List.of();

    @Option(
            names = "--warc",
            paramLabel = "FILE",
            description =
                    "A crawl archive (WARC, ARC, WACZ) to look at like a site. Repeatable. One that is not there yet is "
                            + "written: all that is fetched, as WARC 1.1; the next scan with the same --state writes on.")
    private List<Path> archives = List.of();

    @Option(
            names = "--serve",
            paramLabel = "DIR",
            description =
                    "A site on your disk: served on this machine only, without rest, and scanned. Nothing else of this "
                            + "machine is opened by it. Repeatable.")
    private List<Path> served = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write what was found.")
    private Path out = Path.of("");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where to keep what is known of sites and photos between scans. Default: state in --out.")
    private @Nullable Path state;

    @Option(
            names = "--max-pages",
            paramLabel = "N",
            description = "At most so many pages of each site in a round; the next one goes on with the others. "
                    + "Default: 10000.")
    private int maxPages = ScanSettings.standard().maxPages();

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "At most so many links away from the start page. Default: 20.")
    private int depth = ScanSettings.standard().maxDepth();

    @Option(
            names = "--delay",
            paramLabel = "SECONDS",
            description =
                    "Rest between two requests to a site you name; 0 for your own servers. Default: 1, or 5 times what "
                            + "the last answer took, or what robots.txt asks for; so it stays for images that lie elsewhere.")
    private @Nullable Double delay;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description =
                    "Go on for ever: a round every 6h, 30min, 1d. Start pages, feeds and sitemaps are visited in each, "
                            + "pages that change more often than others. What is in the photos' folder then is looked for.")
    private @Nullable String every;

    @Option(
            names = "--render",
            description = "Let a browser build the pages (Chromium must be installed): for sites made by scripts.")
    private boolean render;

    @Option(
            names = "--allow-private-networks",
            description = "Allow addresses of this machine and of private networks. Never link-local ones.")
    private boolean allowPrivateNetworks;

    @Option(
            names = "--contact",
            paramLabel = "URL",
            description =
                    "A page of yours that says who is asking and how to opt out; sent with every request, and site owners "
                            + "expect it. Default: none is named.")
    private @Nullable String contact;

    @Mixin
    private final Threads threads = new Threads();

    ScanCommand(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    /** What is to be done, checked. */
    record Order(
            Path photos,
            List<Url> sites,
            List<Url> sitemaps,
            List<Url> feeds,
            List<Url> pages,
            List<Path> archives,
            List<Path> served,
            Path out,
            Path state,
            ScanSettings settings,
            @Nullable Duration delay,
            @Nullable Duration every,
            boolean render,
            @Nullable Path saved,
            boolean allowPrivateNetworks,
            @Nullable Url contact,
            int threads) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ScanRun(order(), examiners, streams).run();
    }

    private Order order() throws IOException {
        if (!Files.isDirectory(photos)) {
            throw new WrongArgument("--photos %s: %s"
                    .formatted(photos, Files.exists(photos) ? "is no folder" : "there is no such folder"));
        }
        if (sites.isEmpty()
                && sitemaps.isEmpty()
                && feeds.isEmpty()
                && lists.isEmpty()
                && archives.isEmpty()
                && served.isEmpty()) {
            throw new WrongArgument("nothing to look at: name a --site, --sitemap, --feed, --urls, --warc or --serve");
        }
        if (maxPages < 1 || depth < 0) {
            throw new WrongArgument("--max-pages %d, --depth %d: expected at least 1 and 0".formatted(maxPages, depth));
        }
        List<Url> pages = new ArrayList<>();
        for (Path list : lists) {
            pages.addAll(UrlList.read(list));
        }
        Archives crawled = Archives.of(archives, keptIn(), webIsAsked());
        for (Path folder : served) {
            if (!Files.isDirectory(folder)) {
                throw new WrongArgument("--serve %s: there is no such folder".formatted(folder));
            }
        }
        return new Order(
                photos,
                addresses("--site", sites),
                addresses("--sitemap", sitemaps),
                addresses("--feed", feeds),
                pages,
                crawled.read(),
                served,
                out,
                keptIn(),
                ScanSettings.standard()
                        .withMaxPages(maxPages)
                        .withMaxDepth(depth)
                        .withLookers(threads.count()),
                pause(),
                every == null ? null : span("--every", every),
                render,
                crawled.written(),
                allowPrivateNetworks,
                contact == null ? null : address("--contact", contact),
                threads.count());
    }

    private Path keptIn() {
        return state == null ? out.resolve("state") : state;
    }

    private boolean webIsAsked() {
        return !(sites.isEmpty() && sitemaps.isEmpty() && feeds.isEmpty() && lists.isEmpty() && served.isEmpty());
    }

    private @Nullable Duration pause() {
        if (delay == null) {
            return null;
        }
        if (!(delay >= 0 && delay <= 86_400)) {
            throw new WrongArgument("--delay %s: expected seconds, 0 to 86400".formatted(delay));
        }
        return Duration.ofMillis(Math.round(delay * 1000));
    }

    private static List<Url> addresses(String option, List<String> texts) {
        return texts.stream().map(text -> address(option, text)).toList();
    }

    /** People leave out the scheme. */
    private static Url address(String option, String text) {
        String whole = text.contains("://") ? text : "https://" + text;
        return Url.parse(whole)
                .filter(Url::isHttp)
                .orElseThrow(() -> new WrongArgument(
                        "%s %s: expected an address of the web, such as https://example.com/".formatted(option, text)));
    }

    static Duration span(String option, String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches() || Long.parseLong(span.group(1)) == 0) {
            throw new WrongArgument("%s %s: expected a time such as 30min, 6h or 1d".formatted(option, text));
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2).toLowerCase(Locale.ROOT)) {
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    static URI shown(Path page) {
        return page.toAbsolutePath().normalize().toUri();
    }
}
