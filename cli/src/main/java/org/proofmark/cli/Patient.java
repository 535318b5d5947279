package org.proofmark.cli;

import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;

/** An examiner that tries twice what took too long: a busy machine may be too slow for an honest file. */
record Patient(Examiner examiner) implements Examiner {
    @Override
    public Examination examine(byte[] file, Detail detail, RenditionOrder order) {
        Examination first = examiner.examine(file, detail, order);
        boolean slow = first instanceof Unreadable unreadable && unreadable.reason() == Undecodable.Reason.TOO_SLOW;
        return slow ? examiner.examine(file, detail, order) : first;
    }

    @Override
    public Optional<BgrPicture> picture(byte[] file, int longSide) {
        return examiner.picture(file, longSide);
    }

    @Override
    public void close() {
        examiner.close();
    }
}
