package org.proofmark.engine.index;

/**
 * How an index on disk works.
 *
 * @param sealAfterImages as many images are kept in memory before they become a segment on disk; 1 to 65,536
 * @param mergeRatio a segment is merged into its elder when it has more than the elder's images divided by this; at least 1.
 *     Larger: fewer segments and faster searches, more writing while adding
 * @param logBytesCheckedAtOpening a log of up to so many bytes is read and checked whole at every opening; of a longer one
 *     only what the segments do not hold yet, and each record when it is asked for
 */
public record IndexSettings(int sealAfterImages, int mergeRatio, long logBytesCheckedAtOpening) {
    public IndexSettings {
        if (sealAfterImages < 1 || sealAfterImages > 1 << 16 || mergeRatio < 1 || logBytesCheckedAtOpening < 0) {
            throw new IllegalArgumentException("index settings: seal after %d images, merge ratio %d, log checked to %d"
                    .formatted(sealAfterImages, mergeRatio, logBytesCheckedAtOpening));
        }
    }

    /** 4,096 images, 2, 1 GiB. */
    public static IndexSettings standard() {
        return new IndexSettings(4096, 2, 1L << 30);
    }
}
