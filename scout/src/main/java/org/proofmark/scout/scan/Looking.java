package org.proofmark.scout.scan;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Visit;

/** Looks at images: each content once, whatever its addresses. */
final class Looking {
    private final Frontier frontier;
    private final Works works;
    private final PictureShelf shelf;
    private final ScanSettings settings;
    final LongAdder pictures = new LongAdder();
    final LongAdder found = new LongAdder();

    Looking(Frontier frontier, Works works, PictureShelf shelf, ScanSettings settings) {
        this.frontier = frontier;
        this.works = works;
        this.shelf = shelf;
        this.settings = settings;
    }

    /** What an image's address brought. */
    Visit look(Outcome.Fetched fetched, Visit.Answer answer) {
        Picture picture = picture(fetched.body());
        if (!picture.trouble().isEmpty()) {
            return new Visit.Useless(answer, picture, Visit.Why.UNREADABLE, picture.trouble());
        }
        if (Math.max(picture.width(), picture.height()) < settings.smallestSide()) {
            return new Visit.Useless(
                    answer,
                    picture,
                    Visit.Why.SMALL,
                    "%d × %d pixels: an icon or a spacer".formatted(picture.width(), picture.height()));
        }
        return new Visit.Seen(answer, picture);
    }

    /** What is in an image; looked at only if its bytes were never met. */
    Picture picture(byte[] bytes) {
        String digest = Digests.sha256(bytes);
        return frontier.picture(digest).orElseGet(() -> examine(digest, bytes));
    }

    private Picture examine(String digest, byte[] bytes) {
        pictures.increment();
        CopyFinder.Found seen = works.find(bytes);
        if (!seen.matches().isEmpty()) {
            found.increment();
            shelf.keep(digest, bytes);
        }
        return switch (seen.examination()) {
            case Examined examined ->
                new Picture(
                        digest,
                        examined.type().mime(),
                        examined.width(),
                        examined.height(),
                        "",
                        examined.metadata(),
                        seen.matches());
            case Unreadable unreadable ->
                new Picture(digest, "", 0, 0, unreadable.explanation(), FileMetadata.NONE, List.of());
        };
    }
}
