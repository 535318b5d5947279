package org.proofmark.engine.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The first {@value #SIZE} bytes of a segment file, little-endian:
 *
 * <pre>
 *   0  4  "PMSG"
 *   4  4  version, {@value #VERSION}
 *   8  8  id of the index
 *  16  4  images, n
 *  20  4  chunks, c = ⌈n / 65,536⌉
 *  24  8  postings, p
 *  32     for each {@link Section}: 8 where it begins, 8 its length, 4 CRC-32C of it and of the padding behind it
 * 252  4  CRC-32C of all before
 * </pre>
 *
 * Sections begin at multiples of {@value #ALIGNMENT}, padded with zeros.
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // never changed; the order of the sections is the format
record SegmentHeader(long index, int images, int chunks, long postings, long[] start, long[] length, int[] crc) {
    static final int SIZE = 256;
    static final int VERSION = 1;
    static final int ALIGNMENT = 64;
    static final int CHUNK = 1 << 16;

    private static final int MAGIC = 'P' | 'M' << 8 | 'S' << 16 | 'G' << 24;
    private static final int SECTIONS = Section.values().length;

    /** A header whose sections have these lengths and no checksums yet. */
    static SegmentHeader laidOut(long index, int images, long postings, long nameBytes) {
        int chunks = (images + CHUNK - 1) / CHUNK;
        long[] length = {
            4L * Voting.WORDS * chunks + 4,
            8 * postings,
            4 * postings,
            2 * postings,
            4L * images + 4,
            nameBytes,
            4L * images,
            8L * images
        };
        long[] start = new long[SECTIONS];
        long at = SIZE;
        for (int s = 0; s < SECTIONS; s++) {
            start[s] = at;
            at = aligned(at + length[s]);
        }
        return new SegmentHeader(index, images, chunks, postings, start, length, new int[SECTIONS]);
    }

    static long aligned(long at) {
        return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    long start(Section section) {
        return start[section.ordinal()];
    }

    long length(Section section) {
        return length[section.ordinal()];
    }

    int crc(Section section) {
        return crc[section.ordinal()];
    }

    /** Notes the checksum of a section while the file is written. */
    void sum(Section section, int checksum) {
        crc[section.ordinal()] = checksum;
    }

    /** Length of the file. */
    long fileLength() {
        return aligned(start[SECTIONS - 1] + length[SECTIONS - 1]);
    }

    ByteBuffer toBytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(index)
                .putInt(images)
                .putInt(chunks)
                .putLong(postings);
        for (int s = 0; s < SECTIONS; s++) {
            out.putLong(start[s]).putLong(length[s]).putInt(crc[s]);
        }
        return out.putInt(SIZE - 4, checksum(out)).rewind();
    }

    /**
     * Reads a header.
     *
     * @throws DamagedIndexException if it is not a whole header of this version
     */
    static SegmentHeader read(Path file, ByteBuffer bytes) throws DamagedIndexException {
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        DamagedIndexException.require(in.getInt(0) == MAGIC, file, "\"PMSG\" at the start", "other bytes");
        DamagedIndexException.require(in.getInt(4) == VERSION, file, "version " + VERSION, in.getInt(4));
        int stored = in.getInt(SIZE - 4);
        int computed = checksum(in);
        DamagedIndexException.require(stored == computed, file, "header checksum " + hex(stored), hex(computed));
        in.position(32);
        long[] start = new long[SECTIONS];
        long[] length = new long[SECTIONS];
        int[] crc = new int[SECTIONS];
        for (int s = 0; s < SECTIONS; s++) {
            start[s] = in.getLong();
            length[s] = in.getLong();
            crc[s] = in.getInt();
        }
        return new SegmentHeader(in.getLong(8), in.getInt(16), in.getInt(20), in.getLong(24), start, length, crc);
    }

    static String hex(int checksum) {
        return "%08x".formatted(checksum);
    }

    /** The header's own checksum. */
    int checksum() {
        return toBytes().getInt(SIZE - 4);
    }

    private static int checksum(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(SIZE - 4));
        return (int) crc.getValue();
    }
}
