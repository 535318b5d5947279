package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Matcher;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Room;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.scan.ScanSettings;
import org.proofmark.scout.scan.Works;
import org.springframework.stereotype.Component;

/**
 * Looks at an image that is met for the first time, and keeps what was seen and the file for whoever compares. It compares
 * nothing itself.
 */
@Component
class FirstLook implements Works {
    static final int SMALLEST_SIDE = ScanSettings.standard().smallestSide();

    /** What may be the machine's fault. */
    private static final Set<Undecodable.Reason> CHANCE =
            Set.of(Undecodable.Reason.TOO_SLOW, Undecodable.Reason.DECODER_DIED);

    private final Examiner examiner;
    private final LookStore store;
    private final Blobs blobs;
    private final Room room;

    FirstLook(Examiner examiner, LookStore store, Blobs blobs, Room room) {
        this.examiner = examiner;
        this.store = store;
        this.blobs = blobs;
        this.room = room;
    }

    @Override
    public CopyFinder.Found find(byte[] file) {
        Examination seen = examine(file);
        if (seen instanceof Examined query && longSide(query) >= SMALLEST_SIDE) {
            keep(file, query);
        }
        return new CopyFinder.Found(seen, List.of());
    }

    private Examination examine(byte[] file) {
        Examination first = examiner.examine(file, Detail.QUERY);
        return first instanceof Unreadable unreadable && CHANCE.contains(unreadable.reason())
                ? examiner.examine(file, Detail.QUERY)
                : first;
    }

    private static int longSide(Examined seen) {
        return Math.max(seen.width(), seen.height());
    }

    private void keep(byte[] file, Examined query) {
        Optional<Examined> deep = Matcher.deservesDeepLook(query) ? examiner.seen(file, Detail.DEEP) : Optional.empty();
        try {
            room.check();
            Sha256 digest = blobs.keep(new ByteArrayInputStream(file)).digest();
            store.insert(digest, file.length, query, deep);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
