package org.proofmark.bench.scan;

/**
 * One run of one way of reading a site, or of looking at its images.
 *
 * @param pages read
 * @param images read or looked at
 * @param seconds from the first request to the last
 * @param secondsOfHalf from the first request of which half of the images had been asked for to the last: compilers are done
 *     with most of their work by then
 */
record Lap(long pages, long images, double seconds, double secondsOfHalf) {
    double pagesPerSecond() {
        return pages / seconds;
    }

    double imagesPerSecond() {
        return images / seconds;
    }
}
