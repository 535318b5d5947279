package org.proofmark.portal.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key, as its owner sees it.
 *
 * @param name what its owner calls it
 * @param start its first letters
 * @param holder whose works it reaches
 * @param writes whether it may change things
 * @param lastUsed to the minute
 * @param revoked from when on it opens nothing
 */
public record Key(
        KeyId id,
        PersonId person,
        HolderId holder,
        String name,
        String start,
        boolean writes,
        Instant made,
        Optional<Instant> lastUsed,
        Optional<Instant> revoked) {}
