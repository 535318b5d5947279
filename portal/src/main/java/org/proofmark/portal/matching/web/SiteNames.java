package org.proofmark.portal.matching.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.discovery.Sites;
import org.springframework.stereotype.Component;

/** Who runs the sites of some rows. */
@Component
class SiteNames {
    private final Sites sites;

    SiteNames(Sites sites) {
        this.sites = sites;
    }

    Map<String, SiteFacts> of(Collection<String> names) {
        Map<String, SiteFacts> facts = new HashMap<>();
        names.forEach(name -> sites.of(name).ifPresent(one -> facts.put(name, one)));
        return facts;
    }
}
