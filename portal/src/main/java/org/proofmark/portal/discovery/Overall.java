package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.Optional;

/**
 * What all sources somebody sees brought together, each by its latest walk that ended.
 *
 * @param sources how many there are
 * @param walked of them, how many were walked to the end
 * @param documents pages, feeds and sitemaps answered
 * @param images answered
 * @param missed addresses of which nothing was seen
 * @param ended when the last of these walks ended
 * @param next when the next walk begins; nothing where none is to come
 */
public record Overall(
        long sources,
        long walked,
        long documents,
        long images,
        long missed,
        Optional<Instant> ended,
        Optional<Instant> next) {
    /** Of all that was asked for the share that was seen, 0 to 1; 1 where nothing was asked for. */
    public double seen() {
        long asked = documents + images + missed;
        return asked == 0 ? 1 : (asked - missed) / (double) asked;
    }
}
