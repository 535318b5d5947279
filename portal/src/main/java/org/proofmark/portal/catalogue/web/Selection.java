package org.proofmark.portal.catalogue.web;

import java.util.List;
import java.util.Optional;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;

/**
 * What was selected in the gallery: some works, or all that a search finds.
 *
 * @param ids the works
 * @param all whether they are all of the search; a form then names the search, since there may be more than it has room for
 * @param search as {@link Asked} writes it
 */
record Selection(List<WorkId> ids, boolean all, String search) {
    /** Works that can be named one by one. */
    static final int MOST = 5_000;

    Selection {
        ids = List.copyOf(ids);
        if (ids.isEmpty()) {
            throw Refused.invalid("refused.noSelection");
        }
        if (!all && ids.size() > MOST) {
            throw Refused.invalid("refused.selection", MOST);
        }
    }

    static Selection of(SignedIn me, Works works, List<WorkId> ids, boolean all, String search) {
        Gallery found = Asked.parse(search).gallery(Optional.empty(), Optional.empty(), 1);
        return new Selection(all ? works.ids(me, found) : ids, all, search);
    }

    /**
     * The same, for an act on what was shown before.
     *
     * @param count how many there were; if all of a search are no longer so many, nothing is done
     */
    static Selection of(SignedIn me, Works works, List<WorkId> ids, boolean all, String search, int count) {
        Selection now = of(me, works, ids, all, search);
        if (all && now.size() != count) {
            throw new Refused(Refused.Kind.CHANGED, "refused.otherSelection", count, now.size());
        }
        return now;
    }

    public int size() {
        return ids.size();
    }

    /** The first of them, to be shown. */
    public List<WorkId> first(int most) {
        return ids.subList(0, Math.min(most, ids.size()));
    }

    /** What a form has to name one by one. */
    public List<WorkId> named() {
        return all ? List.of() : ids;
    }

    /** The address of the search they were selected in. */
    public String back() {
        return Asked.parse(search).address();
    }
}
