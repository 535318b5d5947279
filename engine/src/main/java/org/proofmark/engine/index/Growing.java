package org.proofmark.engine.index;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.proofmark.engine.fingerprint.Features;

/**
 * The part in memory: the images added since the last seal. One thread adds while others search.
 *
 * <p>Each word's list is a {@link WordList}: columns that grow and a size, replaced as a whole, so a reader has columns
 * filled at least up to the size it read. Images added after a reader's snapshot have numbers above the snapshot's and are
 * passed over. The names follow the same rule: the array is replaced when it grows and an entry is written before the
 * snapshot that makes it visible.
 */
final class Growing implements Part {
    private static final WordList EMPTY = new WordList(new long[0], new int[0], new int[0], 0);

    private final AtomicReferenceArray<WordList> lists = new AtomicReferenceArray<>(Voting.WORDS);
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] names = new String[64];
    private volatile long[] logPositions = new long[64];
    /** For each image the one that had its name before, or -1. */
    private volatile int[] previous = new int[64];

    private volatile int images;
    private long postings;

    @SuppressWarnings("ArrayRecordComponent") // columns, only appended to
    private record WordList(long[] signature, int[] geometry, int[] image, int size) {}

    /** Adds an image. Its name must not be among the living ones of this part. */
    void add(String name, long logPosition, Features features) {
        int number = images;
        if (number == names.length) {
            logPositions = Arrays.copyOf(logPositions, number * 2);
            previous = Arrays.copyOf(previous, number * 2);
            names = Arrays.copyOf(names, number * 2);
        }
        names[number] = name;
        logPositions[number] = logPosition;
        previous[number] = numbers.getOrDefault(name, -1);
        numbers.put(name, number);
        int perFeature = features.wordsPerFeature();
        for (int i = 0; i < features.words().length; i++) {
            if (!Voting.repeats(features.words(), perFeature, i)) {
                append(features.words()[i], features.signatures()[i], features.geometry()[i / perFeature], number);
            }
        }
        images = number + 1;
    }

    private void append(int word, long signature, int geometry, int number) {
        WordList list = list(word);
        if (list.size == list.signature.length) {
            int capacity = Math.max(4, list.size * 2);
            list = new WordList(
                    Arrays.copyOf(list.signature, capacity),
                    Arrays.copyOf(list.geometry, capacity),
                    Arrays.copyOf(list.image, capacity),
                    list.size);
        }
        int at = list.size;
        list.signature[at] = signature;
        list.geometry[at] = geometry;
        list.image[at] = number;
        lists.setRelease(word, new WordList(list.signature, list.geometry, list.image, at + 1));
        postings++;
    }

    private WordList list(int word) {
        WordList list = lists.getAcquire(word);
        return list == null ? EMPTY : list;
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public String name(int image) {
        return names[image];
    }

    @Override
    public long logPosition(int image) {
        return logPositions[image];
    }

    @Override
    public int find(String name, int visible) {
        int image = numbers.getOrDefault(name, -1);
        while (image >= visible) {
            image = previous[image];
        }
        return image;
    }

    @Override
    public long postings() {
        return postings;
    }

    @Override
    public void read(int word, Postings into) {
        WordList list = list(word);
        into.size = 0;
        into.reserve(list.size);
        System.arraycopy(list.signature, 0, into.signature, 0, list.size);
        System.arraycopy(list.geometry, 0, into.geometry, 0, list.size);
        System.arraycopy(list.image, 0, into.image, 0, list.size);
        into.size = list.size;
    }

    @Override
    public void search(Probes probes, Removed removed, int visible, Tally tally) {
        Tally.Chunk[] chunks = tally.chunks(this, visible);
        for (int p = 0; p < probes.size(); p++) {
            WordList list = list(probes.word()[p]);
            long signature = probes.signature()[p];
            for (int at = 0; at < list.size; at++) {
                int distance = Long.bitCount(signature ^ list.signature[at]);
                int image = list.image[at];
                if (distance <= Voting.NEAR && image < visible && !removed.has(image)) {
                    Tally.Chunk chunk = chunks[image / SegmentHeader.CHUNK];
                    chunk.add((char) (image % SegmentHeader.CHUNK), at, p, distance);
                }
            }
        }
    }

    @Override
    public int geometry(int word, int at) {
        return list(word).geometry[at];
    }
}
