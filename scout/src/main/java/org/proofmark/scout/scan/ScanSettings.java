package org.proofmark.scout.scan;

import java.time.Duration;

/**
 * The limits of a scan.
 *
 * @param maxPages documents asked for in one round, for each watched site
 * @param maxDepth links from the start page
 * @param maxBytes received in one round, for each watched site
 * @param maxTime for one round, for each watched site: from its first visit on, also where the round was broken off and gone on with
 * @param hosts servers asked at the same time that answer quickly
 * @param slowHosts servers asked at the same time that do not, beside those
 * @param quick how long an answer is quick
 * @param lookers threads that read documents and images
 * @param smallestSide an image whose longer side is shorter than this, in pixels, is an icon or a spacer: not looked at
 * @param tries how often an address is asked for when a server is busy or breaks off
 * @param patience exchanges in a row without an answer, after which a server is left alone for the round
 * @param inlineImages images taken from inside one document
 */
public record ScanSettings(
        int maxPages,
        int maxDepth,
        long maxBytes,
        Duration maxTime,
        int hosts,
        int slowHosts,
        Duration quick,
        int lookers,
        int smallestSide,
        int tries,
        int patience,
        int inlineImages) {
    public ScanSettings {
        if (maxPages < 1 || maxDepth < 0 || maxBytes < 1 || hosts < 1 || lookers < 1 || tries < 1 || patience < 1) {
            throw new IllegalArgumentException("limits that allow nothing: %d pages, depth %d, %d bytes, %d hosts"
                    .formatted(maxPages, maxDepth, maxBytes, hosts));
        }
    }

    /** 10,000 pages, depth 20, 20 GB and a day for each site; one looker per processor. */
    public static ScanSettings standard() {
        return new ScanSettings(
                10_000,
                20,
                20L << 30,
                Duration.ofDays(1),
                32,
                128,
                Duration.ofSeconds(2),
                Runtime.getRuntime().availableProcessors(),
                64,
                3,
                8,
                200);
    }

    /** The same with another number of pages. */
    public ScanSettings withMaxPages(int pages) {
        return new ScanSettings(
                pages,
                maxDepth,
                maxBytes,
                maxTime,
                hosts,
                slowHosts,
                quick,
                lookers,
                smallestSide,
                tries,
                patience,
                inlineImages);
    }

    /** The same with another depth. */
    public ScanSettings withMaxDepth(int depth) {
        return new ScanSettings(
                maxPages,
                depth,
                maxBytes,
                maxTime,
                hosts,
                slowHosts,
                quick,
                lookers,
                smallestSide,
                tries,
                patience,
                inlineImages);
    }

    /** The same with another number of lookers. */
    public ScanSettings withLookers(int threads) {
        return new ScanSettings(
                maxPages,
                maxDepth,
                maxBytes,
                maxTime,
                hosts,
                slowHosts,
                quick,
                threads,
                smallestSide,
                tries,
                patience,
                inlineImages);
    }
}
