package org.proofmark.cli;

/** A thing that is closed at the end of a block, or else when the process is told to end. */
final class Closing<T> implements AutoCloseable {
    private final T thing;
    private final Runnable close;

    Closing(T thing, Runnable close) {
        this.thing = thing;
        this.close = Leftovers.remember(close);
    }

    T get() {
        return thing;
    }

    @Override
    public void close() {
        Leftovers.forget(close);
        close.run();
    }
}
