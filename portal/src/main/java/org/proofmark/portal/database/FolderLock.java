package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps every other process, and every other part of this one, out of the folder. The system frees it when we die.
 *
 * <p>Within the process the folder is noted before the file is touched: on POSIX, closing any channel on a file frees all
 * locks the process has on it.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = "lock";

    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws DatabaseException if someone has it; names the process
     */
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        String self = Long.toString(ProcessHandle.current().pid());
        if (!TAKEN_HERE.add(real)) {
            throw inUse(folder, self + " (this one)");
        }
        try {
            return new FolderLock(real, takeFile(folder, self));
        } catch (IOException | RuntimeException e) {
            TAKEN_HERE.remove(real);
            throw e;
        }
    }

    private static FileChannel takeFile(Path folder, String self) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatabaseException inUse(Path folder, String pid) {
        return new DatabaseException(
                "The database folder " + folder + " is in use by process " + pid,
                "Stop that process first, name another folder with --data");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is gone, and the lock with it.
        } finally {
            TAKEN_HERE.remove(folder);
        }
    }
}
