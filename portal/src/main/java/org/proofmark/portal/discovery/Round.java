package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.Optional;

/**
 * One walk over a source.
 *
 * @param number from 1
 * @param told when its figures were last written
 * @param ended nothing while it runs, or waits to go on
 * @param documents pages, feeds and sitemaps answered
 * @param images answered
 * @param pictures met for the first time
 * @param missed addresses of which nothing was seen
 * @param waiting addresses still to visit
 * @param bytes received
 * @param trouble what hindered it, or broke it off; "" if nothing did
 */
public record Round(
        int number,
        Instant started,
        Instant told,
        Optional<Instant> ended,
        long documents,
        long images,
        long pictures,
        long missed,
        long waiting,
        long bytes,
        String trouble) {}
