package org.proofmark.scout.robots;

import java.time.Duration;
import org.proofmark.scout.fetch.FetchSettings;

/**
 * Every limit on robots.txt.
 *
 * @param product the name site owners use for us
 * @param maxBytes fetched; a longer file forbids everything
 * @param readBytes of it that are read; RFC 9309 asks for 500 KiB at least
 * @param deadline for fetching it
 * @param keep how long an answer holds; RFC 9309 allows 24 hours
 * @param retry after how long one that could not be had is asked for again
 * @param maxCrawlDelay the longest pause a file may ask for
 * @param maxSitemaps read of one file
 * @param maxOrigins kept; the one longest unused is forgotten first
 */
public record RobotsSettings(
        String product,
        int maxBytes,
        int readBytes,
        Duration deadline,
        Duration keep,
        Duration retry,
        Duration maxCrawlDelay,
        int maxSitemaps,
        int maxOrigins) {
    /** What suits the public web. */
    public static final RobotsSettings STANDARD = new RobotsSettings(
            FetchSettings.PRODUCT,
            8 << 20,
            1 << 20,
            Duration.ofSeconds(30),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            1_000,
            10_000);

    public RobotsSettings {
        if (readBytes < 500 << 10 || keep.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "%d bytes read, kept for %s: RFC 9309 asks for 500 KiB at least, a day at most"
                            .formatted(readBytes, keep));
        }
    }
}
