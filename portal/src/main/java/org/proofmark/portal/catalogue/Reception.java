package org.proofmark.portal.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.Shot;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done with one received file: it becomes a work, or is told why not. Doing it twice is doing it once. */
@Component
class Reception {
    /** Bytes of an image that are looked at. */
    static final long LARGEST_IMAGE = 512L << 20;

    static final RenditionOrder RENDITIONS = RenditionOrder.of(240, 480, 960, Registration.LARGEST_RENDITION);

    /** What may be the machine's fault: one that is overloaded, a worker killed, the program ending. */
    private static final Set<Undecodable.Reason> CHANCE =
            Set.of(Undecodable.Reason.TOO_SLOW, Undecodable.Reason.DECODER_DIED);

    /** So often a file may be too slow or end its worker until it is refused for it. */
    private static final int TRIES = 6;

    private final UploadStore uploads;
    private final WorkStore works;
    private final GalleryStore gallery;
    private final WorkIndex index;
    private final Unpacking unpacking;
    private final Examiner examiner;
    private final Blobs blobs;
    private final Plans plans;
    private final InstantSource clock;
    private final TransactionTemplate together;
    private final ApplicationEventPublisher events;
    private final int severalAtOnce;

    Reception(
            UploadStore uploads,
            WorkStore works,
            GalleryStore gallery,
            WorkIndex index,
            Unpacking unpacking,
            Examiner examiner,
            Blobs blobs,
            Plans plans,
            InstantSource clock,
            TransactionTemplate together,
            ApplicationEventPublisher events,
            Settings settings) {
        this.uploads = uploads;
        this.works = works;
        this.gallery = gallery;
        this.index = index;
        this.unpacking = unpacking;
        this.examiner = examiner;
        this.blobs = blobs;
        this.plans = plans;
        this.clock = clock;
        this.together = together;
        this.events = events;
        this.severalAtOnce = settings.workers() == 0 ? Runtime.getRuntime().availableProcessors() : settings.workers();
    }

    int severalAtOnce() {
        return severalAtOnce;
    }

    void receive(Upload upload) throws IOException {
        Sha256 digest = upload.digest().orElseThrow();
        Optional<WorkId> there = works.withDigest(upload.holder(), digest);
        if (there.isPresent()) {
            uploads.end(upload.id(), Upload.State.DUPLICATE, there, Optional.empty());
        } else if (unpacking.isArchive(digest)) {
            unpack(upload, digest);
        } else if (upload.length() > LARGEST_IMAGE) {
            refuse(upload, "refused.imageTooLarge\t" + (LARGEST_IMAGE >> 20));
        } else {
            look(upload, digest, blobs.bytes(digest));
        }
    }

    /** An archive in an archive could hold others without end, itself among them. */
    private void unpack(Upload upload, Sha256 digest) throws IOException {
        if (upload.parent().isPresent()) {
            refuse(upload, "refused.archiveWithin");
        } else {
            unpacking.unpack(upload, digest);
        }
    }

    private void look(Upload upload, Sha256 digest, byte[] file) throws IOException {
        switch (examiner.examine(file, Detail.REFERENCE, RENDITIONS)) {
            case Unreadable unreadable -> {
                if (!CHANCE.contains(unreadable.reason()) || !uploads.again(upload.id(), TRIES)) {
                    refuse(upload, "refused.unreadable." + unreadable.reason());
                }
            }
            case Examined examined -> register(upload, digest, file, examined);
        }
    }

    private void refuse(Upload upload, String reason) {
        uploads.end(upload.id(), Upload.State.REFUSED, Optional.empty(), Optional.of(reason));
    }

