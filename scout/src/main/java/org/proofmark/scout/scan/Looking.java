package org.proofmark.scout.scan;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.Undecodable;
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
    /** Contents of which it may be our machine's fault that nothing was seen. */
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();

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
        if (unfinished.contains(picture.digest())) {
            // Not kept as seen: it is asked for and looked at again in the next round.
            return new Visit.Missed(Visit.Why.UNREADABLE, answer.status(), picture.trouble());
        }
        if (!picture.trouble().isEmpty()) {
            return new Visit.Useless(answer, picture, Visit.Why.UNREADABLE, picture.trouble());
        }
        if (isSmall(picture)) {
            return new Visit.Useless(
                    answer,
                    picture,
                    Visit.Why.SMALL,
                    "%d × %d pixels: an icon or a spacer".formatted(picture.width(), picture.height()));
        }
        return new Visit.Seen(answer, picture);
    }

    /** Whether an image is an icon or a spacer by its real size. One that could not be read has none. */
    boolean isSmall(Picture picture) {
        return picture.trouble().isEmpty() && isSmall(picture.width(), picture.height());
    }

    private boolean isSmall(int width, int height) {
        return Math.max(width, height) < settings.smallestSide();
    }

    /** What is in an image; looked at only if its bytes were never met. */
    Picture picture(byte[] bytes) {
        String digest = Digests.sha256(bytes);
        return frontier.picture(digest).orElseGet(() -> examine(digest, bytes));
    }

    /** A busy machine may be too slow for an honest file, or for a closer look at it: it is tried twice. */
    private CopyFinder.Found find(String digest, byte[] bytes) {
        CopyFinder.Found first = works.find(bytes);
        if (!isUnfinished(first) && first.untaken().stream().noneMatch(Looking::mayBeOurs)) {
            return first;
        }
        CopyFinder.Found second = works.find(bytes);
        if (isUnfinished(second)) {
            unfinished.add(digest);
        }
        return second;
    }

    private static boolean isUnfinished(CopyFinder.Found found) {
        return found.examination() instanceof Unreadable unreadable && mayBeOurs(unreadable);
    }

    private static boolean mayBeOurs(Unreadable unreadable) {
        return unreadable.reason() == Undecodable.Reason.TOO_SLOW
                || unreadable.reason() == Undecodable.Reason.DECODER_DIED;
    }

    private Picture examine(String digest, byte[] bytes) {
        pictures.increment();
        CopyFinder.Found seen = find(digest, bytes);
        // Nothing is told of what is called too small, whoever looked.
        List<Match> matches =
                seen.examination() instanceof Examined examined && isSmall(examined.width(), examined.height())
                        ? List.of()
                        : seen.matches();
        if (!matches.isEmpty()) {
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
                        matches);
            case Unreadable unreadable ->
                new Picture(digest, "", 0, 0, unreadable.explanation(), FileMetadata.NONE, List.of());
        };
    }
}
