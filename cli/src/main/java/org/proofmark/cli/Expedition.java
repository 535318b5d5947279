package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.proofmark.scout.url.Url;

/** The way to the web and back: who asks, how politely, and what is kept of it. */
final class Expedition implements AutoCloseable {
    private final WebFetcher web;
    private final Fetcher fetcher;
    private final Manners manners;
    private final List<Closing<?>> open = new ArrayList<>();

    private Expedition(WebFetcher web, Manners manners, @Nullable Path saved, boolean render) throws IOException {
        this.web = web;
        this.manners = manners;
        Fetcher plain = saved == null ? web : keeping(web, saved);
        this.fetcher = render ? rendering(plain, manners) : plain;
    }

    private Fetcher rendering(Fetcher plain, Manners heeded) throws NoBrowserException {
        RenderedPages pages =
                new RenderedPages(plain, heeded, new Documents(ExtractLimits.standard()), RenderSettings.standard());
        open.add(new Closing<>(pages, pages::close));
        return pages;
    }

    static Expedition of(ScanCommand.Order order) throws IOException {
        Optional<Url> contact = Optional.ofNullable(order.contact());
        boolean own = order.allowPrivateNetworks() || !order.served().isEmpty();
        WebFetcher web = new WebFetcher(FetchSettings.standard(contact).withPrivateNetworks(own));
        Duration delay = order.delay() == null && onlyServed(order) ? Duration.ZERO : order.delay();
        Pace pace = delay == null ? Pace.standard() : Pace.fixed(delay);
        Turns turns = new Turns(pace, InstantSource.system());
        return new Expedition(
                web,
                new PoliteManners(web, RobotsSettings.STANDARD, turns, InstantSource.system()),
                order.saved(),
                order.render());
    }

    private static boolean onlyServed(ScanCommand.Order order) {
        return order.sites().isEmpty()
                && order.sitemaps().isEmpty()
                && order.feeds().isEmpty()
                && order.pages().isEmpty();
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

    @Override
    public void close() {
        open.reversed().forEach(Closing::close);
        web.close();
    }
}
