package org.proofmark.scout.scan;

import org.proofmark.engine.match.CopyFinder;

/** Looks for registered works in a file. */
@FunctionalInterface
public interface Works {
    /** What a file shows. */
    CopyFinder.Found find(byte[] file);
}
