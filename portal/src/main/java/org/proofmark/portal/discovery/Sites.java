package org.proofmark.portal.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Who runs which site, as far as its pages say. */
@Service
public class Sites {
    private final SiteStore store;

    Sites(SiteStore store) {
        this.store = store;
    }

    /** What is known of a site. */
    public Optional<SiteFacts> of(String site) {
        return Optional.ofNullable(of(List.of(site)).get(site));
    }

    /** What is known of some sites; those nothing is known of are left out. */
    public Map<String, SiteFacts> of(Collection<String> sites) {
        return store.find(sites);
    }

    /** A site of which another kind or country is known than was told. */
    public Optional<SiteFacts> untold() {
        return store.untold();
    }

    /** It was told. Part of the caller's transaction, where there is one. */
    public void told(SiteFacts facts) {
        store.told(facts);
    }
}
