package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;

/**
 * New matches for feed readers, at an address only its owner knows.
 *
 * @param query which matches, as the inbox's address says it; "": all that wait for a verdict
 * @param readAt when a reader last came, to the hour
 */
public record Feed(
        FeedId id,
        HolderId holder,
        PersonId person,
        String name,
        String query,
        Instant madeAt,
        Optional<Instant> renewedAt,
        Optional<Instant> readAt) {}
