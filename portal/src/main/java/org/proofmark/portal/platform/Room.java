package org.proofmark.portal.platform;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The disk under the data folder. Its last part is left to the database: a PostgreSQL that cannot write stops, and with it
 * everything.
 */
@Component
public class Room {
    private final Disk disk;
    private final long reserve;

    /** What is asked of a disk. */
    public interface Disk {
        /** Bytes that can still be written. */
        long usable() throws IOException;
    }

    @Autowired
    Room(Settings settings) throws IOException {
        this(under(settings.data())::getUsableSpace, settings.reserve().toBytes());
    }

    /** @param reserve bytes that are left to the database */
    public Room(Disk disk, long reserve) {
        this.disk = disk;
        this.reserve = reserve;
    }

    private static FileStore under(Path folder) throws IOException {
        return Files.getFileStore(Files.createDirectories(folder));
    }

    /**
     * Asks whether there is room for files.
     *
     * @throws Refused if only the reserve is left
     */
    public void check() throws IOException {
        if (disk.usable() < reserve) {
            throw full();
        }
    }

    /**
     * What to answer when bytes could not be written.
     *
     * @throws IOException the failure itself, if it is not a want of room
     */
    public static Refused refusalOf(IOException broken) throws IOException {
        String told = String.valueOf(broken.getMessage());
        if (told.contains("No space left") || told.contains("quota")) {
            return full();
        }
        throw broken;
    }

    private static Refused full() {
        return new Refused(Refused.Kind.NO_ROOM, "refused.noRoom");
    }
}
