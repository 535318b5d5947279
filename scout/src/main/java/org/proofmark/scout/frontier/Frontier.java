package org.proofmark.scout.frontier;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.proofmark.scout.url.Url;

/**
 * Every address of a scan, once, and what was seen there. Work goes in rounds: in one round an address is visited once.
 * Safe for use by many threads at once.
 */
public interface Frontier extends AutoCloseable {
    /**
     * Begins a round, or goes on with one that was broken off.
     *
     * @param now the time
     * @param everything whether every address is due, or only those whose time has come
     * @return the round's number, from 1
     */
    int begin(Instant now, boolean everything);

    /** Ends the round: nothing is left to visit. */
    void end(Instant now);

    /** Takes addresses in. Those known are not taken twice; one that changed since its last visit becomes due, and as urgent as it is said to be. */
    void offer(Collection<Lead> leads, Instant now);

    /** The hosts with addresses to visit, and how many, those handed out among them. */
    Map<String, Integer> waiting();

    /** The hosts of which an address can be handed out now: not all that wait are out already. */
    Set<String> ready();

    /** Whether nothing waits. */
    boolean isEmpty();

    /** The next address of a host, the most urgent first ({@link Urgency}). It is nobody else's until its visit is kept, or the process ends. */
    Optional<Errand> next(String host);

    /** Puts an errand back that could not be done now; it will be handed out again. */
    void giveBack(Errand errand);

    /** Keeps what an errand brought, with all that follows from it. */
    void keep(Errand errand, Visit visit, Instant now);

    /** What was seen in this round that spares this errand: the same picture at another size, or what a redirect led to. */
    Optional<Visit.Spared> spared(Errand errand);

    /** The same of an address to which a redirect leads the errand. */
    Optional<Visit.Spared> spared(Errand errand, Url target);

    /** What is known of an image's content, if it was met before. */
    Optional<Picture> picture(String digest);

    /**
     * Tells of every page, list and part that was ever asked for on somebody's server, in the order they were found.
     *
     * @param told takes the address, and for a page that was seen the digest of what was there; else ""
     */
    void asked(BiConsumer<Url, String> told);

    /** Addresses of which nothing was seen at their last visit, or not all of it. */
    List<Trouble> troubles();

    /** What was looked at in the last round, by watched site. */
    List<Coverage> coverage();

    @Override
    void close();
}
