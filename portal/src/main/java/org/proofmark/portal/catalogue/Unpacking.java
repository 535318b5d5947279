package org.proofmark.portal.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Room;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Component;

/**
 * Takes the files out of a ZIP, each an upload of its own. Names are only shown, never used as paths; an entry whose name leads out
 * of the archive, and one that is a link, is refused by itself. What is packed beyond all measure is refused with its reason, and
 * what came before it stays. Everything that is unpacked counts, also what is not kept. Where the disk has no room for an entry,
 * the archive waits, and is gone on with from there.
 */
@Component
class Unpacking {
    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 64L << 30;

    /** What photos never reach, and bombs must. */
    private static final int HIGHEST_RATIO = 100;

    /** Bytes written between two looks at how much room there is. */
    private static final int UNCHECKED = 1 << 20;

    private static final Set<String> NOISE = Set.of("Thumbs.db", ".DS_Store", "desktop.ini");

    private final UploadStore uploads;
    private final Blobs blobs;
    private final Room room;

    Unpacking(UploadStore uploads, Blobs blobs, Room room) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.room = room;
    }

    boolean isArchive(Sha256 digest) throws IOException {
        try (InputStream in = blobs.open(digest).orElseThrow(() -> new IOException("the file is missing"))) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
        }
    }

    /** @throws Refused if there is no room for what is in it; what was taken until then is passed over the next time */
    void unpack(Upload archive, Sha256 digest) throws IOException {
        int files = 0;
        Optional<String> broken = Optional.empty();
        Set<String> links = ZipLinks.of(blobs, digest, archive.length(), MOST_ENTRIES);
        try (InputStream in = blobs.open(digest).orElseThrow(() -> new IOException("the file is missing"));
                ZipInputStream zip = new ZipInputStream(in, ZipNames.OLD)) {
            Measure measure = new Measure(zip, archive.length());
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = ZipNames.read(entry.getName());
                if (!entry.isDirectory() && !isNoise(name)) {
                    take(archive, files++, name, links, measure);
                }
                measure.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ZipException | IllegalArgumentException | java.io.EOFException odd) {
            broken = Optional.of("refused.brokenArchive\t" + files);
        } catch (Refused bomb) {
            if (bomb.kind() == Refused.Kind.NO_ROOM) {
                throw bomb;
            }
            broken = Optional.of(bomb.text() + "\t" + files);
        }
        boolean empty = broken.isEmpty() && files == 0;
        uploads.end(
                archive.id(),
                broken.isPresent() || empty ? Upload.State.REFUSED : Upload.State.UNPACKED,
                Optional.empty(),
                empty ? Optional.of("refused.emptyArchive") : broken);
    }

    private void take(Upload archive, int number, String name, Set<String> links, Measure measure) throws IOException {
        if (number >= MOST_ENTRIES) {
            throw Refused.invalid("refused.archiveEntries");
        }
        // The same archive taken out twice gives the same uploads.
        UploadId id =
                new UploadId(UUID.nameUUIDFromBytes((archive.id() + "/" + number).getBytes(StandardCharsets.UTF_8)));
        if (uploads.find(archive.holder(), id).isPresent()) {
            return;
        }
        Optional<String> refusal = refusal(name, links);
        if (refusal.isPresent()) {
            insert(archive, id, name, 0, Optional.empty(), Upload.State.REFUSED, refusal);
            return;
        }
        Blobs.Kept kept = keep(measure);
        insert(archive, id, name, kept.length(), Optional.of(kept.digest()), Upload.State.RECEIVED, Optional.empty());
    }

    private Blobs.Kept keep(Measure measure) throws IOException {
        try {
            measure.checksRoom(true);
            return blobs.keep(measure);
        } catch (ZipException | java.io.EOFException odd) {
            throw odd;
        } catch (IOException unwritten) {
            throw Room.refusalOf(unwritten);
        } finally {
            measure.checksRoom(false);
        }
    }

    private void insert(
            Upload archive,
            UploadId id,
            String name,
            long length,
            Optional<Sha256> digest,
            Upload.State state,
            Optional<String> reason) {
        uploads.insert(
                new Upload(
                        id,
                        archive.holder(),
                        archive.person(),
                        Optional.of(archive.id()),
                        Uploads.cleanName(name),
                        length,
                        digest,
                        state,
                        Optional.empty(),
                        reason),
                Optional.empty(),
                Stated.NOTHING,
                Optional.empty());
    }

    private static Optional<String> refusal(String name, Set<String> links) {
        if (leadsOut(name)) {
            return Optional.of("refused.entryPath\t" + Uploads.shown(name));
        }
        return links.contains(name) ? Optional.of("refused.entryLink\t" + Uploads.shown(name)) : Optional.empty();
    }

    /** Whether unpacking to a folder by this name would write beside it: upwards, from the root, or to a drive. */
    private static boolean leadsOut(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.matches("(?s)[A-Za-z]:.*")
                || Arrays.asList(path.split("/", -1)).contains("..");
    }

    private static boolean isNoise(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/") || NOISE.contains(file);
    }

    /** Counts what comes out against what went in, and while it is written looks whether there is room for it. */
    private final class Measure extends FilterInputStream {
        private final long packed;
        private long unpacked;
        private long unchecked;
        private boolean checks;

        Measure(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        void checksRoom(boolean on) throws IOException {
            checks = on;
            unchecked = 0;
            look(0);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            unpacked += read;
            if (unpacked > MOST_BYTES || unpacked > (1 << 20) + packed * HIGHEST_RATIO) {
                throw Refused.invalid("refused.archiveBomb");
            }
            look(read);
        }

        private void look(int read) throws IOException {
            unchecked -= read;
            if (checks && unchecked <= 0) {
                room.check();
                unchecked = UNCHECKED;
            }
        }
    }
}
