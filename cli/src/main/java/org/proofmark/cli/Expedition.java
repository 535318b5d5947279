package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.archive.WarcSettings;
import org.proofmark.scout.archive.WarcWriter;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.scan.Manners;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.scan.RenderedPages;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/** The way to the web and back: who asks, how politely, and what is kept of it. */
final class Expedition implements AutoCloseable {
    private final WebFetcher web;
    private final Fetcher fetcher;
    private final Manners manners;
    private final List<Closing<?>> open = new ArrayList<>();
    private Runnable forget = () -> {};

    private Expedition(WebFetcher web, Turns turns, @Nullable Path saved, boolean render) throws IOException {
        this.web = web;
        Fetcher plain = saved == null ? web : keeping(web, saved);
        this.manners = new PoliteManners(plain, RobotsSettings.STANDARD, turns, InstantSource.system());
        this.fetcher = render ? rendering(plain, manners) : plain;
    }

    private Fetcher rendering(Fetcher plain, Manners heeded) throws NoBrowserException {
        RenderedPages pages =
                new RenderedPages(plain, heeded, new Documents(ExtractLimits.standard()), RenderSettings.standard());
        open.add(new Closing<>(pages, pages::close));
        forget = pages::forget;
        return pages;
    }

    /** @param served the start pages of the folders that are served: of what is private, they alone are open unasked */
    static Expedition of(ScanCommand.Order order, List<Url> served) throws IOException {
        Optional<Url> contact = Optional.ofNullable(order.contact());
        FetchSettings settings = FetchSettings.standard(contact)
                .withPrivateNetworks(order.allowPrivateNetworks())
                .withOpened(served.stream().map(Expedition::socket).collect(Collectors.toSet()));
        return new Expedition(
                new WebFetcher(settings),
                new Turns(paces(order, sites(List.of(served))), InstantSource.system()),
                order.saved(),
                order.render());
    }

    private static InetSocketAddress socket(Url served) {
        return new InetSocketAddress(served.hostAddress().orElseThrow(), served.port());
    }

    /** What is said of rest holds for the sites named; whatever else they show lies with strangers. */
    private static Function<Site, Pace> paces(ScanCommand.Order order, Set<Site> served) {
        Set<Site> named = sites(List.of(order.sites(), order.sitemaps(), order.feeds(), order.pages()));
        Duration delay = order.delay();
        return site -> {
            if (delay != null && (named.contains(site) || served.contains(site))) {
                return Pace.fixed(delay);
            }
            return served.contains(site) ? Pace.fixed(Duration.ZERO) : Pace.standard();
        };
    }

    private static Set<Site> sites(List<List<Url>> addresses) {
        return addresses.stream().flatMap(List::stream).map(Url::site).collect(Collectors.toUnmodifiableSet());
    }

    private Fetcher keeping(WebFetcher asked, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        String version = "proofmark/"
                + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("0.1");
        WarcWriter archive = WarcWriter.open(file, WarcSettings.of(version, "classic"));
        open.add(new Closing<>(archive, () -> close(archive)));
        return (request, gate) -> {
            Outcome outcome = asked.fetch(request, gate);
            try {
                archive.write(outcome);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return outcome;
        };
    }

    private static void close(WarcWriter archive) {
        try {
            archive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Fetcher fetcher() {
        return fetcher;
    }

    Manners manners() {
        return manners;
    }

    /** A round is over: what was fetched in it for several pages is fetched again in the next. */
    void roundEnded() {
        forget.run();
    }

    @Override
    public void close() {
        open.reversed().forEach(Closing::close);
        web.close();
    }
}
