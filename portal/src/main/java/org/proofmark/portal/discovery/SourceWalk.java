package org.proofmark.portal.discovery;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.scan.RenderedPages;
import org.proofmark.scout.scan.Scan;
import org.proofmark.scout.scan.ScanSettings;
import org.proofmark.scout.url.Url;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** One walk over one source, from where it is to its end. */
final class SourceWalk {
    /** Threads of one walk that read and look; the looking itself is done by the worker processes. */
    private static final int LOOKERS = 2;

    private final Equipment equipment;
    private final ClaimStore.Claim claim;
    private final AtomicReference<@Nullable Scan> scan = new AtomicReference<>();
    private volatile boolean stopped;

    SourceWalk(Equipment equipment, ClaimStore.Claim claim) {
        this.equipment = equipment;
        this.claim = claim;
    }

    /** What all walks of this process share. */
    @Component
    static class Equipment implements DisposableBean {
        private final SourceFrontier.Ground ground;
        private final RoundStore rounds;
        private final InstantSource clock;
        private final Worker worker;
        private final SharedTurns turns;
        private final RobotsMemory robots;
        private final FirstLook look;
        private final SiteStore sites;
        private final Blobs blobs;
        private final Settings.Crawl settings;
        private final WebFetcher web;

        Equipment(
                SourceFrontier.Ground ground,
                RoundStore rounds,
                InstantSource clock,
                Worker worker,
                SharedTurns turns,
                RobotsMemory robots,
                FirstLook look,
                SiteStore sites,
                Blobs blobs,
                Settings settings) {
            this.ground = ground;
            this.rounds = rounds;
            this.clock = clock;
            this.worker = worker;
            this.turns = turns;
            this.robots = robots;
            this.look = look;
            this.sites = sites;
            this.blobs = blobs;
            this.settings = settings.crawl();
            Optional<Url> contact = this.settings.contact().flatMap(page -> Url.parse(page.toString()));
            this.web = new WebFetcher(FetchSettings.standard(contact).withPrivateNetworks(settings.privateNetworks()));
        }

        WebFetcher web() {
            return web;
        }

        PoliteManners manners() {
            return new PoliteManners(web, robots::over, RobotsMemory.SETTINGS, turns, clock);
        }

        @Override
        public void destroy() {
            web.close();
        }
    }

    /**
     * Walks to the end, or until it is stopped. It is begun before anything can go wrong, so that there is a walk of which to tell
     * what did.
     *
     * @return whether the walk is complete
     */
    boolean go() throws IOException, InterruptedException {
        PoliteManners manners = equipment.manners();
        try (SourceFrontier frontier = begun();
                Pages pages = pages(manners);
                WatchedSource source =
                        WatchedSource.open(claim, pages.fetcher(), equipment.blobs, equipment.clock.instant())) {
            Scan round = new Scan(
                    frontier,
                    List.of(source),
                    manners,
                    new SiteReading(new Documents(ExtractLimits.standard()), equipment.sites),
                    equipment.look,
                    (digest, bytes) -> {},
                    settings(),
                    equipment.clock);
            if (source.live()) {
                equipment.turns.watched(
                        source.seeds().stream().map(seed -> seed.url().site()).toList());
            }
            scan.set(round);
            if (stopped) {
                return false;
            }
            boolean complete = round.round(source.seeds(), claim.whole());
            String trouble = pages.trouble().isEmpty() ? source.trouble() : pages.trouble();
            if (complete && !trouble.isEmpty()) {
                equipment.rounds.note(claim.id(), trouble);
            }
            return complete;
        }
    }

    private SourceFrontier begun() {
        SourceFrontier frontier = new SourceFrontier(
                equipment.ground,
                new SourceFrontier.Claimed(
                        claim.id(),
                        claim.scope(),
                        equipment.worker.id(),
                        claim.kind().live(),
                        claim.every(),
                        claim.maxDepth(),
                        FirstLook.SMALLEST_SIDE));
        frontier.begin(equipment.clock.instant(), claim.whole());
        return frontier;
    }

    private ScanSettings settings() {
        ScanSettings standard = ScanSettings.standard();
        return new ScanSettings(
                claim.maxPages(),
                claim.maxDepth(),
                standard.maxBytes(),
                standard.maxTime(),
                equipment.settings.hosts(),
                standard.slowHosts(),
                standard.quick(),
                LOOKERS,
                standard.smallestSide(),
                standard.tries(),
                standard.patience(),
                standard.inlineImages());
    }

    /**
     * How pages come: as they are, or as a browser builds them.
     *
     * @param trouble why no browser builds them although one was asked for
     */
    private record Pages(Fetcher fetcher, @Nullable RenderedPages browser, String trouble) implements AutoCloseable {
        @Override
        public void close() {
            if (browser != null) {
                browser.close();
            }
        }
    }

    private Pages pages(PoliteManners manners) {
        if (!claim.render() || !claim.kind().live()) {
            return new Pages(equipment.web, null, "");
        }
        try {
            RenderedPages browser = new RenderedPages(
                    equipment.web, manners, new Documents(ExtractLimits.standard()), RenderSettings.standard());
            return new Pages(browser, browser, "");
        } catch (NoBrowserException none) {
            return new Pages(equipment.web, null, String.valueOf(none.getMessage()));
        }
    }

    /** Lets the walk end what it is doing, and nothing else. Any thread may call it. */
    void stop() {
        stopped = true;
        Scan running = scan.get();
        if (running != null) {
            running.stop();
        }
    }
}
