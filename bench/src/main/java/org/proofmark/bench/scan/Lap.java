package org.proofmark.bench.scan;

/**
 * One run of one way of reading a site, or of looking at its images.
 *
 * @param pages read
 * @param images read or looked at
 * @param seconds from the first request to the last
 */
record Lap(long pages, long images, double seconds) {
    double pagesPerSecond() {
        return pages / seconds;
    }

    double imagesPerSecond() {
        return images / seconds;
    }
}
