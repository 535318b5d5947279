package org.proofmark.portal.catalogue;

import java.util.List;
import org.proofmark.portal.identity.HolderId;

/** Copies of these works are looked for from now on. Told within the transaction. */
public record WorksMonitored(HolderId holder, List<WorkId> works) {
    public WorksMonitored {
        works = List.copyOf(works);
    }
}
