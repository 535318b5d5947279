package org.proofmark.engine.match;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Thumbnails;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

/**
 * Finds the works an examined image shows: candidates from the index, then geometry, then pixels. Safe for use by several
 * threads at once.
 */
public final class Matcher {
    private static final int CANDIDATES = 100;
    private static final int CANDIDATES_OF_VARIANT = 40;
    private static final int CHECKED = 8;
    private static final int CHECKED_OF_VARIANT = 4;
    private static final int FEWEST_INLIERS = 3;
    private static final int CHECKED_WEAK = 2;
    private static final int CHECKED_WEAK_OF_SMALL = 5;
    private static final int MODELS = 2;

    /** Each copy found earns so many further checks, while something is left to find. */
    private static final int EARNED = 2;

    /** No more are earned: enough for collages of 5 × 5. */
    private static final int MOST_EARNED = 48;

    private static final int LARGE = 400;

    /** Whole copies agree in many features: of 211 edited ones, down to 100 pixels, in 10 at least. */
    private static final int FEWEST_INLIERS_OF_WHOLE = 6;

    /** With so much of it explained by one copy, an image is not looked at more closely, unless much is left. */
    private static final double EXPLAINED = 0.5;

    /** So much beside a copy that explains most of an image may be other works: more than a caption or a program's window. */
    private static final double MUCH = 0.25;

    /** A share of an image in which nothing is looked for any more: less than a tile of 4 × 4. */
    private static final double LITTLE = 0.05;

    /** Less of a work is a part of it. */
    private static final double PART = .5;

    /** Of what could agree, less than this says that something else is there. */
    private static final double NEARLY_ALL = .9;

    /** So little of a work that agrees while what is around it does not may be a logo. */
    private static final double SMALL = .17;

    /** A crop is a work of its own. */
    private static final double WHOLE = .9;

    private static final Comparator<Aligned> BEST_FIRST =
            Comparator.comparingDouble(a -> -a.alignment().support());

    private final ImageIndex index;

    /** A matcher that looks for the images of an index. */
    public Matcher(ImageIndex index) {
        this.index = index;
    }

    /**
     * Finds the works in an image. Mirrored ones are looked for where no copy is found, or what was found leaves a part of the image
     * unexplained, and there only; negatives only where no copy is found.
     *
     * @param query the image, examined as {@code QUERY}, {@code DEEP}, {@code FINE} or {@code PART}
     * @return every work found, surest first; none twice
     */
    public List<Match> match(Examined query) {
        Map<String, Match> found = new HashMap<>();
        for (Variant variant : Variant.values()) {
            if (noCopy(found.values())) {
                if (!(isPart(query) && variant.inverted())) {
                    match(query, query.fingerprint().features(), variant, found);
                }
            } else if (!variant.inverted()) {
                Rest rest = Rest.of(query, found.values());
                if (rest.exceeds(LITTLE)) {
                    match(query, rest.features(), variant, found);
                }
            }
        }
        return found.values().stream().sorted(Match.SUREST_FIRST).toList();
    }

    /**
     * Finds the works in an image, looking more closely as long as the copies found leave much of it unexplained.
     *
     * @param query the image, examined as {@code QUERY}
     * @param closer looks at more of it, asked for one after the other and only where needed; nothing where the image cannot be
     *     examined so
     * @return every work found, surest first; none twice
     */
    public List<Match> match(Examined query, List<Supplier<Optional<Examined>>> closer) {
        List<Match> found = match(query);
        for (Supplier<Optional<Examined>> look : closer) {
            if (!explained(query, found)) {
                found = surest(found, look.get().map(this::match).orElse(List.of()));
            }
        }
        return found;
    }

    /** Of each work its surest match. */
    static List<Match> surest(List<Match> some, List<Match> others) {
        Map<String, Match> best = new HashMap<>();
        Stream.of(some, others)
                .flatMap(List::stream)
                .forEach(match -> best.merge(match.image(), match, (a, b) -> a.score() >= b.score() ? a : b));
        return best.values().stream().sorted(Match.SUREST_FIRST).toList();
    }

    /** Whether hardly anything is left, or one copy explains most and not much is left beside it. */
    private static boolean explained(Examined query, List<Match> found) {
        if (noCopy(found)) {
            return false;
        }
        Rest rest = Rest.of(query, found);
        boolean mostly = found.stream().anyMatch(m -> m.verdict() == Verdict.COPY && m.queryOverlap() > EXPLAINED);
        return rest.area() <= LITTLE || mostly && !rest.exceeds(MUCH);
    }

