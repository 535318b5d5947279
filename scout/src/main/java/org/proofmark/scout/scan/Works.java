package org.proofmark.scout.scan;

import org.proofmark.engine.match.CopyFinder;

/** Looks for registered works in a file. */
@FunctionalInterface
public interface Works {
    /** What a file shows. Of an image smaller than the scan looks at, its size is enough. */
    CopyFinder.Found find(byte[] file);
}
