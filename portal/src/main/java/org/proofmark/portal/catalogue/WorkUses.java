package org.proofmark.portal.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;

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
     * One use that was found.
     *
     * @param match its name among the matches
     * @param open whether it waits to be decided
     * @param verdict what was decided, as the matches call it
     * @param tier how sure it is, as the matches call it
     * @param worth what it may be worth
     */
    record Use(UUID match, String site, boolean open, Optional<String> verdict, String tier, Money worth) {}

    /** The surest uses of a work, those to decide before the others. */
    List<Use> surest(HolderId holder, WorkId work, int most);

    /**
     * The works that have any.
     *
     * @param open only those that have some to decide
     */
    Set<WorkId> works(HolderId holder, boolean open);
}
