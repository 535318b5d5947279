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
 * @param changed decided uses that changed and wait to be looked at again, whenever they did
 * @param open all that wait for a verdict
 * @param sites where those found wait for one, the most valuable first
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
    /** New matches on one site. */
    record Site(String site, SiteFacts.Kind kind, long matches, long works, Money worth) {}

    /** What it comes to. */
    enum Gist {
        NEW,
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
        if (walked.sources() == 0) {
            return Gist.NOTHING_WATCHED;
        }
        return walked.walked() == 0 ? Gist.NOT_LOOKED : Gist.NOTHING_NEW;
    }
}
