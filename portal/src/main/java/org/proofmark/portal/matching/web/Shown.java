package org.proofmark.portal.matching.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.News;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.Verdict;

/**
 * A match as the review page takes it, in the reader's language.
 *
 * @param siblings open matches of this work on this site
 * @param h from pixels of the copy to pixels of the work, nine numbers row by row; nothing until it is known
 * @param region of the work, corners in its pixels
 * @param copyRegion of the copy, corners in its pixels
 * @param points features of both that agree
 * @param changed what was done to the work
 * @param why it matched
 * @param places on how many pages it is or was
 * @param seen since and until when, in words
 * @param lastSeen when a walk last saw it on any of them
 * @param cause what settled it, where no person did and it has a name
 * @param sayable verdicts that may be given as it stands
 * @param takesBack whether what stands may be taken back
 * @param gone whether none of them shows it any more
 * @param shot address of a picture of the page, if there is one
 */
@Schema(name = "Match")
record Shown(
        MatchId id,
        String site,
        int siblings,
        OfWork work,
        OfCopy copy,
        Optional<List<Double>> h,
        List<List<Double>> region,
        List<List<Double>> copyRegion,
        Tier tier,
        int points,
        double score,
        double share,
        double copyShare,
        String changed,
        String why,
        Optional<OfPage> page,
        int places,
        String alt,
        String caption,
        String credit,
        String licence,
        String seen,
        Instant firstSeen,
        Instant lastSeen,
        boolean gone,
        Optional<String> shot,
        String operator,
        String kind,
        String licenceOnFile,
        OfWorth worth,
        Optional<Verdict> verdict,
        Optional<Reason> reason,
        Optional<By> by,
        Optional<String> byText,
        Optional<OfCause> cause,
        List<Verdict> sayable,
        boolean takesBack,
        Optional<News> news,
        Optional<String> newsText,
        boolean claimed,
        int notes) {
    /** @param picture address of its renditions, to which the size is appended */
    record OfWork(WorkId id, String name, int width, int height, Optional<String> taken, String picture) {}

    /** @param grey whether only a small grey picture is there so far */
    record OfCopy(int width, int height, long bytes, String picture, boolean grey) {}

    /** @param live the address to open */
    record OfPage(String url, String path, String title, String language, String live) {}

    /**
     * What it was settled by.
     *
     * @param id the licence's, the rule's or the earlier match's
     * @param text its name
     * @param link where it is looked at
     */
    @Schema(name = "MatchCause")
    record OfCause(Optional<UUID> id, String text, String link) {}

    /** The worth in words, and every factor of it. */
    record OfWorth(String text, List<Factor> factors) {}

    /** One factor in words. */
    record Factor(String what, String value) {}
}
