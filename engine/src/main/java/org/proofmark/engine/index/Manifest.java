package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the segments are and how much of the log they hold; replaced as a whole. Little-endian:
 *
 * <pre>
 *  0  4  "PMMF"
 *  4  4  version, {@value #VERSION}
 *  8  8  id of the index
 * 16  8  position in the log up to which the segments hold everything
 * 24  8  position up to which the log was once known to be whole; no less than the former
 * 32  8  number of the next segment
 * 40  4  number of segments; for each:
 *         8  its number
 *         8  its length in bytes
 *         4  checksum of its header
 *         4  length of the bitmap of its removed images, r, in longs
 *        8r  the bitmap, image 0 lowest
 *  …  4w  for each word, its postings in the segments, removed images not counted
 *  …   4  CRC-32C of all before
 * </pre>
 *
 * The bitmaps may know of removals that the log tells behind the covered position: telling them again changes nothing.
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Manifest(long index, long covered, long acknowledged, long nextSegment, List<Entry> segments, int[] postings) {
    static final int VERSION = 1;
    static final String FILE = "manifest";

    private static final int MAGIC = 'P' | 'M' << 8 | 'M' << 16 | 'F' << 24;

    /** A segment. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Entry(long number, long length, int headerChecksum, long[] removed) {}

    /** The manifest of an empty index. */
    static Manifest empty(long index) {
        return new Manifest(index, FingerprintLog.START, FingerprintLog.START, 1, List.of(), new int[Voting.WORDS]);
    }

    /** The file name of a segment. */
    static String segmentFile(long number) {
        return "segment-%06d.seg".formatted(number);
    }

    void write(Path directory) throws IOException {
        DurableFile.write(directory.resolve(FILE), channel -> {
            ByteBuffer bytes = toBytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    private ByteBuffer toBytes() {
        int bitmaps =
                segments.stream().mapToInt(entry -> entry.removed().length).sum();
        ByteBuffer out = ByteBuffer.allocate(48 + 24 * segments.size() + 8 * bitmaps + 4 * Voting.WORDS)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION).putLong(index).putLong(covered).putLong(acknowledged);
        out.putLong(nextSegment).putInt(segments.size());
        for (Entry entry : segments) {
            out.putLong(entry.number()).putLong(entry.length()).putInt(entry.headerChecksum());
            out.putInt(entry.removed().length);
            for (long bits : entry.removed()) {
                out.putLong(bits);
            }
        }
        for (int count : postings) {
            out.putInt(count);
        }
        CRC32C crc = new CRC32C();
        crc.update(out.array(), 0, out.position());
        return out.putInt((int) crc.getValue()).flip();
    }

    /**
     * Reads the manifest of a folder.
     *
     * @throws DamagedIndexException if it is missing or not as written
     */
    static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        DamagedIndexException.require(Files.exists(file), file, "the manifest of the index", "no such file");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DamagedIndexException.require(
                bytes.length >= 48 && in.getInt(0) == MAGIC, file, "\"PMMF\" at the start", "other bytes");
        DamagedIndexException.require(in.getInt(4) == VERSION, file, "version " + VERSION, in.getInt(4));
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        int stored = in.getInt(bytes.length - 4);
        DamagedIndexException.require(
                stored == (int) crc.getValue(), file, "checksum " + SegmentHeader.hex(stored), SegmentHeader.hex((int)
                        crc.getValue()));
        try {
            return read(in.position(8));
        } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException e) {
            throw new DamagedIndexException(file, "a manifest", "counts beyond its end");
        }
    }

    private static Manifest read(ByteBuffer in) {
        long index = in.getLong();
        long covered = in.getLong();
        long acknowledged = in.getLong();
        long next = in.getLong();
        int count = in.getInt();
        List<Entry> segments = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            long number = in.getLong();
            long length = in.getLong();
            int headerChecksum = in.getInt();
            long[] removed = new long[in.getInt()];
            for (int i = 0; i < removed.length; i++) {
                removed[i] = in.getLong();
            }
            segments.add(new Entry(number, length, headerChecksum, removed));
        }
        int[] postings = new int[Voting.WORDS];
        for (int word = 0; word < postings.length; word++) {
            postings[word] = in.getInt();
        }
        return new Manifest(index, covered, acknowledged, next, List.copyOf(segments), postings);
    }
}
