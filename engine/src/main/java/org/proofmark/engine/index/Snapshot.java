package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Features;

/**
 * The whole index at one moment, what a search sees. It is in use until {@linkplain #leave left} as often as
 * {@linkplain #enter entered}, and once more by whoever made it.
 */
final class Snapshot {
    private final List<Holding> holdings;
    private final List<Shelved> segments;
    private final int[] postings;
    private final long allPostings;
    private final int images;
    private final AtomicInteger users = new AtomicInteger(1);

    /** @param postings for each word the postings of all living images; not copied */
    Snapshot(List<Holding> holdings, List<Shelved> segments, int[] postings, long allPostings) {
        this.holdings = List.copyOf(holdings);
        this.segments = List.copyOf(segments);
        this.postings = postings;
        this.allPostings = allPostings;
        images = holdings.stream().mapToInt(Holding::living).sum();
        segments.forEach(Shelved::retain);
    }

    /** Where an image is. */
    record Place(Part part, int image) {
        String name() {
            return part.name(image);
        }

        long logPosition() {
            return part.logPosition(image);
        }
    }

    /**
     * Begins to use it.
     *
     * @return whether it may be used; if not, there is a newer one
     */
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends a use. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            segments.forEach(Shelved::release);
        }
    }

    int size() {
        return images;
    }

    long postings() {
        return allPostings;
    }

    List<Shelved> segments() {
        return segments;
    }

    /** Where the image of a name is; {@code null} if it is not registered. */
    @Nullable
    Place find(String name) {
        for (Holding holding : holdings.reversed()) {
            int image = holding.part().find(name, holding.images());
            if (holding.has(image)) {
                return new Place(holding.part(), image);
            }
        }
        return null;
    }

    /** The names in the order of their adding, which is that of the log. */
    List<String> names() {
        List<Place> places = new ArrayList<>(images);
        for (Holding holding : holdings) {
            for (int image = 0; image < holding.images(); image++) {
                if (holding.has(image)) {
                    places.add(new Place(holding.part(), image));
                }
            }
        }
        places.sort(Comparator.comparingLong(Place::logPosition));
        return places.stream().map(Place::name).toList();
    }

    /**
     * Searches.
     *
     * @param counters {@link Tally#COUNTERS} longs, all 0; left so
     */
    List<Candidate> search(Features query, int limit, long budget, long[] counters) {
        Tally tally = new Tally(Probes.of(query, budget, postings, allPostings, images));
        tally.search(holdings);
        return tally.best(limit, counters);
    }
}
