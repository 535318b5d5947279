package org.proofmark.portal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Room;
import org.proofmark.portal.platform.Settings;
import org.springframework.stereotype.Component;

/** Files that come in parts, as much of each as is here: one file each, by the upload's id. */
@Component
class Parts {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Room room;

    Parts(Settings settings, Room room) throws IOException {
        this.folder = Files.createDirectories(settings.data().resolve("uploads"));
        this.room = room;
    }

    Path file(UploadId id) {
        return folder.resolve(id.toString());
    }

    boolean has(UploadId id) {
        return Files.exists(file(id));
    }

    /** Bytes that are here; 0 for one not begun. */
    long length(UploadId id) throws IOException {
        return has(id) ? Files.size(file(id)) : 0;
    }

    /**
     * Adds bytes, as many of them as come before the connection breaks; they are on disk when this returns. If they cannot be
     * written, what was here before is what is here.
     *
     * @param offset where they begin, the present length
     * @param length of the whole file; what comes beyond it is not read
     * @return the length now
     */
    long append(UploadId id, long offset, long length, InputStream bytes) throws IOException {
        boolean begun = has(id);
        try (FileChannel file = FileChannel.open(file(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.size() != offset) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.offset");
            }
            try {
                write(file.position(offset), length, bytes);
                file.force(true);
            } catch (IOException unwritten) {
                file.truncate(offset);
                throw Room.refusalOf(unwritten);
            }
            if (!begun) {
                force(folder);
            }
            return file.size();
        }
    }

    private void write(FileChannel file, long length, InputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long unchecked = 0;
        for (long left = length - file.position(); left > 0; left = length - file.position()) {
            if (unchecked <= 0) {
                room.check();
                unchecked = 1 << 20;
            }
            int read = read(bytes, buffer, (int) Math.min(left, BUFFER));
            if (read < 0) {
                return;
            }
            for (ByteBuffer part = ByteBuffer.wrap(buffer, 0, read); part.hasRemaining(); ) {
                unchecked -= file.write(part);
            }
        }
    }

    /** A connection that breaks ends the part. */
    private static int read(InputStream bytes, byte[] buffer, int most) {
        try {
            return bytes.read(buffer, 0, most);
        } catch (IOException broken) {
            return -1;
        }
    }

    void delete(UploadId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    boolean touchedSince(UploadId id, Instant moment) {
        return file(id).toFile().lastModified() >= moment.toEpochMilli();
    }

    /** Those nobody added to since a moment. */
    List<UploadId> untouchedSince(Instant moment) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toFile().lastModified() < moment.toEpochMilli())
                    .map(file -> new UploadId(UUID.fromString(String.valueOf(file.getFileName()))))
                    .toList();
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
