package org.proofmark.portal.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A holder's collections: in order, one within another at most. */
@Service
@Transactional
public class Collections {
    private static final int MOST = 5_000;

    private final CollectionStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Collections(CollectionStore store, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.events = events;
    }

    public List<Collection> all(SignedIn by) {
        return store.all(by.holder());
    }

    /**
     * Some of them, in the same order.
     *
     * @param after the one after which to go on
     */
    public List<Collection> some(SignedIn by, Optional<CollectionId> after, int limit) {
        return store.some(by.holder(), after, limit);
    }

    /** Names alone, of one within another after that one's name. */
    public Map<CollectionId, String> names(SignedIn by) {
        return store.names(by.holder());
    }

    public Collection find(SignedIn by, CollectionId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** The collections a work is in. */
    public List<Collection> of(SignedIn by, WorkId work) {
        return store.of(by.holder(), work);
    }

    /** The works in a collection itself, in their order. */
    public List<WorkId> works(SignedIn by, CollectionId id) {
        return store.works(by.holder(), id);
    }

    /**
     * Some of them, in the same order.
     *
     * @param after the one after which to go on
     */
    public List<WorkId> works(SignedIn by, CollectionId id, Optional<WorkId> after, int limit) {
        return store.works(by.holder(), id, after, limit);
    }

    /** The first works, for a cover. */
    public List<WorkId> cover(SignedIn by, CollectionId id) {
        return store.cover(by.holder(), id, 4);
    }

    /**
     * Makes a collection.
     *
     * @param id made by the caller: the same again is the same act
     */
    public Collection make(SignedIn by, CollectionId id, Optional<CollectionId> parent, String name) {
        Collection wanted = new Collection(id, parent, name.strip(), 0, 0, 1);
        Optional<Collection> there = store.find(by.holder(), id);
        if (there.isPresent()) {
            return there.filter(made -> made.version() > 1 || same(made, wanted))
                    .orElseThrow(Collections::other);
        }
        if (store.all(by.holder()).size() >= MOST) {
            throw Refused.invalid("refused.collections", MOST);
        }
        checkParent(by, id, parent);
        try {
            if (!store.insert(by.holder(), wanted)) {
                throw other();
            }
        } catch (DuplicateKeyException taken) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.collectionThere", wanted.name());
        }
        audit.note(Optional.of(by.person().value()), "collection.made", id, "");
        return find(by, id);
    }

    private static boolean same(Collection there, Collection wanted) {
        return there.name().equals(wanted.name()) && there.parent().equals(wanted.parent());
    }

    private static Refused other() {
        return new Refused(Refused.Kind.CONFLICT, "refused.otherCollection");
    }

    /** Changes name and place. */
    public Collection change(SignedIn by, Collection changed, int version) {
        Collection there = find(by, changed.id());
        checkParent(by, changed.id(), changed.parent());
        boolean hasOwn = store.all(by.holder()).stream()
                .anyMatch(other -> other.parent().filter(there.id()::equals).isPresent());
        if (hasOwn && changed.parent().isPresent()) {
            throw Refused.invalid("refused.collectionDepth");
        }
        try {
            if (!store.update(by.holder(), changed, version)) {
                throw new Refused(Refused.Kind.CHANGED, "refused.changed");
            }
        } catch (DuplicateKeyException taken) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.collectionThere", changed.name());
        }
        events.publishEvent(new CollectionsChanged(by.holder()));
        return find(by, changed.id());
    }

    private void checkParent(SignedIn by, CollectionId id, Optional<CollectionId> parent) {
        if (parent.isEmpty()) {
            return;
        }
        Collection above = find(by, parent.get());
        if (above.parent().isPresent() || above.id().equals(id)) {
            throw Refused.invalid("refused.collectionDepth");
        }
    }

    /** Removes a collection and those in it; the works stay. */
    public void delete(SignedIn by, CollectionId id) {
        find(by, id);
        store.delete(by.holder(), id);
        audit.note(Optional.of(by.person().value()), "collection.deleted", id, "");
        events.publishEvent(new CollectionsChanged(by.holder()));
    }

    /** Puts works in; answers how many were not in it before. */
    public int add(SignedIn by, CollectionId id, java.util.Collection<WorkId> works) {
        find(by, id);
        events.publishEvent(new CollectionsChanged(by.holder()));
        return store.add(by.holder(), id, works);
    }

    /** Takes works out; they stay registered. */
    public int remove(SignedIn by, CollectionId id, java.util.Collection<WorkId> works) {
        find(by, id);
        events.publishEvent(new CollectionsChanged(by.holder()));
        return store.remove(by.holder(), id, works);
    }

    /** A step in a collection's order. */
    public enum Step {
        FIRST,
        EARLIER,
        LATER,
        LAST
    }

    /** Moves works of a collection together, in the order they stand in; those that are not in it itself are left out. */
    public void move(SignedIn by, CollectionId id, java.util.Collection<WorkId> works, Step to) {
        rearrange(by, id, there -> {
            List<WorkId> moved =
                    there.stream().filter(Set.copyOf(works)::contains).toList();
            int first = moved.isEmpty() ? 0 : there.indexOf(moved.getFirst());
            int last = moved.isEmpty() ? 0 : there.indexOf(moved.getLast());
            int place = switch (to) {
                case FIRST -> 0;
                case EARLIER -> Math.max(0, first - 1);
                case LATER -> Math.min(there.size(), last + 2);
                case LAST -> there.size();
            };
            return moved(there, moved, place);
        });
    }

    /**
     * Moves works of a collection together, in the order they are named in; those that are not in it itself are left out.
     *
     * @param before the work they then stand before; without it they stand last
     */
    public void move(SignedIn by, CollectionId id, List<WorkId> works, Optional<WorkId> before) {
        rearrange(by, id, there -> {
            if (before.isPresent() && !there.contains(before.get())) {
                throw Refused.invalid("refused.notInCollection");
            }
            List<WorkId> moved = works.stream()
                    .distinct()
                    .filter(Set.copyOf(there)::contains)
                    .toList();
            return moved(there, moved, before.map(there::indexOf).orElse(there.size()));
        });
    }

    /** Puts a collection's works in order; those that are not named stand behind the others, as they stood. */
    public void order(SignedIn by, CollectionId id, List<WorkId> works) {
        rearrange(
                by,
                id,
                there -> moved(
                        there,
                        works.stream()
                                .distinct()
                                .filter(Set.copyOf(there)::contains)
                                .toList(),
                        0));
    }

    private void rearrange(SignedIn by, CollectionId id, UnaryOperator<List<WorkId>> change) {
        find(by, id);
        store.lock(by.holder(), id);
        store.order(by.holder(), id, change.apply(store.works(by.holder(), id)));
    }

    /** With some taken out and put where a place was. */
    private static List<WorkId> moved(List<WorkId> there, List<WorkId> moved, int place) {
        Set<WorkId> taken = Set.copyOf(moved);
        List<WorkId> order = new ArrayList<>(there.size());
        there.subList(0, place).stream().filter(work -> !taken.contains(work)).forEach(order::add);
        order.addAll(moved);
        there.subList(place, there.size()).stream()
                .filter(work -> !taken.contains(work))
                .forEach(order::add);
        return order;
    }
}
