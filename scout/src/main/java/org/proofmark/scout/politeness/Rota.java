package org.proofmark.scout.politeness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Site;

/** Whose turn it is at which site. Safe for use by many threads at once; it never waits itself. */
public interface Rota {
    /** Takes a site's turn, if nobody has it and the site has rested. */
    boolean take(Site site);

    /** When a site's turn may be asked for again; empty while somebody here has it. */
    Optional<Instant> readyAt(Site site);

    /** The rest a site itself asks for between two requests (robots.txt: crawl-delay). Longer rests stay. */
    void asks(Site site, Duration rest);

    /**
     * Gives a turn back.
     *
     * @param took how long the exchange took
     * @param outcome what came of it: a site that is overloaded (429, 503) rests as long as it says, or longer each time
     */
    void give(Site site, Duration took, Outcome outcome);
}
