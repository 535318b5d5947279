package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a holder has registered. A foreign work is not found, like one that never was. */
@Service
@Transactional
public class Works {
    private final WorkStore store;
    private final GalleryStore gallery;
    private final WorkIndex index;
    private final Blobs blobs;
    private final Plans plans;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final WorkUses uses;

    Works(
            WorkStore store,
            GalleryStore gallery,
            WorkIndex index,
            Blobs blobs,
            Plans plans,
            Audit audit,
            ApplicationEventPublisher events,
            WorkUses uses) {
        this.store = store;
        this.gallery = gallery;
        this.index = index;
        this.blobs = blobs;
        this.plans = plans;
        this.audit = audit;
        this.events = events;
        this.uses = uses;
    }

    public Work find(SignedIn by, WorkId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** Which of these files are registered already. */
    public Map<Sha256, WorkId> known(SignedIn by, List<Sha256> digests) {
        return store.known(by.holder(), digests);
    }

    public Gallery.Stretch look(SignedIn by, Gallery asked) {
        List<GalleryStore.Placed> placed = gallery.frames(by.holder(), asked, asked.limit() + 1);
        List<Gallery.Frame> frames = placed.stream()
                .limit(asked.limit())
                .map(GalleryStore.Placed::frame)
                .toList();
        if (placed.size() <= asked.limit()) {
            return new Gallery.Stretch(frames, Optional.empty());
        }
        GalleryStore.Placed last = placed.get(asked.limit() - 1);
        return new Gallery.Stretch(
                frames,
                Optional.of(new Gallery.Place(last.key(), last.frame().id().value())));
    }

    /** How often these works were found; those that were not are left out. */
    public Map<WorkId, WorkUses.Count> uses(SignedIn by, Collection<WorkId> works) {
        return uses.of(by.holder(), works);
    }

    /** The surest uses of a work, those to decide before the others. */
    public List<WorkUses.Use> surest(SignedIn by, WorkId work, int most) {
        return uses.surest(by.holder(), work, most);
    }

    /** How many works were found on the web; with {@code open} only those with something to decide. */
    public long found(SignedIn by, boolean open) {
        return uses.works(by.holder(), open).size();
    }

    public Gallery.Counts counts(SignedIn by) {
        return gallery.counts(by.holder());
    }

    public List<Gallery.Month> months(SignedIn by, Gallery asked) {
        return gallery.months(by.holder(), asked, List.of());
    }

    /** Only the months a stretch shows something of. */
    public List<Gallery.Month> months(SignedIn by, Gallery asked, Gallery.Stretch stretch) {
        return stretch.frames().isEmpty() || !asked.sort().byMonth()
                ? List.of()
                : gallery.months(by.holder(), asked, stretch.frames());
    }

    /** All works that are asked for, whatever the place; for acts on a whole selection. */
    public List<WorkId> ids(SignedIn by, Gallery asked) {
        return gallery.ids(by.holder(), asked);
    }

    /** How many works the holder's plan lets be monitored. */
    public int monitoredLimit(SignedIn by) {
        return plans.of(by.holder()).monitoredWorks();
    }

    /**
     * Changes what is said about a work.
     *
     * @param version the one that was read; if it is no longer the present one, nothing is changed
     */
    public Work change(SignedIn by, Work work, int version) {
        Work before = find(by, work.id());
        checkCategory(work.category());
        if (!store.update(by.holder(), work, version)) {
            throw new Refused(Refused.Kind.CHANGED, "refused.changed");
        }
        Work after = find(by, work.id());
        audit.note(
                Optional.of(by.person().value()),
                "work.changed",
                work.id(),
                Difference.written(Difference.between(before, after)));
        return after;
    }

    private void checkCategory(Optional<String> category) {
        if (category.isPresent() && !store.knowsCategory(category.get())) {
            throw Refused.invalid("refused.category", category.get());
        }
    }

    /**
     * Has copies of works looked for, or no longer. Beyond the plan's limit none is changed; works with too little detail are left out,
     * since nothing could be found of them.
     */
    public int monitor(SignedIn by, Collection<WorkId> works, boolean monitored) {
        int limit = plans.monitoredWorks(by.holder());
        Map<WorkId, String> turned = new LinkedHashMap<>();
        store.unlike(by.holder(), works, monitored).forEach(work -> turned.put(work, ""));
        int changed = store.monitor(by.holder(), turned.keySet(), monitored);
        long now = gallery.counts(by.holder()).monitored();
        if (monitored && now > limit) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.planLimit", limit, now - limit);
        }
        audit.noteEach(Optional.of(by.person().value()), monitored ? "work.monitored" : "work.rested", turned);
        audit.note(
                Optional.of(by.person().value()),
                monitored ? "works.monitored" : "works.rested",
                changed + " works",
                "");
        if (monitored && changed > 0) {
            events.publishEvent(new WorksMonitored(by.holder(), List.copyOf(turned.keySet())));
        }
        return changed;
    }

    /** Removes works; their files go with the next sweep. */
    public int delete(SignedIn by, Collection<WorkId> works) {
        List<WorkId> own = store.locked(by.holder(), works);
        int deleted = store.delete(by.holder(), works);
        audit.note(Optional.of(by.person().value()), "works.deleted", deleted + " works", "");
        events.publishEvent(new WorksDeleted(by.holder(), own));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                works.forEach(work -> index.remove(by.holder(), work));
            }
        });
        return deleted;
    }

    /** A rendition to show. */
    public record Picture(String mediaType, InputStream bytes, Sha256 digest) {}

    /** The rendition to show for a size in pixels of the long side. */
    public Picture picture(SignedIn by, WorkId id, int longSide) throws IOException {
        Registration.Shown shown = store.shown(by.holder(), id, longSide).orElseThrow(Refused::notFound);
        InputStream bytes = blobs.open(shown.digest()).orElseThrow(Refused::notFound);
        return new Picture(shown.mediaType(), bytes, shown.digest());
    }

    /** Whether a file of this kind can carry what is said about its work. */
    public static boolean carriesLabel(Work work) {
        return LabelledCopy.possible(work.mediaType());
    }

    /** Writes a copy of the original with what is said about the work in it, in XMP and IPTC; the original stays as it is. */
    public void labelled(SignedIn by, WorkId id, OutputStream copy) throws IOException {
        Work work = find(by, id);
        if (!carriesLabel(work)) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.noLabel");
        }
        try (InputStream original = original(by, id)) {
            new LabelledCopy(new Label(work)).write(work.mediaType(), original, copy);
        }
    }

    /** The file that came in, byte for byte. */
    public InputStream original(SignedIn by, WorkId id) throws IOException {
        return blobs.open(find(by, id).digest()).orElseThrow(Refused::notFound);
    }
}
