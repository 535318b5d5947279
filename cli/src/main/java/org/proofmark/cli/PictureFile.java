package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.engine.media.MediaLimits;

/**
 * A file that may hold a picture.
 *
 * @param name how the person knows it: relative to the folder named, with {@code /} between its parts
 * @param path where it is
 */
record PictureFile(String name, Path path) {
    /** A file named by itself. */
    static PictureFile named(Path path) {
        return new PictureFile(path.toString(), path);
    }

    /**
     * Reads the whole file.
     *
     * @throws IOException if it cannot be read, or is larger than any file the engine looks at; then nothing was read
     */
    byte[] read() throws IOException {
        long bytes = Files.size(path);
        long most = MediaLimits.standard().bytes();
        if (bytes > most) {
            throw new IOException("the file has %,d bytes, the limit is %,d".formatted(bytes, most));
        }
        return Files.readAllBytes(path);
    }
}
