package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Blobs;
import org.springframework.stereotype.Component;

/** Which works an image shows, whosever they are. The index stays the catalogue's. */
@Component
public class WorkFinder {
    /** With so much of it explained, an image is not looked at more closely. */
    private static final double EXPLAINED = 0.5;

    private final WorkIndex index;
    private final WorkStore works;
    private final Examiner examiner;
    private final Blobs blobs;

    WorkFinder(WorkIndex index, WorkStore works, Examiner examiner, Blobs blobs) {
        this.index = index;
        this.works = works;
        this.examiner = examiner;
        this.blobs = blobs;
    }

    /** A work that an image shows. */
    public record Shown(HolderId holder, WorkId work, Match match) {}

    /**
     * The works an image shows, surest first.
     *
     * @param query the image as it was seen
     * @param deep a closer look, where there was one; taken where the first leaves much unexplained
     */
    public List<Shown> shownBy(Examined query, Optional<Examined> deep) {
        Map<String, Match> found = new HashMap<>();
        index.match(query).forEach(match -> found.put(match.image(), match));
        boolean explained = found.values().stream()
                .anyMatch(match -> match.verdict() == Verdict.COPY && match.queryOverlap() > EXPLAINED);
        if (!explained && deep.isPresent()) {
            index.match(deep.get())
                    .forEach(match -> found.merge(match.image(), match, (a, b) -> a.score() >= b.score() ? a : b));
        }
        return found.values().stream()
                .sorted(Match.SUREST_FIRST)
                .map(match -> new Shown(WorkIndex.holder(match.image()), WorkIndex.work(match.image()), match))
                .toList();
    }

    /** How many works can be found. */
    public int size() {
        return index.size();
    }

    /** What is known of a work, once it can be found. */
    public Optional<Fingerprint> fingerprint(HolderId holder, WorkId work) {
        return index.fingerprint(holder, work);
    }

    /** A work looked at as an image met would be; nothing where its file cannot be read any more. */
    public Optional<Examined> asQuery(HolderId holder, WorkId work) throws IOException {
        Optional<Work> known = works.find(holder, work);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return examiner.examine(blobs.bytes(known.get().digest()), Detail.QUERY) instanceof Examined seen
                ? Optional.of(seen)
                : Optional.empty();
    }
}
