package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archives a scan names: those to look at, and the one to write.
 *
 * @param read are there
 * @param written is not, or was begun by a scan of the same state; none if null
 */
record Archives(List<Path> read, @Nullable Path written) {
    /** The file of a state that names the archive its scans write. */
    private static final String REMEMBERED = "written-archive";

    Archives {
        read = List.copyOf(read);
    }

    static Archives of(List<Path> named, Path state, boolean webIsAsked) throws IOException {
        List<Path> read = new ArrayList<>();
        Path written = null;
        for (Path file : named) {
            Path whole = file.toAbsolutePath().normalize();
            if (Files.isDirectory(whole)) {
                throw new WrongArgument("--warc %s: is a folder; name a file".formatted(file));
            }
            if (Files.exists(whole) && !whole.equals(remembered(state))) {
                read.add(file);
            } else if (!webIsAsked) {
                throw new WrongArgument("--warc %s: there is no such file".formatted(file));
            } else if (written != null) {
                throw new WrongArgument("--warc %s: only one archive can be written".formatted(file));
            } else {
                written = whole;
            }
        }
        if (written != null) {
            remember(state, written);
        }
        return new Archives(read, written);
    }

    private static @Nullable Path remembered(Path state) throws IOException {
        Path note = state.resolve(REMEMBERED);
        return Files.exists(note) ? Path.of(Files.readString(note)) : null;
    }

    private static void remember(Path state, Path written) throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve(REMEMBERED), written.toString());
    }
}
