package org.proofmark.portal.discovery;

import java.util.Map;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;

/**
 * What is known of a source's addresses, by their last visits.
 *
 * @param seen those that answered, by role
 * @param missed those of which nothing was seen, or not all, by the reason
 * @param open those still to visit
 */
public record Standing(Map<Role, Long> seen, Map<Visit.Why, Long> missed, long open) {
    public Standing {
        seen = Map.copyOf(seen);
        missed = Map.copyOf(missed);
    }
}