    private void register(Upload upload, Sha256 digest, byte[] file, Examined examined) throws IOException {
        Fingerprint fingerprint = examined.fingerprint();
        boolean enough = fingerprint.sufficiency() == Fingerprint.Sufficiency.ENOUGH;
        Optional<WorkId> same = enough ? index.same(upload.holder(), file, fingerprint) : Optional.empty();
        Sha256 kept =
                blobs.keep(new ByteArrayInputStream(fingerprint.toBytes())).digest();
        List<Registration.Shown> renditions = new ArrayList<>();
        for (Rendition rendition : examined.renditions().all()) {
            renditions.add(new Registration.Shown(
                    rendition.longSide(),
                    rendition.width(),
                    rendition.height(),
                    "image/webp",
                    blobs.keep(new ByteArrayInputStream(rendition.file())).digest()));
        }
        Registration made =
                together.execute(transaction -> insert(upload, digest, examined, enough, kept, renditions, same));
        if (made != null && enough) {
            index.add(upload.holder(), made.work().id(), fingerprint);
        }
    }

    /** @return what was registered; null if it was there already */
    private @org.jspecify.annotations.Nullable Registration insert(
            Upload upload,
            Sha256 digest,
            Examined examined,
            boolean enough,
            Sha256 fingerprint,
            List<Registration.Shown> renditions,
            Optional<WorkId> same) {
        int limit = plans.monitoredWorks(upload.holder());
        boolean monitored = enough && gallery.counts(upload.holder()).monitored() < limit;
        Registration made = new Registration(
                work(upload, digest, examined, enough, monitored),
                examined.renditions().meanColour(),
                examined.shot().place().map(Shot.Place::latitude),
                examined.shot().place().map(Shot.Place::longitude),
                fingerprint,
                renditions);
        if (!works.insert(made)) {
            uploads.end(
                    upload.id(), Upload.State.DUPLICATE, works.withDigest(upload.holder(), digest), Optional.empty());
            return null;
        }
        renditions.forEach(shown -> works.insert(made.work().id(), shown));
        uploads.end(
                upload.id(),
                same.isPresent() ? Upload.State.NEAR_DUPLICATE : Upload.State.REGISTERED,
                Optional.of(made.work().id()),
                told(same, enough && !monitored, limit));
        events.publishEvent(new WorkRegistered(upload.holder(), made.work().id(), monitored));
        return made;
    }

    /** What there is to tell of a file that was registered: whose picture it shows again, and that the plan does not watch it. */
    private static Optional<String> told(Optional<WorkId> same, boolean beyond, int limit) {
        if (same.isPresent()) {
            return Optional.of(
                    beyond
                            ? "told.sameAsNotMonitored\t%s\t%d".formatted(same.get(), limit)
                            : "told.sameAs\t" + same.get());
        }
        return beyond ? Optional.of("told.notMonitored\t" + limit) : Optional.empty();
    }

    private Work work(Upload upload, Sha256 digest, Examined examined, boolean enough, boolean monitored) {
        FileMetadata said = examined.metadata();
        Stated stated = uploads.stated(upload.id());
        return new Work(
                new WorkId(UUID.nameUUIDFromBytes(
                        upload.id().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                upload.holder(),
                upload.name(),
                digest,
                upload.length(),
                examined.type().mime(),
                examined.width(),
                examined.height(),
                new Work.Texts(
                        said.title().isEmpty() ? stated.title() : said.title(),
                        said.caption().isEmpty() ? stated.caption() : said.caption(),
                        said.creator(),
                        said.credit(),
                        said.copyright(),
                        said.usageTerms(),
                        said.webStatement(),
                        said.licensor(),
                        said.licensorUrl()),
                said.keywords(),
                List.of(),
                examined.shot().camera(),
                examined.shot().lens(),
                taken(said.taken()),
                Optional.empty(),
                "",
                Optional.empty(),
                Fingerprint.VERSION,
                enough,
                monitored,
                clock.instant(),
                1);
    }

    /** A date is the beginning of its day; half a date is none. */
    private static Optional<LocalDateTime> taken(String said) {
        try {
            if (said.length() == 10) {
                return Optional.of(java.time.LocalDate.parse(said).atStartOfDay());
            }
            return said.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(said));
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }
}
