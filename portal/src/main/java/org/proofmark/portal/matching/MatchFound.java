package org.proofmark.portal.matching;

import java.util.List;
import org.proofmark.portal.identity.HolderId;

/** Uses of a holder's works that were found and are shown, or were settled at once. Told within the transaction that keeps them. */
public record MatchFound(HolderId holder, List<MatchId> matches) {
    public MatchFound {
        matches = List.copyOf(matches);
    }
}
