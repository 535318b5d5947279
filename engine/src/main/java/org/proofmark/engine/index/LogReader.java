package org.proofmark.engine.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from the front to the back, whole records only. Through {@link RandomAccessFile}, as an interrupted thread
 * closes a file channel, and searching threads read the log too.
 */
final class LogReader implements AutoCloseable {
    private static final int WINDOW = 1 << 20;

    private final int windowSize;
    private final RandomAccessFile in;
    private final long end;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;
    private long at;

    /** Reads the records of a file from a position to an end, both in bytes. */
    LogReader(Path file, long from, long to) throws IOException {
        this(file, from, to, WINDOW);
    }

    /** The same, reading about so many bytes ahead. */
    LogReader(Path file, long from, long to, int windowSize) throws IOException {
        this.windowSize = windowSize;
        in = new RandomAccessFile(file.toFile(), "r");
        end = Math.min(to, in.length());
        at = from;
    }

    /** Where the next record begins, or where none does. */
    long position() {
        return at;
    }

    /** The record at the position, moving behind it; nothing, and no move, when no whole record begins here. */
    @Nullable
    LogRecord next() throws IOException {
        int length = load(8) ? LogRecord.lengthAt(window.position((int) (at - windowAt))) : 0;
        if (length == 0 || !load(length)) {
            return null;
        }
        LogRecord record = LogRecord.read(at, window.slice((int) (at - windowAt), length));
        at += record == null ? 0 : length;
        return record;
    }

    /**
     * Moves on, at least one byte, to where the next whole record begins.
     *
     * @return whether there is one
     */
    boolean skipToRecord() throws IOException {
        for (at++; load(LogRecord.SHORTEST); at++) {
            long from = at;
            if (LogRecord.lengthAt(window.position((int) (at - windowAt))) > 0 && next() != null) {
                at = from;
                return true;
            }
        }
        at = end;
        return false;
    }

    /**
     * Sees to it that so many bytes from the position on are in the window.
     *
     * @return whether the file has them
     */
    private boolean load(int bytes) throws IOException {
        if (at + bytes > end) {
            return false;
        }
        if (at < windowAt || at + bytes > windowAt + window.limit()) {
            if (window.capacity() < bytes) {
                window = ByteBuffer.allocate(Math.max(bytes, windowSize)).order(ByteOrder.LITTLE_ENDIAN);
            }
            window.clear();
            windowAt = at;
            in.seek(at);
            int read = in.read(window.array(), 0, (int) Math.min(window.capacity(), end - at));
            while (read < bytes) {
                int more = in.read(window.array(), read, window.capacity() - read);
                if (more < 0) {
                    throw new EOFException("the log became shorter while it was read");
                }
                read += more;
            }
            window.limit(read);
        }
        return at + bytes <= windowAt + window.limit();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
