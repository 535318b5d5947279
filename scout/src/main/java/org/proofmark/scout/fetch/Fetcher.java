package org.proofmark.scout.fetch;

/** Asks for an address. Safe for use by many threads at once. */
@FunctionalInterface
public interface Fetcher {
    /**
     * Asks, follows redirects, and waits for what happens; never throws for what a server or a network does.
     *
     * @param gate asked before each redirect is followed, not for the request's own address; where it refuses, the outcome
     *     is {@link Outcome.Refused} by {@link Outcome.Rule#GATE} with the gate's words
     */
    Outcome fetch(Request request, Gate gate);

    /** Asks, following redirects wherever they lead. */
    default Outcome fetch(Request request) {
        return fetch(request, Gate.OPEN);
    }
}
