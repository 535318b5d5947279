package org.proofmark.engine.index;

import java.util.Optional;

/**
 * The size of an index.
 *
 * @param images registered images
 * @param postings features that can be found, of all words
 * @param segments segments on disk
 * @param imagesInSegments images in them, those removed but not yet merged away too; the others are in memory
 * @param segmentBytes bytes of the segments: what is searched
 * @param logBytes bytes of the log: what is kept (fingerprints with their thumbnails)
 * @param trouble why the last seal or merge failed, such as a full disk; nothing when it did not. Nothing is lost by it, the
 *     index only stays slower; the next seal tries again
 */
public record IndexStatistics(
        int images,
        long postings,
        int segments,
        long imagesInSegments,
        long segmentBytes,
        long logBytes,
        Optional<String> trouble) {}
