package org.proofmark.portal.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Images that were met, for whoever compares them. One that was taken and not said to be compared is given again. */
@Service
public class Looks {
    private static final int PAGE = 10_000;

    private final LookStore store;
    private final SightingStore sightings;
    private final Blobs blobs;

    Looks(LookStore store, SightingStore sightings, Blobs blobs) {
        this.store = store;
        this.sightings = sightings;
        this.blobs = blobs;
    }

    /** The images longest waiting to be compared. */
    public List<Look> next(int most) {
        return store.next(most);
    }

    /** How many wait. */
    public long waiting() {
        return store.waiting();
    }

    /**
     * An image was compared. Part of the caller's transaction, where there is one.
     *
     * @param keepFile whether it shows a work: then its file is kept, and all its sightings, those to come too, are told
     */
    @Transactional
    public void compared(Sha256 digest, boolean keepFile) {
        store.compared(digest, keepFile);
        if (keepFile) {
            sightings.tellAll(digest);
        }
    }

    /**
     * A work was found in images that were compared long ago: their sightings are told, and their files, where they are gone,
     * are fetched once more. Those then come as new looks.
     */
    @Transactional
    public void fetchAgain(Collection<Sha256> digests) {
        for (Sha256 digest : digests) {
            store.matched(digest);
            sightings.tellAll(digest);
            if (!hasFile(digest)) {
                store.fetchAgain(digest);
            }
        }
    }

    /** What stands in no index is to be looked at again: the file is fetched, and comes as a new look. */
    @Transactional
    public void lookAgain(Collection<Sha256> digests) {
        digests.forEach(store::fetchAgain);
    }

    /** Whether the file is here. */
    public boolean hasFile(Sha256 digest) {
        return store.hasFile(digest) && blobs.has(digest);
    }

    /** The file, where it is here. */
    public Optional<InputStream> file(Sha256 digest) throws IOException {
        return store.hasFile(digest) ? blobs.open(digest) : Optional.empty();
    }

    /** All images that were compared, in no order. */
    public Stream<Sha256> compared() {
        return Stream.iterate(
                        store.compared(null, PAGE), page -> !page.isEmpty(), page -> store.compared(last(page), PAGE))
                .flatMap(List::stream);
    }

    private static @Nullable Sha256 last(List<Sha256> page) {
        return page.getLast();
    }

    /** Those of these that were compared. */
    public Set<Sha256> compared(Collection<Sha256> digests) {
        return store.comparedOf(digests);
    }

    /** Those of these that were never met, or are forgotten. */
    public Set<Sha256> unknown(Collection<Sha256> digests) {
        return store.unknown(digests);
    }
}
