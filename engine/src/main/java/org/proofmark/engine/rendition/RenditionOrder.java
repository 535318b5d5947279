package org.proofmark.engine.rendition;

import java.util.Comparator;
import java.util.List;

/**
 * Which renditions are wanted, and what they may be at most.
 *
 * @param longSides long sides in pixels, 1 to {@value #LONGEST_SIDE}; {@value #MOST_RENDITIONS} at most; none orders nothing
 * @param quality of WebP, 1 to 100
 * @param mostBytes largest file of one rendition, in bytes, at least 1; one that becomes larger is left out
 */
public record RenditionOrder(List<Integer> longSides, int quality, int mostBytes) {
    /** Renditions of one picture. */
    public static final int MOST_RENDITIONS = 8;

    /** Pixels of a long side. */
    public static final int LONGEST_SIDE = 4_096;

    /** Bytes of a rendition, whatever is ordered: each is held in memory, in two processes. */
    public static final int LARGEST_FILE = 16 << 20;

    /** Nothing is wanted. */
    public static final RenditionOrder NONE = new RenditionOrder(List.of(), 78, LARGEST_FILE);

    public RenditionOrder {
        longSides =
                longSides.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        boolean sides = longSides.stream().allMatch(side -> side >= 1 && side <= LONGEST_SIDE);
        boolean bytes = mostBytes >= 1 && mostBytes <= LARGEST_FILE;
        if (!sides || longSides.size() > MOST_RENDITIONS || quality < 1 || quality > 100 || !bytes) {
            throw new IllegalArgumentException("an order of long sides %s, quality %d, %,d bytes at most"
                    .formatted(longSides, quality, mostBytes));
        }
    }

    /** Quality 78 (below it flat skies show steps), 4 MiB each: sixteen times what a detailed photo of 1440 pixels takes. */
    public static RenditionOrder of(Integer... longSides) {
        return new RenditionOrder(List.of(longSides), 78, 4 << 20);
    }

    /** Whether nothing is wanted. */
    public boolean isEmpty() {
        return longSides.isEmpty();
    }

    /** The long sides a picture of this long side gets, the largest first: none longer than its own, one at least. */
    List<Integer> sidesFor(int longSide) {
        return longSides.stream()
                .map(side -> Math.min(side, longSide))
                .distinct()
                .toList();
    }
}
