package org.proofmark.engine.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.worker.Examination;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;

/** What two files have to do with each other, asked without an index. */
public sealed interface Comparison {
    /**
     * They share an area.
     *
     * @param work what was seen of the work
     * @param copy what was seen of the copy
     * @param match where the copy shows the work, and how surely
     */
    record Alike(Examined work, Examined copy, Match match) implements Comparison {}

    /**
     * Both can be read, and nothing in one is seen in the other.
     *
     * @param nearest the best of what was tried; empty where no features of the two lie alike
     */
    record NothingInCommon(Examined work, Examined copy, Optional<Nearest> nearest) implements Comparison {}

    /**
     * One of them could not be read.
     *
     * @param isWork whether it is the work, else it is the copy
     * @param why the reason
     */
    record OneUnreadable(boolean isWork, Unreadable why) implements Comparison {}

    /**
     * Compares two files.
     *
     * @param work the file asked about
     * @param copy the file that may show it
     */
    static Comparison of(Examiner examiner, byte[] work, byte[] copy) {
        return switch (examiner.examine(work, Detail.REFERENCE)) {
            case Unreadable why -> new OneUnreadable(true, why);
            case Examined reference -> of(examiner, reference, copy);
        };
    }

    private static Comparison of(Examiner examiner, Examined work, byte[] copy) {
        try (ExactIndex index = new ExactIndex()) {
            index.add(Map.of("work", work.fingerprint()));
            CopyFinder.Found found = new CopyFinder(examiner, index).find(copy);
            Examination seen = found.examination();
            Optional<Match> surest = first(found.matches());
            return switch (seen) {
                case Unreadable why -> new OneUnreadable(false, why);
                case Examined query when surest.isPresent() -> new Alike(work, query, surest.get());
                case Examined query -> new NothingInCommon(work, query, new Matcher(index).nearest(query));
            };
        }
    }

    private static Optional<Match> first(List<Match> surestFirst) {
        return surestFirst.stream().findFirst();
    }
}
