package org.proofmark.bench.hostile;

import java.nio.file.Path;
import org.proofmark.engine.media.Undecodable.Reason;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Unreadable;

/**
 * What became of one file. Holds no picture: the memory of this process is measured.
 *
 * @param file where it lies, relative to the folder measured
 * @param bytes its length
 * @param millis time from handing it over to the answer
 * @param kind one word: EXAMINED or the reason of the refusal
 * @param explanation one line on the outcome
 * @param killed whether the worker that had it died of it
 */
record Answered(Path file, long bytes, double millis, String kind, String explanation, boolean killed) {
    static Answered of(Path file, long bytes, double millis, Examination outcome) {
        return switch (outcome) {
            case Examined examined -> new Answered(file, bytes, millis, "EXAMINED", describe(examined), false);
            case Unreadable unreadable ->
                new Answered(
                        file,
                        bytes,
                        millis,
                        unreadable.reason().name(),
                        unreadable.explanation(),
                        unreadable.reason() == Reason.TOO_SLOW
                                || unreadable.reason() == Reason.DECODER_DIED
                                || unreadable.explanation().startsWith("the worker"));
        };
    }

    private static String describe(Examined examined) {
        return "%s %d × %d, orientation %d, %d features"
                .formatted(
                        examined.type(),
                        examined.width(),
                        examined.height(),
                        examined.orientation(),
                        examined.fingerprint().features().size());
    }

    /** The first folder of its path. */
    String folder() {
        return file.getNameCount() > 1 ? file.getName(0).toString() : ".";
    }
}
