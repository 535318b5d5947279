package org.proofmark.scout.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Loopback;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.FileFrontier;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.scan.RenderedPages;
import org.proofmark.scout.scan.Scan;
import org.proofmark.scout.scan.ScanSettings;
import org.proofmark.scout.scan.Source;
import org.proofmark.scout.scan.Works;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/**
 * What one round over a test web left, asked by the real scan, with no rest between requests.
 *
 * @param complete whether nothing was left to visit
 */
record Round(boolean complete, List<Shown> found, List<Trouble> troubles, List<Coverage> coverage) {
    /** As the public web is asked, but impatient. */
    static final FetchSettings GUARDED =
            FetchSettings.standard(Optional.empty()).withPatience(Duration.ofSeconds(3), Duration.ofSeconds(2), 10_000);

    static final ScanSettings SETTINGS = ScanSettings.standard();

    /** Sees nothing: for what happens before anybody looks. */
    static final Works BLIND =
            file -> new CopyFinder.Found(new Unreadable(Undecodable.Reason.NOT_AN_IMAGE, "not looked at"), List.of());

    /** A watched site: all of its registered domain, or wherever it leads. */
    private record Watched(Site site, Fetcher fetcher, boolean everywhere) implements Source {
        @Override
        public String name() {
            return site.name();
        }

        @Override
        public boolean admits(Url page) {
            return everywhere || page.site().equals(site);
        }

        @Override
        public boolean live() {
            return true;
        }
    }

    /** How a round is gone. */
    static final class Plan {
        private final TestWeb web;
        private final Path folder;
        private FetchSettings fetching = GUARDED;
        private ScanSettings settings = SETTINGS;
        private Works works = BLIND;
        private Duration deadline = Duration.ofSeconds(60);
        private BooleanSupplier stop = () -> false;
        private boolean rendered;
        private boolean everywhere;
        private boolean everything = true;
        private Duration rest = Duration.ZERO;
        private final Map<String, Role> seeds = new LinkedHashMap<>();

        Plan(TestWeb web, Path folder) {
            this.web = web;
            this.folder = folder;
        }

        Plan fetching(FetchSettings changed) {
            fetching = changed;
            return this;
        }

        Plan settings(ScanSettings changed) {
            settings = changed;
            return this;
        }

        Plan works(Works changed) {
            works = changed;
            return this;
        }

        /** No exchange may take longer. */
        Plan deadline(Duration changed) {
            deadline = changed;
            return this;
        }

        /** Pages of every site are admitted. */
        Plan everywhere() {
            everywhere = true;
            return this;
        }

        /** Also begins at these addresses, on sites whose pages are named. */
        Plan seed(String url, Role role) {
            seeds.put(url, role);
            return this;
        }

        /** Not every known address is due, only those whose time has come. */
        Plan onlyWhatIsDue() {
            everything = false;
            return this;
        }

        /** So long between two requests to a site. */
        Plan resting(Duration changed) {
            rest = changed;
            return this;
        }

        /** The round is stopped when this becomes true. */
        Plan stopWhen(BooleanSupplier condition) {
            stop = condition;
            return this;
        }

        Plan rendered() {
            rendered = true;
            return this;
        }

        /** Scans the sites of these pages. */
        Round over(String... starts) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            try (WebFetcher asking = new WebFetcher(
                            fetching, web.resolver(), web.connector(), Loopback.trust(), InstantSource.system());
                    FileFrontier frontier = FileFrontier.open(folder.resolve("scan.db"))) {
                Fetcher plain = (request, gate) -> asking.fetch(hurried(request), gate);
                Turns turns = new Turns(Pace.fixed(rest), InstantSource.system());
                PoliteManners manners =
                        new PoliteManners(plain, RobotsSettings.STANDARD, turns, InstantSource.system());
                if (!rendered) {
                    return round(List.of(starts), frontier, manners, plain);
                }
                try (RenderedPages pages = new RenderedPages(
                        plain, manners, new Documents(ExtractLimits.standard()), RenderSettings.standard())) {
                    return round(List.of(starts), frontier, manners, pages);
                }
            }
        }

        private Request hurried(Request request) {
            return request.deadline().compareTo(deadline) <= 0
                    ? request
                    : new Request(
                            request.url(),
                            request.wanted(),
                            request.validators(),
                            request.referrer(),
                            request.maxBytes(),
                            deadline);
        }

        private void stopInTime(Scan scan) {
            try {
                while (!stop.getAsBoolean()) {
                    Thread.sleep(10);
                }
                scan.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the round has ended by itself
            }
        }

        private Round round(List<String> starts, FileFrontier frontier, PoliteManners manners, Fetcher fetcher)
                throws InterruptedException {
            List<Source> sources = new ArrayList<>();
            List<Lead> seeds = new ArrayList<>();
            for (String start : starts) {
                Url url = Url.of(start);
                Watched watched = new Watched(url.site(), fetcher, everywhere);
                if (sources.stream().noneMatch(source -> source.name().equals(watched.name()))) {
                    sources.add(watched);
                }
                seeds.add(new Lead(url, Role.PAGE, watched.name(), 0, 5, Optional.empty(), Optional.empty()));
            }
            this.seeds.forEach((url, role) -> seeds.add(
                    new Lead(Url.of(url), role, Url.of(url).site().name(), 0, 0, Optional.empty(), Optional.empty())));
            Scan scan = new Scan(
                    frontier,
                    sources,
                    manners,
                    new Documents(ExtractLimits.standard()),
                    works,
                    (digest, bytes) -> {},
                    settings,
                    InstantSource.system());
            Thread stopping = Thread.ofVirtual().start(() -> stopInTime(scan));
            boolean complete = scan.round(seeds, everything);
            stopping.interrupt();
            return new Round(complete, frontier.found(), frontier.troubles(), frontier.coverage());
        }
    }

    /** What is said about an address that was not seen; empty where it was. */
    String trouble(String url) {
        return troubles.stream()
                .filter(trouble -> trouble.url().equals(url))
                .map(trouble -> trouble.why() + ": " + trouble.explanation())
                .findFirst()
                .orElse("");
    }
}
