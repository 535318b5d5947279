package org.proofmark.portal.matching.settle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sites on which a holder's photos are at home: whole registrable domains. */
@Service
@Transactional
public class OwnSites {
    private static final int MOST = 1_000;

    private final SettleStore store;
    private final Settlement settlement;
    private final Audit audit;
    private final InstantSource clock;

    OwnSites(SettleStore store, Settlement settlement, Audit audit, InstantSource clock) {
        this.store = store;
        this.settlement = settlement;
        this.audit = audit;
        this.clock = clock;
    }

    /** One, and how many matches it settles. */
    public record OwnSite(String site, Instant since, long settles) {}

    /** By name. */
    @Transactional(readOnly = true)
    public List<OwnSite> all(SignedIn by) {
        Map<UUID, Long> settled = store.settledBy(by.holder());
        return store.ownSites(by.holder()).entrySet().stream()
                .map(site -> new OwnSite(
                        site.getKey(),
                        site.getValue(),
                        settled.getOrDefault(Grounds.ownSite(by.holder(), site.getKey()), 0L)))
                .toList();
    }

    /** Adds the site a domain belongs to; what was found there is settled, unless a person decided it. */
    public String add(SignedIn by, LicensedDomain domain) {
        if (store.ownSites(by.holder()).size() >= MOST) {
            throw Refused.invalid("refused.ids", MOST);
        }
        String site = Rule.siteOf(domain);
        store.addOwnSite(by.holder(), site, clock.instant());
        settlement.settleSite(by.holder(), site);
        settlement.reconsider(by.holder());
        audit.note(Optional.of(by.person().value()), "ownSite.added", site, "");
        return site;
    }

    /** Takes a site away, and back what only it settled. */
    public void remove(SignedIn by, LicensedDomain domain) {
        String site = Rule.siteOf(domain);
        if (!store.ownSites(by.holder()).containsKey(site)) {
            throw Refused.notFound();
        }
        store.removeOwnSite(by.holder(), site);
        settlement.settleSite(by.holder(), site);
        settlement.reconsider(by.holder());
        audit.note(Optional.of(by.person().value()), "ownSite.removed", site, "");
    }
}
