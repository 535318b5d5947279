package org.proofmark.portal.catalogue.licences;

import java.util.List;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.platform.Refused;

/**
 * What a licence covers: everything the holder has, or these works and what is in these collections (and those below them).
 *
 * @param everything whatever the holder has registered and will register; then nothing is named
 */
public record Covers(boolean everything, List<WorkId> works, List<CollectionId> collections) {
    /** Works named by one licence; more belong into a collection. */
    public static final int MOST_WORKS = 10_000;

    /** Collections named by one licence. */
    public static final int MOST_COLLECTIONS = 500;

    public Covers {
        works = everything ? List.of() : works.stream().distinct().toList();
        collections = everything ? List.of() : collections.stream().distinct().toList();
        if (works.size() > MOST_WORKS || collections.size() > MOST_COLLECTIONS) {
            throw Refused.invalid("refused.coversMany", MOST_WORKS);
        }
    }

    /** All a holder has and will have. */
    public static Covers all() {
        return new Covers(true, List.of(), List.of());
    }

    /** Nothing is named: its works were deleted, or nothing was chosen yet. */
    public boolean nothing() {
        return !everything && works.isEmpty() && collections.isEmpty();
    }
}
