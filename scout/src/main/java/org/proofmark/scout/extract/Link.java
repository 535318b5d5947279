package org.proofmark.scout.extract;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * Where a document leads.
 *
 * @param url an http address, without fragment
 * @param kind as what it leads there
 * @param lastModified when the document says the other changed: sitemaps and feeds do
 * @param noFollow whether the document asks robots not to follow this one ({@code rel=nofollow})
 */
public record Link(Url url, Kind kind, Optional<Instant> lastModified, boolean noFollow) {
    /** As what a link leads. FRAME, STYLE_SHEET and MANIFEST are parts of the page, not a step away from it. */
    public enum Kind {
        PAGE,
        FRAME,
        REFRESH,
        FEED,
        SITEMAP,
        STYLE_SHEET,
        MANIFEST
    }

    /** A link without date. */
    public static Link to(Url url, Kind kind) {
        return new Link(url, kind, Optional.empty(), false);
    }
}
