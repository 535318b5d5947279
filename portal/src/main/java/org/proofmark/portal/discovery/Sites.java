package org.proofmark.portal.discovery;

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
        return store.find(site);
    }
}
