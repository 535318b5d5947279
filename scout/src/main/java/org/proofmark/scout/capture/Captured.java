package org.proofmark.scout.capture;

import java.nio.file.Path;
import java.util.List;
import org.proofmark.scout.fetch.Outcome;

/**
 * A capture.
 *
 * @param folder where its files are
 * @param wacz the package of all of them
 * @param page what became of the page itself
 * @param resources how many addresses were asked for, the page too
 * @param fetched how many of them were answered with a success
 * @param troubles what could not be had, and why
 */
public record Captured(Path folder, Path wacz, Outcome page, int resources, int fetched, List<String> troubles) {
    public Captured {
        troubles = List.copyOf(troubles);
    }

    /** Whether the page itself was had. */
    public boolean hasPage() {
        return page instanceof Outcome.Fetched;
    }
}
