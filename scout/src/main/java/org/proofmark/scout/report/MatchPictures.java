package org.proofmark.scout.report;

import java.util.Optional;
import org.proofmark.engine.match.Plates;

/** Draws matches. */
@FunctionalInterface
public interface MatchPictures {
    /** The pictures of a match; empty where the files are no longer there. */
    Optional<Plates> draw(Found found);
}
