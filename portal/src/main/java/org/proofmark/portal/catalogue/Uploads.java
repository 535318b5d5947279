package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Room;
import org.proofmark.portal.platform.Sha256;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * The one way in for files, whatever brought them: the browser, an API client, a watched folder, an archive. What is
 * acknowledged (an offset, or the end) is on disk and in the database before the answer; a kill loses nothing of it.
 */
@Service
public class Uploads {
    /** Bytes of a file; a larger one is refused before it is sent. */
    public static final long LARGEST = 8L << 30;

    private static final int LONGEST_NAME = 500;

    private final UploadStore store;
    private final Blobs blobs;
    private final Parts parts;
    private final Room room;
    private final Registrar registrar;

    /** Those a call is at work on: never two at once. */
    private final Set<UploadId> busy = ConcurrentHashMap.newKeySet();

    Uploads(UploadStore store, Blobs blobs, Parts parts, Room room, Registrar registrar) {
        this.store = store;
        this.blobs = blobs;
        this.parts = parts;
        this.room = room;
        this.registrar = registrar;
    }

    /**
     * Begins an upload that comes in parts.
     *
     * @param id made by the caller: the same again is the same upload
     * @param announced the digest the whole file will have
     */
    public Upload begin(SignedIn by, UploadId id, String name, long length, Optional<Sha256> announced) {
        if (length < 0 || length > LARGEST) {
            throw new Refused(Refused.Kind.TOO_LARGE, "refused.fileTooLarge", LARGEST >> 30);
        }
        Upload upload = new Upload(
                id,
                by.holder(),
                by.person(),
                Optional.empty(),
                cleanName(name),
                length,
                Optional.empty(),
                Upload.State.RECEIVING,
                Optional.empty(),
                Optional.empty());
        store.insert(upload, announced, Stated.NOTHING, Optional.of(Declaration.NOW));
        Upload kept = find(by, id);
        boolean other = announced.isPresent()
                && store.announced(id)
                        .filter(said -> !said.equals(announced.get()))
                        .isPresent();
        if (other || kept.length() != length || !kept.name().equals(upload.name())) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.otherUpload");
        }
        if (length == 0) {
            store.end(id, Upload.State.REFUSED, Optional.empty(), Optional.of("refused.emptyFile"));
        }
        return kept;
    }

    public Upload find(SignedIn by, UploadId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** Those of these ids that are the holder's. */
    public List<Upload> find(SignedIn by, List<UploadId> ids) {
        return store.find(by.holder(), ids);
    }

    public List<Upload> latest(SignedIn by, int limit) {
        return store.latest(by.holder(), limit);
    }

    /** What came in, newest first, as it is asked for. */
    public Arrivals.Stretch look(SignedIn by, Arrivals asked) {
        asked.archive().ifPresent(archive -> find(by, archive));
        return store.look(by.holder(), asked);
    }

    /** What became of what was in those of these uploads that were archives. */
    public Map<UploadId, Arrivals.Within> within(SignedIn by, List<Upload> uploads) {
        List<UploadId> archives = uploads.stream()
                .filter(upload -> upload.parent().isEmpty() && upload.work().isEmpty())
                .map(Upload::id)
                .toList();
        return archives.isEmpty() ? Map.of() : store.within(by.holder(), archives);
    }

    /** How many bytes of an upload are safely here. One that is whole is received by this question at the latest. */
    public long offset(SignedIn by, UploadId id) throws IOException {
        Upload upload = find(by, id);
        if (upload.state() != Upload.State.RECEIVING) {
            return upload.length();
        }
        if (!busy.add(id)) {
            return parts.length(id);
        }
        try {
            return resume(upload);
        } finally {
            busy.remove(id);
        }
    }

    /**
     * Adds a part; as much of it as came before the connection broke is kept.
     *
     * @param offset where the part begins; must be where the last one ended
     * @return bytes safely here now
     */
    public long append(SignedIn by, UploadId id, long offset, InputStream bytes) throws IOException {
        if (!busy.add(id)) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.offset");
        }
        try {
            Upload upload = find(by, id);
            if (upload.state() != Upload.State.RECEIVING || resume(upload) == upload.length()) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.uploadEnded");
            }
            long now = parts.append(id, offset, upload.length(), bytes);
            if (now == upload.length()) {
                finish(upload);
            }
            return now;
        } finally {
            busy.remove(id);
        }
    }

    /** Ends what a kill left between the last byte and the row that says so. */
    @EventListener(ApplicationReadyEvent.class)
    void resumeAll() throws IOException {
        for (Upload upload : store.receiving()) {
            if (busy.add(upload.id())) {
                try {
                    resume(upload);
                } finally {
                    busy.remove(upload.id());
                }
            }
        }
    }

    /** @return bytes that are here */
    private long resume(Upload upload) throws IOException {
        long here = parts.length(upload.id());
        Optional<Sha256> moved = upload.digest().filter(digest -> !parts.has(upload.id()) && blobs.has(digest));
        if (moved.isPresent()) {
            store.received(upload.id(), moved.get());
            registrar.wake();
            return upload.length();
        }
        if (here == upload.length()) {
            finish(upload);
        }
        return here;
    }

    /** The digest is written first: should the file move and nobody live to say so, the row tells where it is. */
    private void finish(Upload upload) throws IOException {
        UploadId id = upload.id();
        Optional<Sha256> announced = store.announced(id);
        try {
            Blobs.Kept kept = blobs.adopt(parts.file(id), digest -> {
                if (announced.filter(said -> !said.equals(digest)).isPresent()) {
                    throw Refused.invalid("refused.digest");
                }
                store.arriving(id, digest);
            });
            store.received(id, kept.digest());
            registrar.wake();
        } catch (Refused other) {
            store.end(id, Upload.State.REFUSED, Optional.empty(), Optional.of(other.text()));
            parts.delete(id);
        } catch (IOException broken) {
            throw Room.refusalOf(broken);
        }
    }

    /** Takes a whole file at once, from a person who declares to hold its rights. */
    public Upload take(SignedIn by, UploadId id, String name, InputStream bytes) throws IOException {
        return take(by, id, name, Stated.NOTHING, bytes);
    }

    /** Takes a whole file at once, with what is said about it, from a person who declares to hold its rights. */
    public Upload take(SignedIn by, UploadId id, String name, Stated stated, InputStream bytes) throws IOException {
        return take(by, id, name, stated, Optional.of(Declaration.NOW), bytes);
    }

    /** Takes a whole file at once of which nobody declares anything: it lay in a folder. */
    public Upload takeUndeclared(SignedIn by, UploadId id, String name, InputStream bytes) throws IOException {
        return take(by, id, name, Stated.NOTHING, Optional.empty(), bytes);
    }

    private Upload take(
            SignedIn by, UploadId id, String name, Stated stated, Optional<Integer> declared, InputStream bytes)
            throws IOException {
        Optional<Upload> before = store.find(by.holder(), id);
        if (before.isPresent()) {
            return before.get();
        }
        Blobs.Kept kept = keep(bytes);
        Upload upload = new Upload(
                id,
                by.holder(),
                by.person(),
                Optional.empty(),
                cleanName(name),
                kept.length(),
                Optional.of(kept.digest()),
                Upload.State.RECEIVED,
                Optional.empty(),
                Optional.empty());
        store.insert(upload, Optional.empty(), stated, declared);
        registrar.wake();
        return upload;
    }

    private Blobs.Kept keep(InputStream bytes) throws IOException {
        room.check();
        try {
            return blobs.keep(bytes);
        } catch (IOException broken) {
            throw Room.refusalOf(broken);
        }
    }

    /** Forgets an upload that is not complete. */
    public void cancel(SignedIn by, UploadId id) throws IOException {
        find(by, id);
        if (store.delete(id)) {
            parts.delete(id);
        }
    }

    /** The last part of a path, without what cannot be shown. */
    public static String cleanName(String name) {
        String path = name.replace('\\', '/');
        String last = shown(path.substring(path.lastIndexOf('/') + 1));
        return last.isEmpty() ? "unnamed" : last;
    }

    /** A name or a path, without what cannot be shown, its letters composed: some systems take them apart. */
    static String shown(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
