package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;

/**
 * An address of which nothing was seen at its last visit.
 *
 * @param id grows with the order in which addresses were found
 * @param referrer the document that led there; nothing for where the walk begins
 * @param status of the answer; 0 where none came
 * @param explanation for a person, in English
 */
public record Missed(
        long id,
        String url,
        Role role,
        Optional<String> referrer,
        Visit.Why why,
        int status,
        String explanation,
        Instant at) {}
