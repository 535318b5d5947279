package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.FileNames;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes away what kills, deletions and broken connections leave: files no row names, and uploads nobody goes on with. */
@Component
public class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** As long as browsers are told that an upload can be gone on with. */
    private static final Duration GIVEN_UP = Duration.ofDays(7);

    private final Blobs blobs;
    private final Parts parts;
    private final UploadStore uploads;
    private final List<FileNames> names;
    private final WorkIndex index;
    private final ChangeStore changes;
    private final Settings settings;
    private final InstantSource clock;

    Sweep(
            Blobs blobs,
            Parts parts,
            UploadStore uploads,
            List<FileNames> names,
            WorkIndex index,
            ChangeStore changes,
            Settings settings,
            InstantSource clock) {
        this.blobs = blobs;
        this.parts = parts;
        this.uploads = uploads;
        this.names = names;
        this.index = index;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What was taken away.
     *
     * @param files no row named
     * @param uploads nobody went on with
     */
    public record Swept(int files, int uploads) {}

    /** Sweeps now, as is done every hour. */
    public Swept run() throws IOException {
        Instant orphan = clock.instant().minus(settings.orphansAfter());
        return new Swept(blobs.sweep(orphan, this::named) + orphanedParts(orphan), givenUp());
    }

    private Set<Sha256> named(Set<Sha256> digests) {
        Set<Sha256> named = new HashSet<>();
        names.forEach(one -> named.addAll(one.named(digests)));
        return named;
    }

    private int givenUp() throws IOException {
        Instant longAgo = clock.instant().minus(GIVEN_UP);
        Set<UploadId> old = new HashSet<>(uploads.receivingSince(longAgo));
        old.removeIf(id -> parts.touchedSince(id, longAgo));
        int forgotten = 0;
        for (UploadId id : old) {
            if (uploads.delete(id)) {
                parts.delete(id);
                forgotten++;
            }
        }
        return forgotten;
    }

    /** What is left of uploads that were cancelled, refused, or moved away. */
    private int orphanedParts(Instant orphan) throws IOException {
        Set<UploadId> old = new HashSet<>(parts.untouchedSince(orphan));
        old.removeAll(uploads.receiving().stream().map(Upload::id).collect(Collectors.toSet()));
        for (UploadId id : old) {
            parts.delete(id);
        }
        return old.size();
    }

    @Scheduled(fixedDelayString = "${proofmark.sweep-every:1h}", initialDelayString = "${proofmark.sweep-every:1h}")
    void now() {
        try {
            index.followDatabase();
            changes.forget(clock.instant().minus(Changes.KEPT));
            Swept swept = run();
            LOG.info("swept: {} files no row named, {} uploads nobody went on with", swept.files(), swept.uploads());
        } catch (IOException | RuntimeException broken) {
            LOG.warn("the sweep waits for its next time: {}", broken.toString());
        }
    }
}
