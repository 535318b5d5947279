package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Matcher;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine's index of all works, named {@code holder/work}. The database is the truth, and the index follows it: what one
 * has and the other lacks is mended at every start.
 */
@Component
class WorkIndex {
    private static final Logger LOG = LoggerFactory.getLogger(WorkIndex.class);

    /** Fewer features in common than this, and two pictures are not looked at together. */
    private static final int FEWEST_VOTES = 12;

    /** Of works missing at a start, so many are written at once. */
    private static final int MENDED_AT_ONCE = 500;

    private static final int TOLD_OF_EVERY = 10_000;

    private final SegmentedIndex index;
    private final Matcher matcher;
    private final Examiner examiner;
    private final Blobs blobs;
    private final JdbcClient sql;

    WorkIndex(SegmentedIndex index, Examiner examiner, Blobs blobs, JdbcClient sql) {
        this.index = index;
        this.matcher = new Matcher(index);
        this.examiner = examiner;
        this.blobs = blobs;
        this.sql = sql;
    }

    void add(HolderId holder, WorkId work, Fingerprint fingerprint) {
        index.add(Map.of(name(holder, work), fingerprint));
    }

    void remove(HolderId holder, WorkId work) {
        index.remove(name(holder, work));
    }

    List<Match> match(Examined query, List<Supplier<Optional<Examined>>> closer) {
        return matcher.match(query, closer);
    }

    int size() {
        return index.size();
    }

    Optional<Fingerprint> fingerprint(HolderId holder, WorkId work) {
        return index.fingerprint(name(holder, work));
    }

    /** A work of this holder that shows the same picture, if there is one. */
    Optional<WorkId> same(HolderId holder, byte[] file, Fingerprint fingerprint) {
        String own = holder + "/";
        boolean alike = index.search(fingerprint.features(), 10).stream()
                .anyMatch(candidate -> candidate.image().startsWith(own) && candidate.votes() >= FEWEST_VOTES);
        if (!alike || !(examiner.examine(file, Detail.QUERY) instanceof Examined query)) {
            return Optional.empty();
        }
        return matcher.wholeCopy(query, image -> image.startsWith(own))
                .map(match -> WorkId.of(match.image().substring(own.length())));
    }

    @EventListener(ApplicationReadyEvent.class)
    void followDatabase() {
        Set<String> indexed = new HashSet<>(index.images());
        List<Row> works = sql.sql("select id, holder, fingerprint from catalogue.work where enough_detail")
                .query((row, number) -> new Row(
                        new HolderId(row.getObject("holder", UUID.class)),
                        new WorkId(row.getObject("id", UUID.class)),
                        Sha256.from(row.getBytes("fingerprint"))))
                .list();
        List<Row> missing = new ArrayList<>();
        for (Row work : works) {
            if (!indexed.remove(name(work.holder(), work.id()))) {
                missing.add(work);
            }
        }
        for (int done = 0; done < missing.size(); done += MENDED_AT_ONCE) {
            if (done % TOLD_OF_EVERY == 0) {
                LOG.info("{} of {} photos missing from the index are written", done, missing.size());
            }
            mend(missing.subList(done, Math.min(done + MENDED_AT_ONCE, missing.size())));
        }
        indexed.forEach(index::remove);
    }

    private void mend(List<Row> works) {
        Map<String, Fingerprint> fingerprints = new HashMap<>();
        for (Row work : works) {
            try {
                fingerprints.put(name(work.holder(), work.id()), Fingerprint.parse(blobs.bytes(work.fingerprint())));
            } catch (IOException | IllegalArgumentException broken) {
                LOG.error("the fingerprint of work {} cannot be read: {}", work.id(), broken.toString());
            }
        }
        index.add(fingerprints);
    }

    private record Row(HolderId holder, WorkId id, Sha256 fingerprint) {}

    static HolderId holder(String name) {
        return HolderId.of(name.substring(0, name.indexOf('/')));
    }

    static WorkId work(String name) {
        return WorkId.of(name.substring(name.indexOf('/') + 1));
    }

    private static String name(HolderId holder, WorkId work) {
        return holder + "/" + work;
    }
}
