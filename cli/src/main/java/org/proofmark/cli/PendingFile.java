package org.proofmark.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A text file that is there whole or not at all: written beside its place, then moved into it. What stands in the place
 * and is no ordinary file, such as {@code /dev/stdout}, is written to at once.
 */
final class PendingFile implements AutoCloseable {
    private final Path place;
    private final Path written;
    private final Writer out;
    private final Runnable atEnd;

    /**
     * Begins a file.
     *
     * @throws IOException if it could not be written there; found out before any work is done
     */
    PendingFile(Path wanted) throws IOException {
        boolean plain = Files.isRegularFile(wanted) || Files.isDirectory(wanted);
        place = plain ? wanted.toRealPath() : wanted.toAbsolutePath(); // a pipe has no real path
        if (Files.isDirectory(place)) {
            throw new WrongArgument(wanted + ": is a folder; name a file");
        }
        boolean direct = Files.exists(place) && !Files.isRegularFile(place);
        Path beside = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        written = direct ? place : beside;
        try {
            out = direct
                    ? Files.newBufferedWriter(place, StandardCharsets.UTF_8, StandardOpenOption.WRITE)
                    : new BufferedWriter(Files.newBufferedWriter(beside, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new WrongArgument(wanted + ": its folder does not exist; make it first");
        } catch (IOException e) {
            throw new IOException(wanted + ": cannot be written: " + Failures.reason(e), e);
        }
        atEnd = Leftovers.remember(this::discard);
    }

    /** Writes one line. */
    void line(String text) {
        try {
            out.write(text);
            out.write("\r\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The file is whole: it takes its place. */
    synchronized void keep() {
        try {
            out.close();
            if (!written.equals(place) && !Leftovers.ending()) {
                move();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(written, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(place + ": cannot be written: " + Failures.reason(e), e);
    }

    /** Without {@link #keep} nothing remains. */
    @Override
    public void close() {
        Leftovers.forget(atEnd);
        discard();
    }

    private synchronized void discard() {
        try {
            if (!written.equals(place)) {
                Files.deleteIfExists(written);
            }
            out.close();
        } catch (IOException ignored) {
            // Thrown by the last flush of a file that nobody wants any more.
        }
    }
}
