package org.proofmark.engine.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, little-endian:
 *
 * <pre>
 *  0  4  "PMRC"
 *  4  4  length of the whole record
 *  8  8  where the first record of its batch begins in the file
 * 16  1  1 an image is added, 2 removed
 * 17  1  1 when more records of the batch follow, 0 in its last
 * 18  2  length of the name, m
 * 20  m  the name in UTF-8
 *  …     the fingerprint ({@link org.proofmark.engine.fingerprint.Fingerprint#toBytes}), or nothing
 *  …  4  CRC-32C of the record's own position (8 bytes) and of all before
 * </pre>
 *
 * The position is part of the checksum, so a record that some other record's bytes ended up in is damage, not a record.
 *
 * @param position where it begins in the file
 * @param batch where its batch begins
 * @param kind what happened
 * @param more whether its batch goes on
 * @param name the image's name
 * @param fingerprint the fingerprint's binary form, or no bytes
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record LogRecord(long position, long batch, Kind kind, boolean more, String name, byte[] fingerprint) {
    static final int HEADER = 20;
    static final int SHORTEST = HEADER + 1 + 4;
    static final int LONGEST = 64 << 20;
    static final int MAGIC = 'P' | 'M' << 8 | 'R' << 16 | 'C' << 24;

    /** What a record tells. */
    enum Kind {
        ADDED(1),
        REMOVED(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** The number of bytes on disk. */
    static int length(byte[] name, byte[] fingerprint) {
        return HEADER + name.length + fingerprint.length + 4;
    }

    /** The bytes on disk; the buffer has no others. */
    ByteBuffer toBytes() {
        byte[] bytes = Names.bytes(name);
        int length = length(bytes, fingerprint);
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "the fingerprint of %s has %d bytes".formatted(name, fingerprint.length));
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(length).putLong(batch).put((byte) kind.code).put((byte) (more ? 1 : 0));
        out.putShort((short) bytes.length).put(bytes).put(fingerprint);
        return out.putInt(checksum(position, out)).flip();
    }

    /**
     * Reads the record that fills the buffer, which {@link #lengthAt} allowed.
     *
     * @return nothing when it is not whole
     */
    static @Nullable LogRecord read(long position, ByteBuffer record) {
        ByteBuffer in = record.order(ByteOrder.LITTLE_ENDIAN);
        int end = in.limit() - 4;
        int kind = in.get(16);
        int nameLength = in.getChar(18);
        if (in.getInt(end) != checksum(position, in) || kind < 1 || kind > 2 || HEADER + nameLength > end) {
            return null;
        }
        byte[] name = new byte[nameLength];
        in.get(HEADER, name);
        byte[] fingerprint = new byte[end - HEADER - nameLength];
        in.get(HEADER + nameLength, fingerprint);
        return new LogRecord(
                position,
                in.getLong(8),
                kind == Kind.ADDED.code ? Kind.ADDED : Kind.REMOVED,
                in.get(17) != 0,
                Names.text(name),
                fingerprint);
    }

    /** The length of the record that begins at the buffer's position, 0 when none does. Needs eight bytes. */
    static int lengthAt(ByteBuffer in) {
        if (in.remaining() < 8 || in.getInt(in.position()) != MAGIC) {
            return 0;
        }
        int length = in.getInt(in.position() + 4);
        return length < SHORTEST || length > LONGEST ? 0 : length;
    }

    private static int checksum(long position, ByteBuffer record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, position));
        crc.update(record.duplicate().position(0).limit(record.capacity() - 4));
        return (int) crc.getValue();
    }
}
