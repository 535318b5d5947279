package org.proofmark.portal.matching;

import java.util.List;
import org.proofmark.portal.identity.HolderId;

/**
 * Uses that a person had decided are not what they were, and are asked about again. Told within the transaction that keeps it.
 *
 * @param matches the news of each is written there
 */
public record UseChanged(HolderId holder, List<MatchId> matches) {
    public UseChanged {
        matches = List.copyOf(matches);
    }
}
