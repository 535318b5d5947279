package org.proofmark.portal.matching.settle;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.matching.Match;
import org.proofmark.scout.url.Url;

/**
 * A match, and what tells whether something settles it.
 *
 * @param pages that show it
 * @param first day it was seen, in UTC
 * @param last day it was
 * @param code of the whole image
 * @param spared causes a person overruled here
 */
record Use(Match match, List<Page> pages, LocalDate first, LocalDate last, GlobalCode code, Set<UUID> spared) {
    /** Below it, a code says nothing of the image. */
    private static final int TELLING = 50;

    /** So many bits of 256 may differ in two images that look alike. */
    private static final int ALIKE = 31;

    /** Where a page is; the path with its query. */
    record Page(String host, String path) {
        static Page of(String address) {
            return Url.parse(address)
                    .map(url -> new Page(
                            url.host(),
                            url.path() + url.query().map(query -> "?" + query).orElse("")))
                    .orElse(new Page("", ""));
        }
    }

    Use {
        pages = List.copyOf(pages);
        spared = Set.copyOf(spared);
    }

    static boolean alike(GlobalCode a, GlobalCode b) {
        return a.quality() >= TELLING && b.quality() >= TELLING && a.distance(b) <= ALIKE;
    }
}
