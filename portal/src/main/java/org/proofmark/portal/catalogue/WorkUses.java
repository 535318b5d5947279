package org.proofmark.portal.catalogue;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.proofmark.portal.identity.HolderId;

/** What is known of the uses of works; the catalogue shows it, and whoever finds uses answers. */
public interface WorkUses {
    /**
     * Of one work.
     *
     * @param matches all that were found
     * @param open those that wait to be decided
     * @param sites on which they are
     */
    record Count(long matches, long open, long sites) {}

    /** Of some works; those without any are left out. */
    Map<WorkId, Count> of(HolderId holder, Collection<WorkId> works);

    /**
     * The works that have any.
     *
     * @param open only those that have some to decide
     */
    Set<WorkId> works(HolderId holder, boolean open);
}
