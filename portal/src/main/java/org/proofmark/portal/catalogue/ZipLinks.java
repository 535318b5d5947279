package org.proofmark.portal.catalogue;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;

/**
 * Which entries of a ZIP are symbolic links. Only the central directory at its end tells (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16:
 * the host system Unix, and the file type in the upper half of the external attributes), so that it is read before the entries.
 * An archive whose end is missing tells of none. Commons Compress, which writes our archives, keeps every entry of a directory:
 * of 54 MB that named a million it held 714 MB, where this reads 16 MB at most and keeps the names of links alone.
 */
final class ZipLinks {
    private static final int END = 0x06054b50;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_PLACE = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int LONG_END_PLACE_LENGTH = 20;
    private static final int ENTRY_LENGTH = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;

    /** Of a directory; more of it is not read, whatever its entries are called. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int UNIX = 3;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;

    private final Blobs blobs;
    private final Sha256 digest;
    private final long length;

    private ZipLinks(Blobs blobs, Sha256 digest, long length) {
        this.blobs = blobs;
        this.digest = digest;
        this.length = length;
    }

    /**
     * The names of the links, of as much of the directory as is read.
     *
     * @param length of the archive, in bytes
     * @param most entries that are looked at
     */
    static Set<String> of(Blobs blobs, Sha256 digest, long length, int most) throws IOException {
        try {
            ZipLinks archive = new ZipLinks(blobs, digest, length);
            Optional<Long> directory = archive.directory();
            return directory.isPresent() ? archive.links(directory.get(), most) : Set.of();
        } catch (EOFException broken) {
            return Set.of();
        }
    }

    private DataInputStream from(long place) throws IOException {
        InputStream in = blobs.open(digest).orElseThrow(() -> new IOException("the file " + digest + " is missing"));
        try {
            in.skipNBytes(place);
            return new DataInputStream(new java.io.BufferedInputStream(in));
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
    }

    private ByteBuffer read(long place, int bytes) throws IOException {
        if (place < 0 || place + bytes > length) {
            throw new EOFException();
        }
        try (DataInputStream in = from(place)) {
            return little(in, bytes);
        }
    }

    private static ByteBuffer little(DataInputStream in, int bytes) throws IOException {
        byte[] read = new byte[bytes];
        in.readFully(read);
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the central directory begins. */
    private Optional<Long> directory() throws IOException {
        int size = (int) Math.min(length, END_LENGTH + LONGEST_COMMENT + LONG_END_PLACE_LENGTH);
        ByteBuffer tail = read(length - size, size);
        for (int at = size - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
                return Optional.of(offset == 0xFFFFFFFFL ? longDirectory(tail, at) : offset);
            }
        }
        return Optional.empty();
    }

    /** The same of an archive beyond 4 GB, whose end leads to another end (4.3.14, 4.3.15). */
    private long longDirectory(ByteBuffer tail, int end) throws IOException {
        int place = end - LONG_END_PLACE_LENGTH;
        if (place < 0 || tail.getInt(place) != LONG_END_PLACE) {
            throw new EOFException();
        }
        ByteBuffer longEnd = read(tail.getLong(place + 8), 56);
        if (longEnd.getInt(0) != LONG_END) {
            throw new EOFException();
        }
        return longEnd.getLong(48);
    }

    private Set<String> links(long directory, int most) throws IOException {
        if (directory < 0 || directory > length) {
            throw new EOFException();
        }
        Set<String> links = new HashSet<>();
        try (DataInputStream in = from(directory)) {
            long read = 0;
            for (int entries = 0; entries <= most && read < MOST_BYTES; entries++) {
                byte[] signature = in.readNBytes(4);
                if (signature.length < 4
                        || ByteBuffer.wrap(signature)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt()
                                != ENTRY) {
                    break;
                }
                ByteBuffer head = little(in, ENTRY_LENGTH - 4);
                byte[] name = new byte[Short.toUnsignedInt(head.getShort(24))];
                in.readFully(name);
                int more = Short.toUnsignedInt(head.getShort(26)) + Short.toUnsignedInt(head.getShort(28));
                in.skipNBytes(more);
                read += ENTRY_LENGTH + name.length + more;
                if (head.get(1) == UNIX && ((head.getInt(34) >>> 16) & TYPE) == LINK) {
                    links.add(ZipNames.of(name));
                }
            }
        }
        return links;
    }
}
