package org.proofmark.portal.matching;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;

/**
 * One work, one image that shows it, one site.
 *
 * @param score the engine's, 2 and above for copies
 * @param share of the work that is shown, 0 to 1
 * @param copyShare of the copy that shows it, 0 to 1
 * @param kind of the site
 * @param source whose walk found it first
 * @param worth what the use may be worth
 * @param gone whether the last walks no longer saw it
 * @param decision what stands
 * @param news what changed since
 * @param version counts changes
 */
public record Match(
        MatchId id,
        HolderId holder,
        WorkId work,
        String site,
        Tier tier,
        double score,
        double share,
        double copyShare,
        Copy copy,
        SiteFacts.Kind kind,
        Optional<String> country,
        String language,
        Optional<UUID> source,
        Money worth,
        Instant foundAt,
        boolean gone,
        Optional<Decision> decision,
        Optional<News> news,
        boolean claimed,
        int version) {
    /** The image that shows the work; pixels as displayed. */
    public record Copy(Sha256 digest, int width, int height, long bytes) {
        public long pixels() {
            return (long) width * height;
        }
    }

    /**
     * What stands.
     *
     * @param person who said it, where a person did
     * @param ref the licence, rule or earlier match it rests on; of what a person said of several, what names the act
     */
    public record Decision(
            Verdict verdict,
            Optional<Reason> reason,
            By by,
            Optional<PersonId> person,
            Optional<UUID> ref,
            Instant at) {}

    public Optional<Verdict> verdict() {
        return decision.map(Decision::verdict);
    }

    /** Whether a person is asked. */
    public boolean open() {
        return (decision.isEmpty() || news.isPresent()) && tier != Tier.SAME_SCENE;
    }

    public MatchLifecycle.State state() {
        return MatchLifecycle.state(verdict(), claimed);
    }
}
