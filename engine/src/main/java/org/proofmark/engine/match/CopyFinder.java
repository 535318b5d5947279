package org.proofmark.engine.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;

/**
 * Answers the one question: which registered works does this file show? It looks once as {@link Detail#QUERY}, and again as
 * {@link Detail#DEEP} and then as {@link Detail#FINE} where the copies found leave much of a larger picture unexplained: pages,
 * collages and screenshots show works small. Where no copy is found, a last look as {@link Detail#PART} is for small parts
 * of a work; what it finds is for a person to judge and never told as a copy, since among so many places chance has more to choose
 * from. Safe for use by several threads at once.
 */
public final class CopyFinder {
    private final Examiner examiner;
    private final Matcher matcher;
    private final boolean thorough;
    private final int smallestSide;

    /**
     * A finder.
     *
     * @param examiner decodes and fingerprints the files asked for; closed by its owner
     * @param index the registered works; closed by its owner
     */
    public CopyFinder(Examiner examiner, ImageIndex index) {
        this(examiner, index, true, 1);
    }

    private CopyFinder(Examiner examiner, ImageIndex index, boolean thorough, int smallestSide) {
        this.examiner = examiner;
        this.matcher = new Matcher(index);
        this.thorough = thorough;
        this.smallestSide = smallestSide;
    }

    /** One that spares the last two looks: for pictures of which most show nothing, as those of the web. */
    public static CopyFinder brisk(Examiner examiner, ImageIndex index) {
        return brisk(examiner, index, 1);
    }

    /**
     * A brisk one that searches for no icons.
     *
     * @param smallestSide nothing is asked of the index about an image whose longer side is shorter, in pixels
     */
    public static CopyFinder brisk(Examiner examiner, ImageIndex index, int smallestSide) {
        return new CopyFinder(examiner, index, false, smallestSide);
    }

    /**
     * What a file shows.
     *
     * @param examination what was seen of it
     * @param matches the works found, surest first; none where it could not be read or is too small
     * @param untaken closer looks that were wanted and failed: small works in it may be missed
     */
    public record Found(Examination examination, List<Match> matches, List<Unreadable> untaken) {
        public Found {
            matches = List.copyOf(matches);
            untaken = List.copyOf(untaken);
        }

        /** One at which every look that was wanted was had. */
        public Found(Examination examination, List<Match> matches) {
            this(examination, matches, List.of());
        }
    }

    /** Looks for registered works in a file. */
    public Found find(byte[] file) {
        Examination first = examiner.examine(file, Detail.QUERY);
        if (!(first instanceof Examined query) || Math.max(query.width(), query.height()) < smallestSide) {
            return new Found(first, List.of());
        }
        List<Unreadable> untaken = new ArrayList<>();
        Function<Detail, Optional<Examined>> look = detail -> switch (examiner.examine(file, detail)) {
            case Examined seen -> Optional.of(seen);
            case Unreadable why -> {
                untaken.add(why);
                yield Optional.empty();
            }
        };
        List<Supplier<Optional<Examined>>> closer = closer(query, look);
        List<Match> found = matcher.match(
                query, thorough ? closer : closer.stream().limit(1).toList());
        if (thorough && Matcher.noCopy(found)) {
            found = Matcher.surest(
                    found, look.apply(Detail.PART).map(this::asked).orElse(List.of()));
        }
        return new Found(first, found, untaken);
    }

    /**
     * The closer looks at a file that {@link Matcher#match(Examined, List)} may ask for, the cheapest first; none where they would
     * show no more.
     *
     * @param query what the first look, {@link Detail#QUERY}, saw
     */
    public static List<Supplier<Optional<Examined>>> closer(Examiner examiner, byte[] file, Examined query) {
        return closer(query, detail -> examiner.seen(file, detail));
    }

    private static List<Supplier<Optional<Examined>>> closer(
            Examined query, Function<Detail, Optional<Examined>> look) {
        return Matcher.deservesDeepLook(query)
                ? List.of(() -> look.apply(Detail.DEEP), () -> look.apply(Detail.FINE))
                : List.of();
    }

    private List<Match> asked(Examined part) {
        return matcher.match(part).stream().map(Match::asQuestion).toList();
    }
}
