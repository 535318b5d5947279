package org.proofmark.bench.accuracy;

import java.util.List;

/** A program that finds copies of registered photos. Registering is done by one thread, finding by several. */
public interface Finder extends AutoCloseable {
    /** Most answers a query is given. */
    int ANSWERS = 10;

    /** Its name in tables. */
    String name();

    /** How it is set, in a sentence for the report. */
    String setting();

    /** Registers a photo under a name. */
    void register(String reference, byte[] file);

    /** Called once, when all photos are registered. */
    default void ready() {}

    /** The registered photos the file may show, best first, at most {@link #ANSWERS}. */
    List<Found> find(byte[] file);

    @Override
    default void close() {}
}
