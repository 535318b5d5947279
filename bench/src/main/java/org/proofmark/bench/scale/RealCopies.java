package org.proofmark.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.match.Matcher;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.InProcessExaminer;

/**
 * Real photos, registered among the drawn images, and edited copies of them that are asked for: whether the photo stands in
 * the short list. Beyond that point geometry and pixels look at it; before, nothing can help.
 */
public final class RealCopies {
    /** As the matcher asks. */
    private static final int SHORT_LIST = 100;

    private static final int SHORT_LIST_OF_VARIANT = 40;
    private static final int VARIANTS = 4;

    private final Map<String, Fingerprint> works = new LinkedHashMap<>();
    private final List<Copy> copies = new ArrayList<>();
    private final String edited;

    /** @param deep the features of the second look; {@code null} for a small picture, which has none */
    private record Copy(
            String work, Features query, @Nullable Features deep) {}

    /**
     * What was found.
     *
     * @param inFirstList share of the copies whose photo is in the short list of the first look at them as they are
     * @param inAnyList share of those whose photo is in any list that is asked for in turn: mirrored, as negative, both, and
     *     all of these at the second look
     * @param milliseconds CPU time of the first search of each copy, rising
     */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    record Recall(double inFirstList, double inAnyList, double[] milliseconds) {}

    /**
     * Looks at photos and at the copies that {@code bench edits} made of them.
     *
     * @param works a folder of photos
     * @param edits a folder of copies with truth.csv
     */
    public static RealCopies in(Path works, Path edits) throws IOException {
        return new RealCopies(works, edits);
    }

    private RealCopies(Path photos, Path edits) throws IOException {
        try (InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard())) {
            for (Path photo : Pictures.in(photos).files()) {
                if (examiner.examine(Pictures.bytes(photo), Detail.REFERENCE) instanceof Examined work) {
                    works.put(Pictures.name(photo), work.fingerprint());
                }
            }
            for (String line : Files.readAllLines(edits.resolve("truth.csv"))) {
                String[] cells = line.split(",", -1);
                if (cells.length == 3 && works.containsKey(cells[2])) {
                    look(examiner, Pictures.bytes(edits.resolve(cells[0])), cells[2]);
                }
            }
        }
        edited = "%,d edited copies of %,d photos".formatted(copies.size(), works.size());
        if (copies.isEmpty()) {
            throw new IllegalArgumentException("%s names no copy of a photo in %s".formatted(edits, photos));
        }
    }

    private void look(InProcessExaminer examiner, byte[] file, String work) {
        if (examiner.examine(file, Detail.QUERY) instanceof Examined query) {
            boolean large = Matcher.deservesDeepLook(query);
            Features deep = large && examiner.examine(file, Detail.DEEP) instanceof Examined second
                    ? second.fingerprint().features()
                    : null;
            copies.add(new Copy(work, query.fingerprint().features(), deep));
        }
    }

    /** The photos. */
    Map<String, Fingerprint> works() {
        return works;
    }

    /** How many of what. */
    @Override
    public String toString() {
        return edited;
    }

    /** How a list of images is asked for. */
    private interface Search {
        List<Candidate> search(Features query, int limit);
    }

    /** Asks for every copy as it is asked for in use. */
    Recall ask(ImageIndex index) {
        return ask(index::search);
    }

    /** Asks for every copy, looking at all postings of all its words. */
    Recall askWithoutBudget(ImageIndex index) {
        return ask((query, limit) -> index.search(query, limit, Long.MAX_VALUE));
    }

    private Recall ask(Search search) {
        double[] milliseconds = new double[copies.size()];
        int first = 0;
        int any = 0;
        for (int i = -copies.size() / 4; i < copies.size(); i++) {
            Copy copy = copies.get(Math.abs(i));
            long start = ScaleRun.threadCpu();
            boolean found = lists(copy.work, search.search(copy.query, SHORT_LIST));
            if (i >= 0) {
                milliseconds[i] = (ScaleRun.threadCpu() - start) / 1e6;
                first += found ? 1 : 0;
                any += found || findsLater(copy, search) ? 1 : 0;
            }
        }
        Arrays.sort(milliseconds);
        return new Recall(first / (double) copies.size(), any / (double) copies.size(), milliseconds);
    }

    private static boolean findsLater(Copy copy, Search search) {
        return findsChanged(copy.work, copy.query, search)
                || copy.deep != null
                        && (lists(copy.work, search.search(copy.deep, SHORT_LIST))
                                || findsChanged(copy.work, copy.deep, search));
    }

    /** Whether the work is found by the words of the mirrored picture, the negative, or both: its own, exclusive or 1 to 3. */
    private static boolean findsChanged(String work, Features query, Search search) {
        for (int change = 1; change < VARIANTS; change++) {
            char[] words = query.words().clone();
            for (int i = 0; i < words.length; i++) {
                words[i] ^= (char) change;
            }
            Features changed = new Features(query.geometry(), query.wordsPerFeature(), words, query.signatures());
            if (lists(work, search.search(changed, SHORT_LIST_OF_VARIANT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean lists(String work, List<Candidate> candidates) {
        return candidates.stream().anyMatch(candidate -> candidate.image().equals(work));
    }
}
