package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A digest as programs are told it.
 *
 * @param gist {@code new}, {@code changed}, {@code nothing_new}, {@code not_looked}, {@code nothing_watched}
 */
record DigestJson(
        String gist,
        Instant from,
        Instant to,
        long found,
        long settled,
        long changed,
        long open,
        List<Site> sites,
        long moreSites,
        LookedAt lookedAt) {
    record Site(String site, String kind, long matches, long works, MatchJson.Worth worth) {}

    record LookedAt(
            int sources,
            int walked,
            long pages,
            long images,
            long pictures,
            Optional<Instant> last,
            long waiting,
            List<String> troubled) {}

    static DigestJson of(Digest digest) {
        return new DigestJson(
                digest.gist().name().toLowerCase(Locale.ROOT),
                digest.from(),
                digest.to(),
                digest.found(),
                digest.settled(),
                digest.changed(),
                digest.open(),
                digest.sites().stream()
                        .map(site -> new Site(
                                site.site(),
                                site.kind().name().toLowerCase(Locale.ROOT),
                                site.matches(),
                                site.works(),
                                new MatchJson.Worth(
                                        site.worth().minorUnits(),
                                        site.worth().currency().getCurrencyCode())))
                        .toList(),
                digest.moreSites(),
                new LookedAt(
                        digest.walked().sources(),
                        digest.walked().walked(),
                        digest.walked().pages(),
                        digest.walked().images(),
                        digest.walked().pictures(),
                        digest.walked().last(),
                        digest.walked().waiting(),
                        digest.walked().troubled()));
    }
}
