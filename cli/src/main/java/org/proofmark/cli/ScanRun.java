package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.frontier.FileFrontier;
import org.proofmark.scout.report.Report;
import org.proofmark.scout.scan.Scan;
import org.proofmark.scout.scan.SiteTally;
import org.proofmark.scout.scan.Tally;

/** Carries out a scan: registers the photos, goes its rounds, writes the report. */
final class ScanRun {
    /** How long Ctrl-C waits for what is under way, and for the report. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScanCommand.Order order;
    private final IntFunction<Examiner> examiners;
    private final Streams streams;
    private final Notices notices;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    ScanRun(ScanCommand.Order order, IntFunction<Examiner> examiners, Streams streams) {
        this.order = order;
        this.examiners = examiners;
        this.streams = streams;
        this.notices = new Notices(streams.err());
    }

    int run() throws IOException, InterruptedException {
        Folder photos = Folder.below(order.photos());
        notices.unreadable(photos);
        if (photos.files().isEmpty()) {
            throw new WrongArgument("--photos %s: there are no files in this folder".formatted(order.photos()));
        }
        Files.createDirectories(order.out());
        Files.createDirectories(order.state());
        Examiner made = examiners.apply(order.threads());
        try (Closing<Examiner> examiner = new Closing<>(made, made::close);
                FileFrontier frontier = FileFrontier.open(order.state().resolve("scan.db"), ScanSources.apart(order));
                Register register = Register.open(order.state().resolve("index"));
                ServedFolders served =
                        ServedFolders.start(order.served(), order.state().resolve("served"));
                Expedition web = Expedition.of(order, served.urls());
                ScanSources sources = ScanSources.of(order, served.urls(), web.fetcher(), notices)) {
            nameless();
            Shelf shelf = new Shelf(order.state().resolve("copies"), examiner.get());
            PhotosOfRound lookFor = now -> {
                register(now, register, examiner.get());
                shelf.shows(now);
                return frontier.looksFor(register.works());
            };
            lookFor.differ(photos);
            if (order.every() != null) {
                frontier.comesEvery(order.every());
            }
            CopyFinder finder = CopyFinder.brisk(
                    examiner.get(), register.index(), order.settings().smallestSide());
            Scan scan = new Scan(
                    frontier,
                    sources.sources(),
                    web.manners(),
                    new Documents(ExtractLimits.standard()),
                    finder::find,
                    shelf,
                    order.settings(),
                    InstantSource.system());
            Runnable atEnd = Leftovers.remember(() -> stop(scan));
            try {
                rounds(scan, frontier, sources, web, shelf, lookFor);
            } finally {
                ended.countDown();
                Leftovers.forget(atEnd);
            }
        }
        return ExitCodes.SUCCESS;
    }

    /** Registers the photos that are in the folder now; answers whether others are looked for than before. */
    private interface PhotosOfRound {
        boolean differ(Folder photos) throws IOException;
    }

    /** Site owners expect to be told who asks; nothing is invented for those who do not say. */
    private void nameless() {
        boolean strangers = !(order.sites().isEmpty()
                && order.sitemaps().isEmpty()
                && order.feeds().isEmpty()
                && order.pages().isEmpty());
        if (strangers && order.contact() == null) {
            notices.line("asking without a page that says who asks; name one with --contact URL");
        }
    }

