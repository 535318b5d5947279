package org.proofmark.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Unreadable;

/** Looks for registered photos in many files, and counts what it finds. */
final class MatchRun {
    private final CopyFinder finder;
    private final int threads;
    private final Notices notices;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int littleToTell;

    MatchRun(CopyFinder finder, int threads, Notices notices) {
        this.finder = finder;
        this.threads = threads;
        this.notices = notices;
    }

    /**
     * @param trouble why it could not be read; "" where it could
     * @param untaken why it could not be looked at as closely as it should
     */
    private record Answer(
            PictureFile file, List<Match> matches, Sufficiency sufficiency, String trouble, Optional<String> untaken) {}

    /** Looks at each file; hands on the rows in the order of the files, then of their score. */
    void find(List<PictureFile> files, Consumer<MatchRow> rows) {
        try (Progress progress = Progress.start("match", OptionalLong.of(files.size()))) {
            notices.during(progress);
            InOrder.each(files, threads, this::look, answer -> {
                progress.step();
                String name = answer.file.name();
                if (!answer.trouble.isEmpty()) {
                    notices.unreadable(name, answer.trouble);
                }
                answer.untaken.ifPresent(why -> notices.lessClosely(name, why));
                notices.littleToTell(name, answer.sufficiency);
                littleToTell += answer.sufficiency == Sufficiency.ENOUGH ? 0 : 1;
                for (Match match : answer.matches) {
                    counts.merge(match.verdict(), 1, Integer::sum);
                    rows.accept(new MatchRow(name, match, answer.sufficiency));
                }
            });
        }
    }

    private Answer look(PictureFile file) {
        try {
            CopyFinder.Found found = finder.find(file.read());
            return switch (found.examination()) {
                case Unreadable why -> unreadable(file, why.explanation());
                case Examined seen ->
                    new Answer(
                            file,
                            found.matches(),
                            seen.fingerprint().sufficiency(),
                            "",
                            found.untaken().stream().findFirst().map(Unreadable::explanation));
            };
        } catch (IOException e) {
            return unreadable(file, Failures.reason(e));
        }
    }

    private static Answer unreadable(PictureFile file, String why) {
        return new Answer(file, List.of(), Sufficiency.ENOUGH, why, Optional.empty());
    }

    /** How many files have too little detail to tell what they show. */
    int littleToTell() {
        return littleToTell;
    }

    /** How much was found, in words. */
    String summary() {
        int copies = count(Verdict.COPY);
        return "%,d %s, %,d to ask about, %,d of the same scene"
                .formatted(copies, copies == 1 ? "copy" : "copies", count(Verdict.ASK), count(Verdict.SAME_SCENE));
    }

    private int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }
}
