package org.proofmark.engine.index;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The truth of the index: what was added and removed, in order, appended and never changed. Begins with {@value #START}
 * bytes ("PMLG", version, the index's id, CRC-32C of these), then {@link LogRecord}s.
 *
 * <p>A batch of records is written and synced as one; it counts when its last record is whole. Writing goes through
 * {@link RandomAccessFile}, as an interrupted thread closes a file channel.
 */
final class FingerprintLog implements AutoCloseable {
    /** Where the first record begins. */
    static final int START = 20;

    private static final int MAGIC = 'P' | 'M' << 8 | 'L' << 16 | 'G' << 24;
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;
    /** Bytes read at once for a single record: most are shorter. */
    private static final int ONE = 1 << 15;

    private final Path file;
    private final RandomAccessFile out;
    private long end;
    /** Whether bytes of a failed batch may stand behind the end. */
    private boolean untidy;

    private FingerprintLog(Path file, RandomAccessFile out, long end) {
        this.file = file;
        this.out = out;
        this.end = end;
    }

    /**
     * An event to be logged.
     *
     * @param fingerprint no bytes for a removal
     */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    record Entry(LogRecord.Kind kind, String name, byte[] fingerprint) {}

    /** Makes an empty log. */
    static void create(Path file, long index) throws IOException {
        DurableFile.write(file, channel -> channel.write(start(index)));
    }

    /** Opens a log for appending behind its last whole batch, cutting off what follows. */
    static FingerprintLog open(Path file, long end) throws IOException {
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
        FingerprintLog log = new FingerprintLog(file, out, end);
        log.untidy = out.length() > end;
        if (log.untidy) {
            log.tidy();
        }
        return log;
    }

    /**
     * The id of the index that a log belongs to.
     *
     * @throws DamagedIndexException if the beginning is not that of a log
     */
    static long index(Path file) throws IOException {
        DamagedIndexException.require(Files.exists(file), file, "the log of the index", "no such file");
        ByteBuffer in = ByteBuffer.allocate(START).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (in.hasRemaining() && channel.read(in) > 0) {}
        }
        DamagedIndexException.require(!in.hasRemaining(), file, "at least " + START + " bytes", in.position());
        long index = in.getLong(8);
        DamagedIndexException.require(
                in.flip().equals(start(index)), file, "\"PMLG\", version 1, its checksum", "other bytes");
        return index;
    }

    static ByteBuffer start(long index) {
        ByteBuffer start = ByteBuffer.allocate(START).order(ByteOrder.LITTLE_ENDIAN);
        start.putInt(MAGIC).putInt(VERSION).putLong(index);
        CRC32C crc = new CRC32C();
        crc.update(start.array(), 0, start.position());
        return start.putInt((int) crc.getValue()).flip();
    }

    /** The end of the last whole batch. */
    long end() {
        return end;
    }

    /**
     * Appends a batch and syncs it.
     *
     * @return where each record begins
     * @throws IOException if it could not be kept; then none of it is
     */
    List<Long> append(List<Entry> batch) throws IOException {
        if (untidy) {
            tidy();
        }
        untidy = true;
        List<Long> positions = new ArrayList<>(batch.size());
        long at = end;
        try {
            out.seek(end);
            OutputStream stream = new BufferedOutputStream(new FileOutputStream(out.getFD()), BUFFER);
            for (int i = 0; i < batch.size(); i++) {
                Entry entry = batch.get(i);
                boolean more = i < batch.size() - 1;
                positions.add(at);
                LogRecord record = new LogRecord(at, end, entry.kind(), more, entry.name(), entry.fingerprint());
                byte[] bytes = record.toBytes().array();
                stream.write(bytes);
                at += bytes.length;
            }
            stream.flush();
            out.getFD().sync();
        } catch (IOException | RuntimeException e) {
            tidyAfter(e);
            throw e;
        }
        end = at;
        untidy = false;
        return positions;
    }

    /** The record at a position where one is known to begin. */
    LogRecord read(long position) throws IOException {
        try (LogReader reader = new LogReader(file, position, Long.MAX_VALUE, ONE)) {
            LogRecord record = reader.next();
            if (record == null) {
                throw new DamagedIndexException(file, "a whole record at byte " + position, "other bytes");
            }
            return record;
        }
    }

    /** Cuts off what a failed batch left behind. */
    private void tidy() throws IOException {
        out.setLength(end);
        out.getFD().sync();
        untidy = false;
    }

    /** As {@link #tidy}; when that fails too, the next append tries again first. */
    private void tidyAfter(Exception failure) {
        try {
            tidy();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
