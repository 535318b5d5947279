package org.proofmark.scout.fetch;

/** Asks for an address. Safe for use by many threads at once. */
public interface Fetcher {
    /** Asks, and waits for what happens; never throws for what a server or a network does. */
    Outcome fetch(Request request);
}
