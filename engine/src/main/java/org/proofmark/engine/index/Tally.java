package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Remembers the hits of one search in as few bytes as will do and counts the votes afterwards, chunk by chunk of 65,536
 * images: a hundred thousand hits are usual in a large index, all over it, and a chunk's counters fit into the second-level
 * cache where those of the whole index do not. All hits but those of the best images are then thrown away.
 *
 * <p>A counter is a long: the image's votes in the upper half; below, 16 bits the query feature that hit it last and 16 bits
 * the strongest weight of that feature so far. So a feature that hits an image again adds only what is stronger. This needs
 * the hits of an image in the order of the query features, nothing else.
 */
final class Tally {
    /** The number of counters that {@link #best} needs. */
    static final int COUNTERS = SegmentHeader.CHUNK;

    private final Probes probes;
    private final List<Chunk> chunks = new ArrayList<>();
    /** What was read for its own sake; see {@link #touched(long)}. */
    long touched;

    /** A tally for one query. */
    Tally(Probes probes) {
        this.probes = probes;
    }

    /** The hits in up to 65,536 images of one part. */
    static final class Chunk {
        private final Part part;
        private final int base;
        private int size;
        private char[] image = new char[64];
        private int[] at = new int[64];
        private int[] probeAndDistance = new int[64];

        private Chunk(Part part, int base) {
            this.part = part;
            this.base = base;
        }

        /**
         * Adds a hit.
         *
         * @param image number of the image in the chunk
         * @param at where the posting stands, for the part to find it again
         */
        void add(char image, int at, int probe, int distance) {
            if (size == this.image.length) {
                this.image = Arrays.copyOf(this.image, size * 2);
                this.at = Arrays.copyOf(this.at, size * 2);
                probeAndDistance = Arrays.copyOf(probeAndDistance, size * 2);
            }
            this.image[size] = image;
            this.at[size] = at;
            probeAndDistance[size++] = probe << 5 | distance;
        }
    }

    /** Searches all parts. */
    void search(List<Holding> holdings) {
        for (Holding holding : holdings) {
            holding.part().search(probes, holding.removed(), holding.images(), this);
        }
    }

    /** New chunks for the hits of a part. */
    Chunk[] chunks(Part part, int images) {
        Chunk[] added = new Chunk[(images + SegmentHeader.CHUNK - 1) / SegmentHeader.CHUNK];
        Arrays.setAll(added, chunk -> new Chunk(part, chunk * SegmentHeader.CHUNK));
        chunks.addAll(Arrays.asList(added));
        return added;
    }

    /** Takes a value that was read only to have it in the caches: so the compiler must read it. */
    void touched(long value) {
        touched += value;
    }

    /**
     * The images with the most votes, most first, ties by name.
     *
     * @param counters {@value #COUNTERS} longs, all 0; left so
     */
    List<Candidate> best(int limit, long[] counters) {
        PriorityQueue<Contender> best = new PriorityQueue<>(Contender.WORST_FIRST);
        if (limit > 0) {
            for (Chunk chunk : chunks) {
                count(chunk, counters);
                choose(chunk, counters, limit, best);
            }
        }
        for (Chunk chunk : chunks) {
            collect(chunk, counters, best);
        }
        return best.stream()
                .sorted(Contender.WORST_FIRST.reversed())
                .map(winner -> {
                    winner.hits.sort(Voting.ORDER);
                    return Voting.candidate(winner.name, winner.hits);
                })
                .toList();
    }

    private record Contender(int votes, String name, Chunk chunk, char image, List<Voting.Hit> hits) {
        static final Comparator<Contender> WORST_FIRST = Comparator.comparingInt(Contender::votes)
                .thenComparing(Comparator.comparing(Contender::name).reversed());
    }

    private void count(Chunk chunk, long[] counters) {
        for (int hit = 0; hit < chunk.size; hit++) {
            int probe = chunk.probeAndDistance[hit] >>> 5;
            long weight = probes.weight()[probe][chunk.probeAndDistance[hit] & 31];
            long feature = probes.feature()[probe];
            long counter = counters[chunk.image[hit]];
            long before = (counter >>> 16 & 0xFFFF) == feature ? counter & 0xFFFF : 0;
            long votes = (counter >>> 32) + Math.max(0, weight - before);
            counters[chunk.image[hit]] = votes << 32 | feature << 16 | Math.max(weight, before);
        }
    }

    private static void choose(Chunk chunk, long[] counters, int limit, PriorityQueue<Contender> best) {
        for (int hit = 0; hit < chunk.size; hit++) {
            char image = chunk.image[hit];
            int votes = (int) (counters[image] >>> 32);
            counters[image] = 0;
            if (votes > 0 && (best.size() < limit || votes >= best.element().votes)) {
                String name = chunk.part.name(chunk.base + image);
                best.add(new Contender(votes, name, chunk, image, new ArrayList<>()));
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
    }

    /** Gives the chunk's winners their hits. */
    private void collect(Chunk chunk, long[] counters, PriorityQueue<Contender> best) {
        List<Contender> winners =
                best.stream().filter(winner -> winner.chunk == chunk).toList();
        for (int w = 0; w < winners.size(); w++) {
            counters[winners.get(w).image] = w + 1L;
        }
        for (int hit = 0; hit < chunk.size && !winners.isEmpty(); hit++) {
            int winner = (int) counters[chunk.image[hit]];
            if (winner > 0) {
                int probe = chunk.probeAndDistance[hit] >>> 5;
                int distance = chunk.probeAndDistance[hit] & 31;
                int geometry = chunk.part.geometry(probes.word()[probe], chunk.at[hit]);
                int weight = probes.weight()[probe][distance];
                winners.get(winner - 1).hits.add(new Voting.Hit(probes.feature()[probe], geometry, distance, weight));
            }
        }
        for (Contender winner : winners) {
            counters[winner.image] = 0;
        }
    }
}
