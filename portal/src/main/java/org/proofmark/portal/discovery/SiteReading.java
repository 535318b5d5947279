package org.proofmark.portal.discovery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;

/** Reads documents, and on the way, from the first pages of each site, who runs it. */
final class SiteReading implements Extractor {
    /** Pages of one site that are read for it, beside those that look like an imprint. */
    private static final int PAGES = 5;

    private static final int MOST_SITES = 10_000;

    private final Extractor documents;
    private final SiteStore store;
    private final Map<String, Integer> read = new ConcurrentHashMap<>();

    SiteReading(Extractor documents, SiteStore store) {
        this.documents = documents;
        this.store = store;
    }

    @Override
    public Extract extract(Url url, Headers headers, byte[] body) {
        Extract extract = documents.extract(url, headers, body);
        if (extract.kind() == Extract.Kind.PAGE && isWorthReading(url)) {
            store.keep(SiteSigns.of(url, extract.title(), body));
        }
        return extract;
    }

    private boolean isWorthReading(Url url) {
        if (SiteSigns.looksLikeImprint(url.path())) {
            return true;
        }
        String site = url.site().name();
        return read.size() < MOST_SITES && read.merge(site, 1, Integer::sum) <= PAGES;
    }
}
