package org.proofmark.scout.frontier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * In which order the addresses of a host are visited: smaller is sooner. A budget may end a round before all are, so the order
 * says what a round is for:
 *
 * <ol>
 *   <li>lists of pages, those that changed last first;
 *   <li>style sheets and images never seen, so that what a page shows is known before the walk goes on;
 *   <li>pages never seen, or changed since: those a list gives a date to, newest first, then the others by depth;
 *   <li>what was seen already, the longest unseen first: so round after round reaches all of a site larger than its budget.
 * </ol>
 */
public final class Urgency {
    private static final int DATED = 10;
    private static final int UNDATED = 100_000_000;
    private static final int SEEN = 1_000_000_000;

    /** Between an image seen in full and one seen at a size that its address names: of a family the full one is asked for first. */
    private static final int SIZED = 200_000_000;

    /** Minutes from 1970 to 2160, beyond which no date is believed. */
    private static final int LAST_MINUTE = 99_000_000;

    private Urgency() {}

    /**
     * Of an address that a document points to.
     *
     * @param depth links from the start page
     * @param changed when a list says it changed; a date to come is taken for now
     */
    public static int of(Role role, int depth, Optional<Instant> changed, Instant now) {
        Optional<Integer> minute =
                changed.map(when -> when.isAfter(now) ? now : when).map(Urgency::minute);
        return switch (role) {
            case SITEMAP -> minute.map(at -> -at).orElse(0);
            case FEED -> 1;
            case PART -> 2;
            case IMAGE -> 3;
            case PAGE -> minute.map(at -> DATED + LAST_MINUTE - at).orElse(UNDATED + depth);
        };
    }

    /** Of an address that was asked for, when its turn comes again. Lists stay first. */
    public static int again(Role role, Url url, Instant asked) {
        return switch (role) {
            case SITEMAP -> 0;
            case FEED -> 1;
            case PART, PAGE -> SEEN + minute(asked);
            case IMAGE -> SEEN + minute(asked) + (Family.namesSize(url) ? SIZED : 0);
        };
    }

    /** Whether a lead makes an address more urgent that is known already: a list gives it a date, or names it as news. */
    public static boolean hurries(Lead lead) {
        return lead.role() == Role.PAGE && lead.urgency() < UNDATED;
    }

    private static int minute(Instant when) {
        return Math.clamp(Duration.between(Instant.EPOCH, when).toMinutes(), 0, LAST_MINUTE);
    }
}
