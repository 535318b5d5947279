package org.proofmark.portal.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;

/**
 * Works with all their pixels, for who looks closely. Most are never looked at so: a rendition is made by the engine's workers when
 * it is first asked for, and kept.
 */
@Service
public class FullPictures {
    private static final int QUALITY = 82;

    private final WorkStore store;
    private final Blobs blobs;
    private final Examiner examiner;

    /** One is made at a time: uploads need the workers more. */
    private final Semaphore turn = new Semaphore(1, true);

    FullPictures(WorkStore store, Blobs blobs, Examiner examiner) {
        this.store = store;
        this.blobs = blobs;
        this.examiner = examiner;
    }

    /** Whether the work has more pixels than its renditions. */
    public static boolean larger(Work work) {
        return longSide(work) > Registration.LARGEST_RENDITION;
    }

    /** Whether the work has more pixels than any picture made of it. */
    public static boolean smaller(Work work) {
        return longSide(work) > RenditionOrder.LONGEST_SIDE;
    }

    private static int longSide(Work work) {
        return Math.max(work.width(), work.height());
    }

    /** The work in its own size, long side {@value RenditionOrder#LONGEST_SIDE} at most; refused where none can be made. */
    public Works.Picture picture(SignedIn by, WorkId id) throws IOException {
        Work work = store.find(by.holder(), id).orElseThrow(Refused::notFound);
        int side = Math.min(longSide(work), RenditionOrder.LONGEST_SIDE);
        Optional<Registration.Shown> kept = store.full(by.holder(), id, side);
        Registration.Shown shown = kept.isPresent() ? kept.get() : made(by, work, side);
        return new Works.Picture(
                shown.mediaType(), blobs.open(shown.digest()).orElseThrow(Refused::notFound), shown.digest());
    }

    private Registration.Shown made(SignedIn by, Work work, int side) throws IOException {
        turn.acquireUninterruptibly();
        try {
            Optional<Registration.Shown> meanwhile = store.full(by.holder(), work.id(), side);
            return meanwhile.isPresent() ? meanwhile.get() : make(work, side);
        } finally {
            turn.release();
        }
    }

    private Registration.Shown make(Work work, int side) throws IOException {
        byte[] file = blobs.bytes(work.digest());
        RenditionOrder order = new RenditionOrder(List.of(side), QUALITY, RenditionOrder.LARGEST_FILE);
        if (examiner.examine(file, Detail.REFERENCE, order) instanceof Examined seen
                && !seen.renditions().all().isEmpty()) {
            Rendition made = seen.renditions().all().getFirst();
            Registration.Shown shown = new Registration.Shown(
                    side,
                    made.width(),
                    made.height(),
                    "image/webp",
                    blobs.keep(new ByteArrayInputStream(made.file())).digest());
            store.insertFull(work.id(), shown);
            return shown;
        }
        throw new Refused(Refused.Kind.CONFLICT, "refused.noFullPicture");
    }
}
