package org.proofmark.portal.catalogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes to many works at once. Each is kept for a while with what stood there before, and can be taken back. */
@Service
@Transactional
public class Changes {
    /** So long a change can be taken back. */
    static final Duration KEPT = Duration.ofDays(30);

    /** Works that are read and written at once; of more, some after the others. */
    private static final int AT_ONCE = 2_000;

    private final ChangeStore store;
    private final WorkStore works;
    private final Collections collections;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Changes(
            ChangeStore store,
            WorkStore works,
            Collections collections,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.store = store;
        this.works = works;
        this.collections = collections;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of taking a change back.
     *
     * @param works that are as they were
     * @param stayed that were changed again since, and stayed as they are
     */
    public record TakenBack(int works, int stayed) {}

    /**
     * Changes many works alike, and puts them into collections. The same id again is the same change, and made once.
     *
     * @param id by which it is taken back
     * @return how many works were changed
     */
    public int make(SignedIn by, ChangeId id, List<WorkId> chosen, Edit edit, Set<CollectionId> into) {
        if (edit.category().isPresent() && !works.knowsCategory(edit.category().get())) {
            throw Refused.invalid("refused.category", edit.category().get());
        }
        Sha256 asked = Sha256.of(edit.toString().getBytes(StandardCharsets.UTF_8));
        if (!store.insert(id, by.holder(), asked, clock.instant())) {
            if (!store.isOf(id, by.holder())) {
                throw Refused.notFound();
            }
            if (!store.isOf(id, asked) || (!edit.isEmpty() && store.leftOut(id, by.holder(), chosen))) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.otherChange");
            }
            return store.works(id).size();
        }
        into.forEach(collection -> inParts(chosen, part -> {
            store.keep(id, by.holder(), collection, part);
            collections.add(by, collection, part);
        }));
        int[] changed = new int[1];
        if (!edit.isEmpty()) {
            inParts(sorted(chosen), part -> changed[0] += edit(by, id, part, edit));
        }
        audit.note(Optional.of(by.person().value()), "works.changed", changed[0] + " works", "");
        return changed[0];
    }

    private int edit(SignedIn by, ChangeId id, List<WorkId> part, Edit edit) {
        List<Work> before = works.find(by.holder(), works.locked(by.holder(), part));
        store.keep(id, by.holder(), part);
        int changed = works.edit(by.holder(), part, edit);
        noteDifferences(by, before, works.find(by.holder(), part));
        return changed;
    }

    /**
     * Takes a change back: what it changed is as it was, what it put into collections is out again. A work that was changed again
     * since stays as it is.
     *
     * @throws Refused where there is no such change, it was taken back already, or it was made too long ago
     */
    public TakenBack takeBack(SignedIn by, ChangeId id) {
        if (!store.takeBack(id, by.holder(), clock.instant().minus(KEPT))) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.changeGone");
        }
        List<WorkId> concerned = store.works(id);
        int[] restored = new int[1];
        inParts(concerned, part -> restored[0] += restore(by, id, part));
        int out = store.takeOut(id);
        if (out > 0) {
            events.publishEvent(new CollectionsChanged(by.holder()));
        }
        int back = Math.max(restored[0], out);
        audit.note(Optional.of(by.person().value()), "works.changedBack", back + " works", "");
        return new TakenBack(back, concerned.size() - restored[0]);
    }

    private int restore(SignedIn by, ChangeId id, List<WorkId> part) {
        List<Work> before = works.find(by.holder(), works.locked(by.holder(), part));
        List<WorkId> restored = store.restore(id, by.holder(), part);
        store.asBefore(id, restored);
        noteDifferences(by, before, works.find(by.holder(), restored));
        return restored.size();
    }

    private void noteDifferences(SignedIn by, List<Work> before, List<Work> after) {
        Map<WorkId, Work> now = new HashMap<>();
        after.forEach(work -> now.put(work.id(), work));
        Map<WorkId, String> told = new LinkedHashMap<>();
        for (Work work : before) {
            String written = Difference.written(Difference.between(work, now.getOrDefault(work.id(), work)));
            if (!written.isEmpty()) {
                told.put(work.id(), written);
            }
        }
        audit.noteEach(Optional.of(by.person().value()), "work.changed", told);
    }

    /** In the database's order of ids, as photos are always taken, also from one part to the next. */
    private static List<WorkId> sorted(List<WorkId> works) {
        return works.stream().sorted(Comparator.comparing(WorkId::toString)).toList();
    }

    private static void inParts(List<WorkId> works, Consumer<List<WorkId>> act) {
        for (int done = 0; done < works.size(); done += AT_ONCE) {
            act.accept(works.subList(done, Math.min(done + AT_ONCE, works.size())));
        }
    }
}