    /**
     * Whether an image is a copy of nearly all of some work and of nothing else: far faster than to look for all that it may show.
     *
     * @param query the image, examined as {@code QUERY}
     * @param works whose names are looked for
     * @return the first such work
     */
    public Optional<Match> wholeCopy(Examined query, Predicate<String> works) {
        return Stream.of(Variant.values())
                .flatMap(variant -> wholeCopies(query, variant, works))
                .findFirst();
    }

    private Stream<Match> wholeCopies(Examined query, Variant variant, Predicate<String> works) {
        GreyPicture picture = picture(query, variant);
        return aligned(query, query.fingerprint().features(), variant).stream()
                .filter(aligned -> works.test(aligned.candidate().image()))
                .filter(aligned -> aligned.alignment().inliers() >= FEWEST_INLIERS_OF_WHOLE)
                .sorted(BEST_FIRST)
                .limit(CHECKED)
                .flatMap(aligned -> {
                    Map<String, Match> found = new HashMap<>();
                    check(query, picture, aligned, variant, found);
                    return found.values().stream();
                })
                .filter(match -> match.verdict() == Verdict.COPY)
                .filter(match -> match.queryOverlap() > WHOLE && match.referenceOverlap() > WHOLE);
    }

    /** Of all that is laid on each other, also where nothing is told of it, what speaks most for a match. */
    Optional<Nearest> nearest(Examined query) {
        return Stream.of(Variant.values())
                .flatMap(variant -> aligned(query, query.fingerprint().features(), variant).stream()
                        .sorted(BEST_FIRST)
                        .limit(CHECKED)
                        .flatMap(aligned -> weighed(query, picture(query, variant), aligned, variant).stream()))
                .map(weighed -> new Nearest(
                        weighed.aligned().alignment().inliers(),
                        weighed.evidence().agreement(),
                        weighed.evidence().score()))
                .max(Comparator.comparingDouble(Nearest::score));
    }

    static boolean noCopy(Collection<Match> found) {
        return found.stream().noneMatch(Matcher::isCopy);
    }

    /** Parts of negatives are too rare to look for. */
    private static boolean isPart(Examined query) {
        return query.fingerprint().detail() == Detail.PART;
    }

    /** Whether no look at more features is sure to follow: then even one or two pairs of them are put before the pixels. */
    private static boolean lastLook(Examined query) {
        return query.fingerprint().detail() != Detail.QUERY || !deservesDeepLook(query);
    }

    /** Whether an image is large enough to show works so small that only {@link Detail#DEEP} sees them. */
    public static boolean deservesDeepLook(Examined query) {
        return Math.max(query.width(), query.height()) > LARGE;
    }

    private record Aligned(Candidate candidate, Alignment alignment) {}

    /** @param features those of the query that are looked for */
    private void match(Examined query, Features features, Variant variant, Map<String, Match> found) {
        GreyPicture picture = picture(query, variant);
        List<Aligned> aligned = aligned(query, features, variant);
        checkStrong(query, picture, aligned, variant, found);
        if (lastLook(query) && !variant.inverted() && noCopy(found.values())) {
            int most = deservesDeepLook(query) ? CHECKED_WEAK : CHECKED_WEAK_OF_SMALL;
            aligned.stream()
                    .filter(weak -> weak.alignment().inliers() < FEWEST_INLIERS)
                    .limit(most)
                    .forEach(weak -> check(query, picture, weak, variant, found));
        }
    }

    /** A fixed number of the best alignments, and more while copies are found and something is left. */
    private void checkStrong(
            Examined query, GreyPicture picture, List<Aligned> aligned, Variant variant, Map<String, Match> found) {
        int first = variant == Variant.AS_IS ? CHECKED : CHECKED_OF_VARIANT;
        int checked = 0;
        for (Aligned strong : aligned.stream()
                .filter(any -> any.alignment().inliers() >= FEWEST_INLIERS)
                .sorted(BEST_FIRST)
                .toList()) {
            if (checked >= first && !goesOn(query, checked - first, found)) {
                return;
            }
            if (checked < first || !isCopy(found.get(strong.candidate().image()))) {
                check(query, picture, strong, variant, found);
                checked++;
            }
        }
    }

    private static boolean goesOn(Examined query, int further, Map<String, Match> found) {
        long copies = found.values().stream().filter(Matcher::isCopy).count();
        return further < Math.min(EARNED * copies, MOST_EARNED)
                && Rest.of(query, found.values()).exceeds(LITTLE);
    }

    private static boolean isCopy(@Nullable Match match) {
        return match != null && match.verdict() == Verdict.COPY;
    }

    private static GreyPicture picture(Examined query, Variant variant) {
        return variant.mirrored() ? query.picture().mirrored() : query.picture();
    }

