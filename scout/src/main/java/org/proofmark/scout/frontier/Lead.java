package org.proofmark.scout.frontier;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * An address somebody pointed to.
 *
 * @param url an http or https address
 * @param role as what it is to be visited
 * @param scope the watched site that led there
 * @param depth links from the start page
 * @param urgency smaller is sooner, among addresses of one host: {@link Urgency}
 * @param referrer the document that leads there; empty for those given at the start
 * @param lastModified when it changed, as the referrer says
 */
public record Lead(
        Url url,
        Role role,
        String scope,
        int depth,
        int urgency,
        Optional<Url> referrer,
        Optional<Instant> lastModified) {
    public Lead {
        if (!url.isHttp()) {
            throw new IllegalArgumentException("expected an http address, found " + url);
        }
        if (depth < 0) {
            throw new IllegalArgumentException("depth " + depth);
        }
    }

    /** The same, as changed at another time. */
    public Lead changed(Instant when) {
        return new Lead(url, role, scope, depth, urgency, referrer, Optional.of(when));
    }
}
