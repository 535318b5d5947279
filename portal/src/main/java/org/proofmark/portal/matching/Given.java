package org.proofmark.portal.matching;

import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Refused;

/**
 * A verdict as a person gives it.
 *
 * @param id made by the client: sent twice it is given once
 * @param verdict nothing: what stands is taken back, and what stood before stands again
 * @param undoes the act that is taken back, by the id it was given with; nothing: whatever stands
 */
public record Given(
        UUID id,
        MatchId match,
        Optional<Verdict> verdict,
        Optional<Reason> reason,
        Group group,
        Optional<UUID> undoes) {
    /** On what it is given. */
    public enum Group {
        ONE,
        /** All open matches of this photo on this site too. */
        PHOTO_ON_SITE
    }

    public Given {
        if (reason.isPresent() && !verdict.equals(reason.map(Reason::verdict))) {
            throw Refused.invalid("refused.reason");
        }
        if (undoes.isPresent() && verdict.isPresent()) {
            throw Refused.invalid("refused.value", "undoes");
        }
    }

    /** One that names no act. */
    public Given(UUID id, MatchId match, Optional<Verdict> verdict, Optional<Reason> reason, Group group) {
        this(id, match, verdict, reason, group, Optional.empty());
    }
}
