package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was looked at for a holder in a span of time.
 *
 * @param sources watched by the holder, or for everyone
 * @param walked of them those a walk over which ended in that time
 * @param pages answered in those walks
 * @param images answered
 * @param pictures met for the first time
 * @param last when the last of these walks ended
 * @param waiting pictures, of whomever, that are yet to be compared
 * @param troubled names of sources whose last walk was hindered, or of which nothing at all answered
 */
public record Walked(
        int sources,
        int walked,
        long pages,
        long images,
        long pictures,
        Optional<Instant> last,
        long waiting,
        List<String> troubled) {
    public Walked {
        troubled = List.copyOf(troubled);
    }
}
