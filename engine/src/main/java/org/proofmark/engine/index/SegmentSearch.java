package org.proofmark.engine.index;

/**
 * One search of one segment, list by list, where every search spends its time. It waits for memory: where a list begins,
 * its signatures, and, for the near ones, the numbers of their images are each elsewhere and in no cache. So of each kind
 * many are asked for at a time, and the waits overlap.
 */
final class SegmentSearch {
    private static final int BLOCK = 4096;
    private static final int GROUP = 16;

    private final Segment segment;
    private final Probes probes;
    private final Removed removed;
    private final Tally tally;
    private final Tally.Chunk[] chunks;
    private final int[] near = new int[BLOCK];
    private final char[] images = new char[BLOCK];

    SegmentSearch(Segment segment, Probes probes, Removed removed, Tally tally) {
        this.segment = segment;
        this.probes = probes;
        this.removed = removed;
        this.tally = tally;
        chunks = tally.chunks(segment, segment.images());
    }

    /** Tells the tally the hits of all probes. */
    void run() {
        for (int group = 0; group < probes.size(); group += GROUP) {
            int end = Math.min(probes.size(), group + GROUP);
            tally.touched(touch(group, end));
            for (int p = group; p < end; p++) {
                search(p);
            }
        }
    }

    /**
     * Reads where each of some lists begins, and its first signature. Each is a miss in every cache and an address to be
     * translated; asked for together they are waited for together.
     */
    private long touch(int from, int to) {
        long sum = 0;
        for (int p = from; p < to; p++) {
            sum += segment.offset(probes.word()[p], 0);
        }
        for (int p = from; p < to; p++) {
            int start = segment.offset(probes.word()[p], 0);
            sum += start < segment.postings() ? segment.signature(start) : 0;
        }
        return sum;
    }

    private void search(int probe) {
        int word = probes.word()[probe];
        long signature = probes.signature()[probe];
        int end = segment.offset(word, chunks.length);
        int chunk = 0;
        int chunkEnd = segment.offset(word, 1);
        for (int from = segment.offset(word, 0); from < end; from += BLOCK) {
            int found = near(from, Math.min(BLOCK, end - from), signature);
            for (int f = 0; f < found; f++) {
                images[f] = segment.local(from + (long) near[f]); // misses, so nothing else in this loop
            }
            for (int f = 0; f < found; f++) {
                int at = from + near[f];
                while (at >= chunkEnd) {
                    chunk++;
                    chunkEnd = segment.offset(word, chunk + 1);
                }
                if (!removed.has(chunk * SegmentHeader.CHUNK + images[f])) {
                    int distance = Long.bitCount(segment.signature(at) ^ signature);
                    chunks[chunk].add(images[f], at, probe, distance);
                }
            }
        }
    }

    /**
     * Notes the near ones among the signatures. Plain on purpose: bound by memory (about 10 GB/s with one thread), and
     * reading ahead across iterations hides more than vector instructions on a copied block gain.
     */
    private int near(long from, int size, long signature) {
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (Long.bitCount(segment.signature(from + i) ^ signature) <= Voting.NEAR) {
                near[found++] = i;
            }
        }
        return found;
    }
}
