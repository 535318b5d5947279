package org.proofmark.portal.catalogue.sites;

import java.util.List;
import java.util.Optional;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a site's documents, one at a step, and writes down what they name. */
@Component
class SiteLook {
    static final int MOST_DOCUMENTS = 3_000;
    static final int MOST_IMAGES = 20_000;
    private static final int ATTEMPTS = 3;

    private final SiteStore sites;
    private final SourceStore sources;
    private final PictureStore pictures;
    private final SiteWeb web;
    private final TransactionTemplate together;
    private final Extractor extractor = new Documents(ExtractLimits.standard());

    SiteLook(SiteStore sites, SourceStore sources, PictureStore pictures, SiteWeb web, TransactionTemplate together) {
        this.sites = sites;
        this.sources = sources;
        this.pictures = pictures;
        this.web = web;
        this.together = together;
    }

    /** Reads the next document; answers whether there was one. */
    boolean step(SiteImport site) throws InterruptedException {
        sources.spare(site.id());
        Optional<SourceStore.Next> next = sources.next(site.id());
        if (next.isPresent()) {
            read(site, next.get());
        }
        return next.isPresent();
    }

    private void read(SiteImport site, SourceStore.Next document) throws InterruptedException {
        Url url = Url.of(document.address());
        boolean start = document.kind() == SiteImport.Kind.START;
        Gate gate = start ? Gate.OPEN : next -> leaves(url, next);
        Outcome outcome = web.ask(Request.page(url).anything(), gate);
        if (outcome instanceof Outcome.Fetched fetched) {
            take(site, document, fetched, start ? web.sitemaps(fetched.landed()) : List.of());
        } else if (SiteWeb.isPassing(outcome) && document.attempts() < ATTEMPTS - 1) {
            sources.again(site.id(), document);
        } else {
            sources.failed(site.id(), document, SiteWeb.reason(outcome));
        }
    }

    private static Optional<String> leaves(Url from, Url next) {
        return next.site().equals(from.site()) ? Optional.empty() : Optional.of("leads to another site: " + next);
    }

    private void take(SiteImport site, SourceStore.Next document, Outcome.Fetched fetched, List<Url> sitemaps) {
        Extract extract = extractor.extract(fetched.landed(), fetched.headers(), fetched.body());
        Optional<SiteReading> reading = document.kind() == SiteImport.Kind.START
                ? Optional.of(SiteReading.start(fetched, extract, sitemaps))
                : SiteReading.of(document.kind(), document.rank(), fetched, extract);
        together.executeWithoutResult(transaction -> reading.ifPresentOrElse(
                read -> keep(site, document, read),
                () -> sources.failed(site.id(), document, "refused.site.otherKind")));
    }

    private void keep(SiteImport site, SourceStore.Next document, SiteReading read) {
        int room = MOST_IMAGES - pictures.count(site.id());
        int fresh = 0;
        for (Naming naming : read.images()) {
            if (fresh < room && pictures.add(site.id(), naming)) {
                fresh++;
            }
        }
        int documents = Math.max(0, MOST_DOCUMENTS - sources.count(site.id()));
        read.further().stream().limit(documents).forEach(further -> sources.add(site.id(), further));
        if (fresh >= room || read.further().size() > documents) {
            sites.cut(site.id());
        }
        // Those it named that others had named before count as well: what follows can be spared.
        sources.read(site.id(), document, Math.max(fresh, Math.min(1, read.images().size())));
    }
}
