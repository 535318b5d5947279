package org.proofmark.portal.matching;

import java.util.List;
import org.proofmark.portal.identity.HolderId;

/** A person judged these matches, or took a verdict back. Told within the transaction. */
public record Judged(HolderId holder, List<MatchId> matches) {
    public Judged {
        matches = List.copyOf(matches);
    }
}
