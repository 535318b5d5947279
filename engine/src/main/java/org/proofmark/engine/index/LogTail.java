package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the log of an index that was not closed ends, and whether what follows is a torn write or damage.
 *
 * <p>A batch is synced before the next one begins. So only the last batch can be torn, and a whole record of a later batch
 * behind a broken one proves damage. So does anything broken before the end that the manifest remembers. What is left is a
 * batch that was being written when the process or machine stopped: never acknowledged, cut off.
 *
 * <p>One case cannot be told apart: the very last batch was acknowledged, the process died before it wrote a manifest, and
 * then the disk spoiled just that batch. It is cut off like a torn one, and said so like a torn one.
 *
 * @param end the end of the last whole batch
 * @param torn the number of bytes behind it that a torn write left
 */
record LogTail(long end, long torn) {
    /**
     * Reads a log from a position where a batch begins.
     *
     * @param acknowledged no less than this was whole once
     * @throws DamagedIndexException if it is damaged
     */
    static LogTail of(Path file, long from, long acknowledged) throws IOException {
        long length = Files.size(file);
        DamagedIndexException.require(
                length >= Math.max(from, acknowledged),
                file,
                "at least %d bytes".formatted(Math.max(from, acknowledged)),
                length);
        try (LogReader reader = new LogReader(file, from, length)) {
            long end = from;
            LogRecord record = reader.next();
            while (record != null && record.batch() == end) {
                end = record.more() ? end : reader.position();
                record = reader.next();
            }
            long broken = record == null ? reader.position() : record.position();
            DamagedIndexException.require(
                    end >= acknowledged, file, "whole records up to byte " + acknowledged, found(broken, length));
            long later = later(end, record, reader);
            DamagedIndexException.require(
                    later < 0, file, "a whole record at byte " + broken, "other bytes, then a record at byte " + later);
            return new LogTail(end, length - end);
        }
    }

    /** Where a whole record of a later batch begins, or -1. */
    private static long later(long batch, @Nullable LogRecord next, LogReader reader) throws IOException {
        LogRecord record = next;
        while (record == null || record.batch() <= batch) {
            if (!reader.skipToRecord()) {
                return -1;
            }
            record = reader.next();
        }
        return record.position();
    }

    private static String found(long broken, long length) {
        return broken >= length ? "the file's end at byte " + length : "other bytes at byte " + broken;
    }
}
