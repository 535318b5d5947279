package org.proofmark.portal.matching;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;

/**
 * A match as it is told outside the pages: in feeds, calls and tables.
 *
 * @param workName as its holder calls it; "" if it is gone
 * @param copy digest of the image that shows the work
 * @param changedAt when it was last seen to be otherwise than it was decided
 * @param pages of the site that show it
 * @param page the first of them; "" where none is known
 * @param image the image's address there
 * @param title of that page
 * @param alt the image's alternative text there
 * @param credit stated there
 * @param firstSeen on that page
 * @param lastSeen on any of the pages
 * @param factors what the worth was reckoned from
 */
public record MatchRow(
        MatchId id,
        WorkId work,
        String workName,
        String site,
        Tier tier,
        double score,
        double share,
        double copyShare,
        Sha256 copy,
        int width,
        int height,
        long bytes,
        SiteFacts.Kind kind,
        Optional<String> country,
        String language,
        Money worth,
        Instant foundAt,
        boolean gone,
        Optional<Verdict> verdict,
        Optional<Reason> reason,
        Optional<By> by,
        Optional<Instant> decidedAt,
        Optional<News> news,
        Optional<Instant> changedAt,
        long pages,
        String page,
        String image,
        String title,
        String alt,
        String credit,
        Optional<Instant> firstSeen,
        Instant lastSeen,
        List<Worth.Factor> factors) {
    public MatchRow {
        factors = List.copyOf(factors);
    }

    /** When there was last something new to say of it: that it was found, or that the use changed. */
    public Instant newAt() {
        return changedAt.filter(foundAt::isBefore).orElse(foundAt);
    }

    MatchRow named(String name) {
        return new MatchRow(
                id, work, name, site, tier, score, share, copyShare, copy, width, height, bytes, kind, country,
                language, worth, foundAt, gone, verdict, reason, by, decidedAt, news, changedAt, pages, page, image,
                title, alt, credit, firstSeen, lastSeen, factors);
    }
}
