package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.Sha256;
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
    private final Path folder;
    private final Registrar registrar;

    Uploads(UploadStore store, Blobs blobs, Settings settings, Registrar registrar) throws IOException {
        this.store = store;
        this.blobs = blobs;
        this.folder = Files.createDirectories(settings.data().resolve("uploads"));
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
        store.insert(upload, announced);
        Upload kept = find(by, id);
        if (kept.length() != length) {
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

    /** How many bytes of an upload are safely here. */
    public long offset(SignedIn by, UploadId id) {
        Upload upload = find(by, id);
        return upload.state() == Upload.State.RECEIVING ? received(id) : upload.length();
    }

    private long received(UploadId id) {
        try {
            return Files.exists(part(id)) ? Files.size(part(id)) : 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Adds a part; as much of it as came before the connection broke is kept.
     *
     * @param offset where the part begins; must be where the last one ended
     * @return bytes safely here now
     */
    public long append(SignedIn by, UploadId id, long offset, InputStream bytes) throws IOException {
        Upload upload = find(by, id);
        if (upload.state() != Upload.State.RECEIVING) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.uploadEnded");
        }
        try (FileChannel file = FileChannel.open(part(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var alone = file.tryLock()) {
            if (alone == null || file.size() != offset) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.offset");
            }
            write(file, offset, upload.length(), bytes);
            file.force(true);
            offset = file.size();
        } catch (java.nio.channels.OverlappingFileLockException busy) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.offset");
        }
        if (offset == upload.length()) {
            finish(id);
        }
        return offset;
    }

    private static void write(FileChannel file, long offset, long length, InputStream bytes) throws IOException {
        ReadableByteChannel in = Channels.newChannel(bytes);
        long at = offset;
        while (at < length) {
            long added;
            try {
                added = file.transferFrom(in, at, Math.min(1 << 20, length - at));
            } catch (IOException broken) {
                if (noRoom(broken)) {
                    file.truncate(at);
                    throw new Refused(Refused.Kind.NO_ROOM, "refused.noRoom");
                }
                return;
            }
            if (added == 0) {
                return;
            }
            at += added;
        }
    }

    private void finish(UploadId id) throws IOException {
        Optional<Sha256> announced = store.announced(id);
        Blobs.Kept kept = blobs.adopt(part(id));
        if (announced.isPresent() && !announced.get().equals(kept.digest())) {
            store.end(id, Upload.State.REFUSED, Optional.empty(), Optional.of("refused.digest"));
            return;
        }
        store.received(id, kept.digest());
        registrar.wake();
    }

    /** Takes a whole file at once. */
    public Upload take(SignedIn by, UploadId id, Optional<UploadId> parent, String name, InputStream bytes)
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
                parent,
                cleanName(name),
                kept.length(),
                Optional.of(kept.digest()),
                Upload.State.RECEIVED,
                Optional.empty(),
                Optional.empty());
        store.insert(upload, Optional.empty());
        registrar.wake();
        return upload;
    }

    private Blobs.Kept keep(InputStream bytes) throws IOException {
        try {
            return blobs.keep(bytes);
        } catch (IOException broken) {
            if (noRoom(broken)) {
                throw new Refused(Refused.Kind.NO_ROOM, "refused.noRoom");
            }
            throw broken;
        }
    }

    /** Forgets an upload that is not complete. */
    public void cancel(SignedIn by, UploadId id) throws IOException {
        find(by, id);
        store.delete(id);
        Files.deleteIfExists(part(id));
    }

    private Path part(UploadId id) {
        return folder.resolve(id.toString());
    }

    private static boolean noRoom(IOException broken) {
        String told = String.valueOf(broken.getMessage());
        return told.contains("No space left") || told.contains("quota");
    }

    /** The last part of a path, without what cannot be shown. */
    static String cleanName(String name) {
        String last = name.replace('\\', '/');
        last = last.substring(last.lastIndexOf('/') + 1)
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return last.isEmpty() ? "unnamed" : last;
    }
}