    private void stop(Scan scan) {
        stopped.countDown();
        scan.stop();
        try {
            boolean _ = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Registers new and changed photos, takes out those that are gone. */
    private void register(Folder photos, Register register, Examiner examiner) throws IOException {
        Set<String> names = new HashSet<>();
        photos.files().forEach(file -> names.add(file.name()));
        List<String> gone = register.index().images().stream()
                .filter(name -> !names.contains(name))
                .toList();
        gone.forEach(register.index()::remove);
        Register.Added added = register.add(photos.files(), examiner, order.threads(), notices);
        if (register.index().size() == 0) {
            throw new IOException("nothing to look for: no photo of %s could be read".formatted(order.photos()));
        }
        notices.line("photos: %s%s"
                .formatted(
                        Table.count(register.index().size(), "photo"),
                        added.unchanged() == 0 ? "" : ", %,d of them known before".formatted(added.unchanged())));
    }

    private void rounds(
            Scan scan, FileFrontier frontier, ScanSources sources, Expedition web, Shelf shelf, PhotosOfRound lookFor)
            throws IOException, InterruptedException {
        boolean everything = true;
        while (true) {
            boolean complete = round(scan, sources, everything);
            web.roundEnded();
            Path page = Report.write(order.out(), frontier, sources.troubles(), shelf, complete, Instant.now());
            tell(scan, complete, page);
            Duration every = order.every();
            if (every == null || stopped.getCount() == 0) {
                return;
            }
            notices.line("next round in " + every.toString().substring(2).toLowerCase(Locale.ROOT));
            if (stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            everything = others(lookFor);
        }
    }

    /** Whether there are others in the folder than a round ago: then all that is known is seen again. */
    private boolean others(PhotosOfRound lookFor) throws IOException {
        Folder photos = Folder.below(order.photos());
        if (photos.files().isEmpty()) {
            notices.line("--photos %s: there are no files in this folder now; those known are looked for"
                    .formatted(order.photos()));
            return false;
        }
        return lookFor.differ(photos);
    }

    private boolean round(Scan scan, ScanSources sources, boolean everything) throws InterruptedException {
        long started = System.nanoTime();
        try (Progress progress = Progress.telling("scan", () -> words(scan, started))) {
            notices.during(progress);
            return scan.round(sources.seeds(), everything);
        } finally {
            notices.afterwards();
        }
    }

    private static String words(Scan scan, long started) {
        Tally tally = scan.tally();
        double seconds = (System.nanoTime() - started) / 1e9;
        double rate = (tally.documents() + tally.images() + tally.missed()) / Math.max(0.1, seconds);
        return String.format(
                Locale.ROOT,
                "%,d pages  %,d images, %,d new  %,d with your photos  %,d to visit%s  %.1f/s%s ",
                tally.documents(),
                tally.images(),
                tally.pictures(),
                tally.works(),
                tally.waiting(),
                sites(scan.sites()),
                rate,
                left(tally.waiting(), rate));
    }

    /** Where most was found, then where most was seen; nothing where there is one site. */
    static String sites(List<SiteTally> sites) {
        return sites.size() < 2
                ? ""
                : sites.stream()
                        .sorted(Comparator.comparingLong(SiteTally::works)
                                .thenComparingLong(site -> site.documents() + site.images())
                                .reversed())
                        .limit(3)
                        .map(site -> "%s %s".formatted(site.site(), counts(site)))
                        .collect(Collectors.joining("; ", "  (", sites.size() > 3 ? "; …)" : ")"));
    }

    private static String counts(SiteTally site) {
        return String.format(
                Locale.ROOT,
                "%,d pages, %,d images, %,d with your photos",
                site.documents(),
                site.images(),
                site.works());
    }

    /** At the rate so far; more may be found on the way. */
    private static String left(long waiting, double rate) {
        long seconds = Math.round(waiting / Math.max(rate, 0.01));
        return waiting == 0 || rate <= 0 ? "" : "  about %d:%02d left".formatted(seconds / 60, seconds % 60);
    }

    private void tell(Scan scan, boolean complete, Path page) {
        Tally tally = scan.tally();
        if (scan.sites().size() > 1) {
            scan.sites().forEach(site -> notices.line("%s: %s".formatted(site.site(), counts(site))));
        }
        String state = complete ? "" : " (stopped before the end; the same command goes on)";
        Table.of(
                        "looked at",
                        "%s, %s%s"
                                .formatted(
                                        Table.count(tally.documents(), "page"),
                                        Table.count(tally.images(), "image"),
                                        state),
                        "not looked at",
                        Table.count(tally.missed(), "address").replace("addresss", "addresses"),
                        "found",
                        Table.count(tally.works(), "new picture") + " with your photos",
                        "open",
                        page.toString())
                .lines()
                .forEach(notices::line);
        streams.print(ScanCommand.shown(page).toString());
    }
}
