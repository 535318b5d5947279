package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Blobs;
import org.springframework.stereotype.Component;

/** Which works an image shows, whosever they are. The index stays the catalogue's. */
@Component
public class WorkFinder {
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
     * @param closer closer looks, asked for where those before leave much unexplained
     */
    public List<Shown> shownBy(Examined query, List<Supplier<Optional<Examined>>> closer) {
        return index.match(query, closer).stream()
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
