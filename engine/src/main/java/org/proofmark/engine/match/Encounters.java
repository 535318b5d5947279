package org.proofmark.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Thumbnails;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.worker.Examined;

/**
 * The other way round: which of the images met show this work? For works that are registered after images were met.
 *
 * <p>The index of images met only says which of them are worth a look: the work is the query there, in all its variants. Each is
 * then judged the way every image is, as a query for the work, at the number of works there are; so that a pair gets one answer,
 * whichever of the two came first. What is left of an image met is its fingerprint with one word a feature, and the small grey
 * picture in it.
 *
 * <p>Safe for use by several threads at once.
 */
public final class Encounters {
    /** More images show a popular work than a work is shown by one image. */
    private static final int CANDIDATES = 2_000;

    private static final int CANDIDATES_OF_VARIANT = 400;
    private static final int FEWEST_INLIERS = 3;

    /** So many are judged whatever their features say: a small copy has few. */
    private static final int JUDGED_ANYWAY = 10;

    private final ImageIndex met;

    /**
     * @param met the images met, each as {@link #kept} made it; closed by its owner
     */
    public Encounters(ImageIndex met) {
        this.met = met;
    }

    /** An image met that shows the work, by its name in the index. */
    public record Found(String image, Match match) {}

    /** What is kept of an image met: its closer look, where there was one, with one word a feature. */
    public static Fingerprint kept(Examined query, Optional<Examined> deep) {
        Fingerprint seen = deep.orElse(query).fingerprint();
        return new Fingerprint(
                seen.detail(),
                seen.sufficiency(),
                seen.width(),
                seen.height(),
                seen.code(),
                firstWords(seen.features()),
                seen.thumbnail());
    }

    private static Features firstWords(Features features) {
        int each = features.wordsPerFeature();
        char[] words = new char[features.size()];
        long[] signatures = new long[features.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = features.words()[i * each];
            signatures[i] = features.signatures()[i * each];
        }
        return new Features(features.geometry(), 1, words, signatures);
    }

    /**
     * Finds the images that show a work.
     *
     * @param name the work's, for the matches
     * @param work the work, examined as {@code QUERY}
     * @param reference the work as it is registered
     * @param works how many works are registered, which a score depends on
     * @return every image found, surest first
     */
    public List<Found> showing(String name, Examined work, Fingerprint reference, int works) {
        Matcher matcher = new Matcher(new OneWork(name, reference, works));
        List<Found> found = new ArrayList<>();
        for (String image : candidates(work)) {
            met.fingerprint(image)
                    .flatMap(seen -> matcher.match(examined(seen)).stream().findFirst())
                    .ifPresent(match -> found.add(new Found(image, match)));
        }
        found.sort(Comparator.comparing(Found::match, Match.SUREST_FIRST).thenComparing(Found::image));
        return found;
    }

    private Set<String> candidates(Examined work) {
        Set<String> candidates = new LinkedHashSet<>();
        for (Variant variant : Variant.values()) {
            Features features = variant.of(work.fingerprint().features());
            double width = work.picture().width() / (double) work.picture().longSide();
            int most = variant == Variant.AS_IS ? CANDIDATES : CANDIDATES_OF_VARIANT;
            List<Candidate> found = met.search(features, most);
            for (int rank = 0; rank < found.size(); rank++) {
                if (rank < JUDGED_ANYWAY || aligns(features, found.get(rank), variant, width)) {
                    candidates.add(found.get(rank).image());
                }
            }
        }
        return candidates;
    }

    private static boolean aligns(Features features, Candidate candidate, Variant variant, double width) {
        return candidate.hits() >= FEWEST_INLIERS
                && Aligner.align(features, candidate, variant, width, 1).stream()
                        .anyMatch(alignment -> alignment.inliers() >= FEWEST_INLIERS);
    }

    /** An image met, as far as it is still known. */
    private static Examined examined(Fingerprint seen) {
        GreyPicture picture = Thumbnails.decode(seen.thumbnail());
        return new Examined(MediaType.JPEG, seen.width(), seen.height(), 1, seen, picture, FileMetadata.NONE);
    }

    /** An index of one work that counts as one of many. */
    private static final class OneWork implements ImageIndex {
        private final ExactIndex one = new ExactIndex();
        private final int works;

        OneWork(String name, Fingerprint work, int works) {
            one.add(Map.of(name, work));
            this.works = Math.max(1, works);
        }

        @Override
        public int size() {
            return works;
        }

        @Override
        public Optional<Fingerprint> fingerprint(String image) {
            return one.fingerprint(image);
        }

        @Override
        public List<Candidate> search(Features query, int limit, long budget) {
            return one.search(query, limit, budget);
        }

        @Override
        public List<String> images() {
            return one.images();
        }

        @Override
        public void add(Map<String, Fingerprint> images) {
            throw new UnsupportedOperationException("an index of one work");
        }

        @Override
        public boolean remove(String image) {
            throw new UnsupportedOperationException("an index of one work");
        }

        @Override
        public void close() {}
    }
}
