package org.proofmark.portal.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key, as its owner sees it.
 *
 * @param name what its owner calls it
 * @param start its first letters
 * @param holder whose works it reaches
 * @param scopes what it is good for, at least one
 * @param expires from when on it opens nothing, whatever else
 * @param lastUsed to the minute
 * @param revoked from when on it opens nothing
 */
public record Key(
        KeyId id,
        PersonId person,
        HolderId holder,
        String name,
        String start,
        Set<Scope> scopes,
        Instant made,
        Optional<Instant> expires,
        Optional<Instant> lastUsed,
        Optional<Instant> revoked) {
    public Key {
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a key is good for something");
        }
        scopes = Set.copyOf(scopes);
    }

    /** Whether it is good for an area at all. */
    public boolean opens(Scope.Area area) {
        return scopes.stream().anyMatch(scope -> scope.opens(area, false));
    }

    /** Whether it may change things in an area. */
    public boolean writes(Scope.Area area) {
        return scopes.stream().anyMatch(scope -> scope.opens(area, true));
    }

    boolean works(Instant now) {
        return revoked.isEmpty() && expires.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
