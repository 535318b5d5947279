package org.proofmark.portal.matching;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.WorkUses;
import org.proofmark.portal.identity.HolderId;
import org.springframework.stereotype.Component;

/** Matches, as the catalogue counts them. */
@Component
class Uses implements WorkUses {
    private final MatchStore store;
    private final TallyStore tally;

    Uses(MatchStore store, TallyStore tally) {
        this.store = store;
        this.tally = tally;
    }

    @Override
    public Map<WorkId, Count> of(HolderId holder, Collection<WorkId> works) {
        return works.isEmpty() ? Map.of() : tally.ofWorks(holder, works);
    }

    @Override
    public List<Use> surest(HolderId holder, WorkId work, int most) {
        return store.surest(holder, work, most);
    }

    @Override
    public Set<WorkId> works(HolderId holder, boolean open) {
        return store.worksWith(holder, open);
    }
}
