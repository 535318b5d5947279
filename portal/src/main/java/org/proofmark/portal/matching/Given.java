package org.proofmark.portal.matching;

import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Refused;

/**
 * A verdict as a person gives it.
 *
 * @param id made by the client: sent twice it is given once
 * @param verdict nothing: what stands is taken back
 */
public record Given(UUID id, MatchId match, Optional<Verdict> verdict, Optional<Reason> reason, Group group) {
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
    }
}
