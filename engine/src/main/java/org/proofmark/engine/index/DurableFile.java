package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writing a file so that after any crash it is there whole, or as it was before. */
final class DurableFile {
    /** What an unfinished file's name ends with; whoever opens the folder next deletes it. */
    static final String UNFINISHED = ".unfinished";

    private DurableFile() {}

    /** The content of a file. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes beside the file, syncs, renames, syncs the folder. On failure nothing is left and the old file stays. */
    static void write(Path file, Content content) throws IOException {
        // An interrupted thread would close the channel. The flag is kept for whoever waits for it.
        boolean interrupted = Thread.interrupted();
        try {
            writeWhole(file, content);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void writeWhole(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(file.resolveSibling(""));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** Makes names made, renamed and deleted in a folder last. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
