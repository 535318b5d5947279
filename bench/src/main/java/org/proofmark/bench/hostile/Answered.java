package org.proofmark.bench.hostile;

import java.nio.file.Path;
import org.proofmark.engine.media.Undecodable.Reason;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Unreadable;

/**
 * What became of one file.
 *
 * @param file where it lies, relative to the folder measured
 * @param bytes its length
 * @param millis time from handing it over to the answer
 * @param outcome what was seen, or why nothing
 */
record Answered(Path file, long bytes, double millis, Examination outcome) {
    /** The first folder of its path. */
    String folder() {
        return file.getNameCount() > 1 ? file.getName(0).toString() : ".";
    }

    /** One word for the outcome: EXAMINED or the reason of the refusal. */
    String kind() {
        return switch (outcome) {
            case Examined examined -> "EXAMINED";
            case Unreadable unreadable -> unreadable.reason().name();
        };
    }

    /** One line on the outcome. */
    String explanation() {
        return switch (outcome) {
            case Examined examined ->
                "%s %d × %d, orientation %d, %d features"
                        .formatted(
                                examined.type(),
                                examined.width(),
                                examined.height(),
                                examined.orientation(),
                                examined.fingerprint().features().size());
            case Unreadable unreadable -> unreadable.explanation();
        };
    }

    /** Whether the worker that had it died of it. */
    boolean killed() {
        return outcome instanceof Unreadable unreadable
                && (unreadable.reason() == Reason.TOO_SLOW
                        || unreadable.reason() == Reason.DECODER_DIED
                        || unreadable.explanation().startsWith("the worker"));
    }
}