    /** Candidates as they lie in the image, in the order the index has them. */
    private List<Aligned> aligned(Examined query, Features asked, Variant variant) {
        Features features = variant.of(asked);
        double width = query.picture().width() / (double) query.picture().longSide();
        return index.search(features, variant == Variant.AS_IS ? CANDIDATES : CANDIDATES_OF_VARIANT).stream()
                .flatMap(candidate -> Aligner.align(features, candidate, variant, width, MODELS).stream()
                        .map(alignment -> new Aligned(candidate, alignment)))
                .toList();
    }

    private void check(
            Examined query, GreyPicture picture, Aligned aligned, Variant variant, Map<String, Match> found) {
        weighed(query, picture, aligned, variant)
                .ifPresent(weighed -> weighed.evidence().verdict().ifPresent(verdict -> {
                    Match match = weighed.match(verdict);
                    found.merge(match.image(), match, (a, b) -> a.score() >= b.score() ? a : b);
                }));
    }

    /** @param common whether no more of the work is seen than other pictures may share: that is a question */
    private record Weighed(Aligned aligned, Overlap overlap, Evidence evidence, boolean common) {
        Match match(Verdict verdict) {
            Match match = overlap.match(
                    aligned.candidate().image(),
                    verdict,
                    evidence,
                    aligned.alignment().inliers());
            return common ? match.asFaintQuestion() : match;
        }
    }

    private Optional<Weighed> weighed(Examined query, GreyPicture picture, Aligned aligned, Variant variant) {
        Optional<Fingerprint> work = index.fingerprint(aligned.candidate().image());
        if (work.isEmpty()) {
            return Optional.empty(); // Removed since the search.
        }
        GreyPicture thumbnail = Thumbnails.decode(work.get().thumbnail());
        Agreement pixels = agreement(picture, thumbnail, aligned.alignment());
        Transform features = features(picture, thumbnail, aligned.alignment());
        Transform map = pixels.share() > 0 ? invertedOr(pixels.transform(), features) : features;
        Overlap overlap = Overlap.of(query, picture, work.get(), thumbnail, map, variant);
        Evidence evidence = Evidence.of(aligned.alignment(), pixels, overlap.extent(), index.size());
        boolean alone = pixels.around() < Around.ALIKE;
        boolean common = evidence.score() >= Evidence.ASK
                && (alone && takes(SMALL, pixels, thumbnail) || isDrawnPart(picture, pixels, overlap, thumbnail));
        Overlap shown = alone ? overlap.only(shareOf(pixels.where(), thumbnail), query, work.get()) : overlap;
        return Optional.of(new Weighed(aligned, shown, evidence, common));
    }

    /** Whether what agrees takes less than a share of the work. */
    private static boolean takes(double less, Agreement pixels, GreyPicture thumbnail) {
        return pixels.where().area() < less * thumbnail.width() * thumbnail.height();
    }

    /** A part of the thumbnail, where a side is 1. */
    private static Polygon shareOf(Polygon part, GreyPicture thumbnail) {
        return part.mapped(Transform.affine(1.0 / thumbnail.width(), 0, 0, 0, 1.0 / thumbnail.height(), 0));
    }

    /** Whether no more than a drawn part of the work is seen, such as a program's window. */
    private static boolean isDrawnPart(GreyPicture picture, Agreement pixels, Overlap overlap, GreyPicture thumbnail) {
        return isPart(pixels, overlap, thumbnail)
                && DrawnPart.isAll(picture, pixels.where().mapped(pixels.transform()));
    }

    /** Whether what agrees is less than half of the work, and the rest is not in the query or looks otherwise there. */
    private static boolean isPart(Agreement pixels, Overlap overlap, GreyPicture thumbnail) {
        return takes(PART, pixels, thumbnail) && (overlap.workShare() < PART || pixels.share() < NEARLY_ALL);
    }

    /** The alignment as a map from the query's picture to the thumbnail, in pixels. */
    private static Transform features(GreyPicture picture, GreyPicture thumbnail, Alignment alignment) {
        return Transform.scaling(1.0 / picture.longSide())
                .then(alignment.transform())
                .then(Transform.scaling(thumbnail.longSide()));
    }

    private static Agreement agreement(GreyPicture picture, GreyPicture thumbnail, Alignment alignment) {
        try {
            return new PixelCheck()
                    .check(
                            thumbnail,
                            picture,
                            features(picture, thumbnail, alignment).inverse(),
                            alignment);
        } catch (ArithmeticException flat) {
            return Agreement.NONE;
        }
    }

    private static Transform invertedOr(Transform transform, Transform otherwise) {
        try {
            return transform.inverse();
        } catch (ArithmeticException flat) {
            return otherwise;
        }
    }
}
