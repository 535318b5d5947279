package org.proofmark.portal.matching.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;

/**
 * A program of a holder's that is told of what happens.
 *
 * @param address where it is told, by POST
 * @param paused it is told nothing; what waits stays, what happens meanwhile is not kept for it
 * @param givenUpAt since when it is paused because it took nothing for days
 * @param failures tries in a row that came to nothing
 * @param version grows with each change
 */
public record Webhook(
        WebhookId id,
        HolderId holder,
        String name,
        String address,
        Set<Happening> events,
        boolean paused,
        Optional<Instant> givenUpAt,
        int failures,
        PersonId madeBy,
        Instant madeAt,
        int version) {
    public Webhook {
        events = Set.copyOf(events);
    }

    /** Events in the order of their list. */
    public java.util.List<Happening> told() {
        return events.stream().sorted().toList();
    }
}
