package org.proofmark.scout.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/** What is owed to the owner of a server: his rules, and rest between requests. Safe for use by many threads at once. */
public interface Manners {
    /** Why the server's robots.txt forbids an address; empty where it does not. May have to fetch it. */
    Optional<String> forbids(Url url);

    /** The sitemaps that robots.txt names. */
    List<Url> sitemaps(Url url);

    /**
     * Waits for the turn at an address's site; one thread at a time has it.
     *
     * @throws InterruptedException when nobody is to wait any more
     */
    void await(Url url) throws InterruptedException;

    /** Gives back the turn that this thread has; where it has given it back before, that counts. */
    void done(Url url, Duration took, Outcome outcome);

    /** From now on nobody waits: a rest may last an hour, and somebody wants to stop now. */
    void stop();
}
