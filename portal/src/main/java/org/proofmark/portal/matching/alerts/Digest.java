package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.util.List;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.discovery.Walked;
import org.proofmark.portal.platform.Money;

/**
 * What happened to a holder's photos in a span of time, and what was looked at: so that nothing new is known from nothing done.
 *
 * @param found matches found in it
 * @param settled of those the ones that licences, rules, own sites or earlier verdicts settled at once
 * @param changed decided uses that changed in it and wait to be looked at again
 * @param open all that wait for a verdict
 * @param sites where those found or changed wait for a verdict, the most valuable first
 * @param moreSites how many sites there are besides
 */
record Digest(
        Instant from,
        Instant to,
        long found,
        long settled,
        long changed,
        long open,
        List<Site> sites,
        long moreSites,
        Walked walked) {
    /** Matches on one site that are new, or changed. */
    record Site(String site, SiteFacts.Kind kind, long matches, long works, Money worth) {}

    /** What it comes to. */
    enum Gist {
        NEW,
        /** Nothing was found, but decided uses changed. */
        CHANGED,
        NOTHING_NEW,
        /** Sources are watched, and no walk over any of them ended. */
        NOT_LOOKED,
        NOTHING_WATCHED
    }

    Digest {
        sites = List.copyOf(sites);
    }

    Gist gist() {
        if (found > 0) {
            return Gist.NEW;
        }
        if (changed > 0) {
            return Gist.CHANGED;
        }
        if (walked.sources() == 0) {
            return Gist.NOTHING_WATCHED;
        }
        return walked.walked() == 0 ? Gist.NOT_LOOKED : Gist.NOTHING_NEW;
    }
}
