package org.proofmark.cli;

import java.util.Locale;
import org.proofmark.engine.index.Advance;

/** Shows how far a task of the index has come. */
final class Going implements Advance, AutoCloseable {
    private final Progress progress;
    private volatile double share;

    /** @param what the task in a word */
    Going(String what) {
        progress = Progress.telling(what, () -> String.format(Locale.ROOT, "%3d%%", (int) (100 * share)));
    }

    @Override
    public void at(double now) {
        share = now;
    }

    @Override
    public void close() {
        progress.close();
    }
}
