package org.proofmark.scout.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.scout.url.Url;

/**
 * Documents that lead to others without a step away from the start page: frames in frames, refreshes, imports of style sheets,
 * lists of sitemaps,
 * drawings in drawings. Depth does not end such a chain, so its length must. Safe for use by many threads at once.
 */
final class Chains {
    private static final int LONGEST = 10;
    private static final int MOST_KEPT = 10_000;

    private final Map<Url, Integer> lengths = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Url, Integer> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Whether it may go on from one document to another; remembers that it does. */
    synchronized boolean mayGoOn(Url from, Url to) {
        int length = lengths.getOrDefault(from, 0) + 1;
        if (length <= LONGEST) {
            lengths.putIfAbsent(to, length);
        }
        return length <= LONGEST;
    }
}
