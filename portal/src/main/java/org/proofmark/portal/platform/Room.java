package org.proofmark.portal.platform;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import org.springframework.stereotype.Component;

/**
 * The disk under the data folder. Its last part is left to the database: a PostgreSQL that cannot write stops, and with it
 * everything.
 */
@Component
public class Room {
    private final FileStore disk;
    private final long reserve;

    Room(Settings settings) throws IOException {
        this.disk = Files.getFileStore(Files.createDirectories(settings.data()));
        this.reserve = settings.reserve().toBytes();
    }

    /**
     * Asks whether there is room for files.
     *
     * @throws Refused if only the reserve is left
     */
    public void check() throws IOException {
        if (disk.getUsableSpace() < reserve) {
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
