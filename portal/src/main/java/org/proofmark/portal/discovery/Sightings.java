package org.proofmark.portal.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;

/** Which pages show which images, and since when. */
@Service
public class Sightings {
    private final SightingStore store;

    Sightings(SightingStore store) {
        this.store = store;
    }

    /** Sightings of images that show works, of which nobody was told yet, in the order they came. */
    public List<Sighting> untold(int most) {
        return store.untold(most);
    }

    /** They were told. Part of the caller's transaction, where there is one. */
    public void told(Collection<Long> ids) {
        store.told(ids);
    }

    /** All sightings of an image, those that are gone too. */
    public List<Sighting> of(Sha256 digest) {
        return store.of(digest);
    }

    /**
     * Sightings of an image, as far as somebody may be told of them: those of sites, sitemaps and feeds, whoever has them walked,
     * since what is walked is shared. What only others gave, as lists, archives or single pages, stays theirs, and so does an
     * address with a query at which others have a walk begin.
     */
    public List<Sighting> told(HolderId to, Sha256 digest) {
        return store.told(to, digest);
    }

    /** Those of some sightings of which somebody may be told, in the same order; as {@link #told(HolderId, Sha256)} has it. */
    public List<Sighting> among(List<Sighting> some, HolderId to) {
        Set<Long> told = store.told(to, some.stream().map(Sighting::id).toList());
        return some.stream().filter(one -> told.contains(one.id())).toList();
    }

    /** These sightings as they are now, in no order; those that are no more are left out. */
    public List<Sighting> of(Collection<Long> ids) {
        return store.of(ids);
    }
}
