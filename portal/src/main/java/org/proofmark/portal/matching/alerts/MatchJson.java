package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRow;
import org.proofmark.portal.matching.News;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.platform.Sha256;

/**
 * A match as programs are told of it, in calls and exports.
 *
 * @param link the match's page; "" where the portal does not know its own address
 * @param kind of the site: business, private, unknown
 * @param lastSeen when a walk last saw it on any page of the site
 * @param changedAt when it was last seen to be otherwise than it was decided
 * @param pages of the site that show it
 * @param page the first of them
 */
record MatchJson(
        MatchId id,
        String link,
        Work work,
        String site,
        String kind,
        Optional<String> country,
        String language,
        Tier tier,
        double score,
        double share,
        double copyShare,
        Copy copy,
        Reckoned worth,
        Instant foundAt,
        Instant lastSeen,
        boolean gone,
        Optional<Verdict> verdict,
        Optional<Reason> reason,
        Optional<By> by,
        Optional<Instant> decidedAt,
        Optional<News> news,
        Optional<Instant> changedAt,
        long pages,
        Page page) {
    record Work(WorkId id, String name) {}

    record Copy(Sha256 digest, int width, int height, long bytes) {}

    /** An amount, in the smallest unit of its currency (ISO 4217). */
    record Worth(long minorUnits, String currency) {}

    /** The same, and what it was reckoned from. */
    record Reckoned(long minorUnits, String currency, List<org.proofmark.portal.matching.Worth.Factor> factors) {}

    record Page(String url, String image, String title, String alt, String credit, Optional<Instant> firstSeen) {}

    static MatchJson of(MatchRow row, String link) {
        return new MatchJson(
                row.id(),
                link,
                new Work(row.work(), row.workName()),
                row.site(),
                row.kind().name().toLowerCase(Locale.ROOT),
                row.country(),
                row.language(),
                row.tier(),
                rounded(row.score()),
                rounded(row.share()),
                rounded(row.copyShare()),
                new Copy(row.copy(), row.width(), row.height(), row.bytes()),
                new Reckoned(row.worth().minorUnits(), row.worth().currency().getCurrencyCode(), row.factors()),
                row.foundAt(),
                row.lastSeen(),
                row.gone(),
                row.verdict(),
                row.reason(),
                row.by(),
                row.decidedAt(),
                row.news(),
                row.changedAt(),
                row.pages(),
                new Page(row.page(), row.image(), row.title(), row.alt(), row.credit(), row.firstSeen()));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
