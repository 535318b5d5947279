package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Features;

/** What the index holds, as its one writing thread knows it. Others see {@link Snapshot}s of it. */
final class Inventory {
    private final List<Shelf> shelves = new ArrayList<>();
    private final int[] postings;
    private long allPostings;
    private Growing growing = new Growing();
    private BitSet growingRemoved = new BitSet();

    /** A segment with its removed images: a working copy, and the one that snapshots share until it changes. */
    private static final class Shelf {
        final Shelved shelved;
        final BitSet working;
        Removed removed;

        Shelf(Shelved shelved, BitSet removed) {
            this.shelved = shelved;
            working = removed;
            this.removed = new Removed(removed);
        }

        Holding holding() {
            if (removed.count() != working.cardinality()) {
                removed = new Removed(working);
            }
            return new Holding(shelved.segment(), removed);
        }
    }

    /** @param postings for each word the postings of the living images of the segments; becomes the inventory's own */
    Inventory(List<Shelved> segments, List<BitSet> removed, int[] postings) {
        for (int s = 0; s < segments.size(); s++) {
            shelves.add(new Shelf(segments.get(s), removed.get(s)));
        }
        this.postings = postings;
        for (int count : postings) {
            allPostings += count;
        }
    }

    /** Adds an image whose name is not registered. */
    void add(String name, long logPosition, Features features) {
        growing.add(name, logPosition, features);
        count(features, 1);
    }

    /**
     * Removes a registered image.
     *
     * @param features its features, as they were added
     */
    void remove(Snapshot.Place place, Features features) {
        if (place.part() == growing) {
            growingRemoved.set(place.image());
        }
        for (Shelf shelf : shelves) {
            if (place.part() == shelf.shelved.segment()) {
                shelf.working.set(place.image());
            }
        }
        count(features, -1);
    }

    private void count(Features features, int change) {
        for (int i = 0; i < features.words().length; i++) {
            if (!Voting.repeats(features.words(), features.wordsPerFeature(), i)) {
                postings[features.words()[i]] += change;
                allPostings += change;
            }
        }
    }

    /** Where the image of a name is; {@code null} if it is not registered. */
    Snapshot.@Nullable Place find(String name) {
        int image = growing.find(name, growing.images());
        if (image >= 0 && !growingRemoved.get(image)) {
            return new Snapshot.Place(growing, image);
        }
        for (Shelf shelf : shelves.reversed()) {
            int number = shelf.shelved.segment().find(name, Integer.MAX_VALUE);
            if (number >= 0 && !shelf.working.get(number)) {
                return new Snapshot.Place(shelf.shelved.segment(), number);
            }
        }
        return null;
    }

    Snapshot snapshot() {
        List<Holding> holdings = new ArrayList<>(segments());
        holdings.add(growing());
        return new Snapshot(holdings, shelved(), postings.clone(), allPostings);
    }

    /** The part in memory. */
    Holding growing() {
        return new Holding(growing, new Removed(growingRemoved));
    }

    /** The segments, eldest first. */
    List<Holding> segments() {
        return shelves.stream().map(Shelf::holding).toList();
    }

    List<Shelved> shelved() {
        return shelves.stream().map(shelf -> shelf.shelved).toList();
    }

    /** For each word the postings of the living images of the segments. */
    int[] postingsInSegments() {
        int[] sealed = postings.clone();
        Postings list = new Postings();
        for (int word = 0; growing.images() > 0 && word < sealed.length; word++) {
            growing.read(word, list);
            for (int i = 0; i < list.size; i++) {
                sealed[word] -= growingRemoved.get(list.image[i]) ? 0 : 1;
            }
        }
        return sealed;
    }

    /** Puts a segment in the place of the part in memory, which becomes empty. */
    void sealed(Shelved segment) {
        shelves.add(new Shelf(segment, new BitSet()));
        forgetGrowing();
    }

    /** Empties the part in memory, in which no image lives. */
    void forgetGrowing() {
        growing = new Growing();
        growingRemoved = new BitSet();
    }

    /**
     * Puts a segment, or none, in the place of neighbouring ones.
     *
     * @param removed images removed while it was written
     */
    void merged(List<Shelved> old, @Nullable Shelved merged, BitSet removed) {
        int at = shelved().indexOf(old.getFirst());
        shelves.subList(at, at + old.size()).clear();
        if (merged != null) {
            shelves.add(at, new Shelf(merged, removed));
        }
    }
}
