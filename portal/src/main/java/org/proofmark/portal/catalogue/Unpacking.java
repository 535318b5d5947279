package org.proofmark.portal.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Component;

/**
 * Takes the files out of a ZIP, each an upload of its own. Names are only shown, never used as paths, so that {@code ../} leads
 * nowhere; a link is a file whose text is no image. What is packed beyond all measure is refused with its reason, and what
 * came before it stays.
 */
@Component
class Unpacking {
    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 64L << 30;

    /** What photos never reach, and bombs must. */
    private static final int HIGHEST_RATIO = 100;

    private static final Set<String> NOISE = Set.of("Thumbs.db", ".DS_Store", "desktop.ini");

    private final UploadStore uploads;
    private final Blobs blobs;

    Unpacking(UploadStore uploads, Blobs blobs) {
        this.uploads = uploads;
        this.blobs = blobs;
    }

    boolean isArchive(Sha256 digest) throws IOException {
        try (InputStream in = blobs.open(digest).orElseThrow(() -> new IOException("the file is missing"))) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
        }
    }

    void unpack(Upload archive, Sha256 digest) throws IOException {
        int files = 0;
        Optional<String> broken = Optional.empty();
        try (InputStream in = blobs.open(digest).orElseThrow(() -> new IOException("the file is missing"));
                ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            Measure measure = new Measure(zip, archive.length());
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !isNoise(entry.getName())) {
                    take(archive, files++, entry.getName(), measure);
                }
            }
        } catch (ZipException | IllegalArgumentException | java.io.EOFException odd) {
            broken = Optional.of("refused.brokenArchive\t" + files);
        } catch (Refused bomb) {
            broken = Optional.of(bomb.text() + "\t" + files);
        }
        boolean empty = broken.isEmpty() && files == 0;
        uploads.end(
                archive.id(),
                broken.isPresent() || empty ? Upload.State.REFUSED : Upload.State.UNPACKED,
                Optional.empty(),
                empty ? Optional.of("refused.emptyArchive") : broken);
    }

    private void take(Upload archive, int number, String name, Measure measure) throws IOException {
        if (number >= MOST_ENTRIES) {
            throw Refused.invalid("refused.archiveEntries");
        }
        // The same archive taken out twice gives the same uploads.
        UploadId id =
                new UploadId(UUID.nameUUIDFromBytes((archive.id() + "/" + number).getBytes(StandardCharsets.UTF_8)));
        Blobs.Kept kept = blobs.keep(measure);
        uploads.insert(
                new Upload(
                        id,
                        archive.holder(),
                        archive.person(),
                        Optional.of(archive.id()),
                        Uploads.cleanName(name),
                        kept.length(),
                        Optional.of(kept.digest()),
                        Upload.State.RECEIVED,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Stated.NOTHING);
    }

    private static boolean isNoise(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/") || NOISE.contains(file);
    }

    /** Counts what comes out against what went in. */
    private static final class Measure extends FilterInputStream {
        private final long packed;
        private long unpacked;

        Measure(InputStream in, long packed) {
            super(in);
            this.packed = packed;
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
            count(read);
            return read;
        }

        private void count(int read) {
            unpacked += Math.max(0, read);
            if (unpacked > MOST_BYTES || unpacked > (1 << 20) + packed * HIGHEST_RATIO) {
                throw Refused.invalid("refused.archiveBomb");
            }
        }
    }
}
