package org.proofmark.scout.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A temporary folder for what has to be unpacked to be read at any place; made when first needed. */
final class Unpacked implements AutoCloseable {
    private @Nullable Path folder;
    private int files;

    Path folder() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("proofmark-archive");
        }
        return folder;
    }

    /** A file compressed as a whole, which cannot be entered in the middle. One that ends early is unpacked up to there. */
    Path gunzip(Path file, long most) throws IOException, UnreadableArchive {
        Path to = folder().resolve("whole-" + files++);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                OutputStream out = Files.newOutputStream(to)) {
            copy(in, out, most);
        } catch (ZipException e) {
            throw new UnreadableArchive("broken compression: " + e.getMessage());
        }
        return to;
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException, UnreadableArchive {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            total += count;
            if (total > most) {
                throw new UnreadableArchive("more than %,d bytes unpacked".formatted(most));
            }
            out.write(buffer, 0, count);
        }
    }

    /** The records before a torn end are whole; the torn one is named when it is read. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (java.io.EOFException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        if (folder == null) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
        folder = null;
    }
}
