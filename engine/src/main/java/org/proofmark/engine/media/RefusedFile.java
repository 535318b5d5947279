package org.proofmark.engine.media;

import java.io.IOException;
import org.proofmark.engine.media.Undecodable.Reason;

/** Ends the decoding of one file from within; never leaves the package: {@link Decoder} answers with the outcome. */
final class RefusedFile extends IOException {
    private final transient Undecodable outcome;

    RefusedFile(Reason reason, String explanation) {
        super(explanation);
        outcome = new Undecodable(reason, explanation);
    }

    /** The bytes contradict their format. */
    static RefusedFile damaged(String explanation) {
        return new RefusedFile(Reason.DAMAGED, explanation);
    }

    Undecodable outcome() {
        return outcome;
    }
}
