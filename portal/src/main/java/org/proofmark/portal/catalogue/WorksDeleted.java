package org.proofmark.portal.catalogue;

import java.util.List;
import org.proofmark.portal.identity.HolderId;

/** These works are no more. Told within the transaction. */
public record WorksDeleted(HolderId holder, List<WorkId> works) {
    public WorksDeleted {
        works = List.copyOf(works);
    }
}
