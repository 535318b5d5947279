package org.proofmark.engine.index;

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
 * Keeps a second process, or a second index of this one, out of an index's folder. The system frees it when we die.
 *
 * <p>Within the process the folder is noted before the file is touched: on POSIX, closing any channel on a file frees all
 * locks the process has on it.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";

    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws IndexInUseException if someone has it
     */
    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        String self = Long.toString(ProcessHandle.current().pid());
        if (!TAKEN_HERE.add(real)) {
            throw new IndexInUseException(directory, self + " (this one)");
        }
        try {
            return new DirectoryLock(real, takeFile(directory, self));
        } catch (IOException | RuntimeException e) {
            TAKEN_HERE.remove(real);
            throw e;
        }
    }

    private static FileChannel takeFile(Path directory, String self) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IndexInUseException(directory, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            TAKEN_HERE.remove(directory);
        }
    }
}
