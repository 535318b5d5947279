package org.proofmark.scout.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A file that grows by gzip members, each on the disk before the next is begun. */
final class WarcFile implements AutoCloseable {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    private final Path path;
    private final FileChannel channel;
    private final long cut;
    private long size;

    private WarcFile(Path path, FileChannel channel, long size, long cut) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.cut = cut;
    }

    /**
     * Opens a file to write at its end; a torn last member is cut off.
     *
     * @throws IOException where another process writes it, or it is no file of ours
     */
    static WarcFile open(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(path, channel);
            long whole = wholeMembers(channel);
            long cut = channel.size() - whole;
            if (whole == 0 && cut > HEADER && !beginsAsGzip(channel)) {
                throw new IOException(path + ": expected a compressed WARC file, found something else");
            }
            channel.truncate(whole);
            channel.position(whole);
            return new WarcFile(path, channel, whole, cut);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new IOException(path + ": another process is writing it");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + ": is already being written", e);
        }
    }

    private static boolean beginsAsGzip(FileChannel channel) throws IOException {
        ByteBuffer two = ByteBuffer.allocate(2);
        return channel.read(two, 0) == 2 && two.getShort(0) == 0x1f8b;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** How many bytes of a torn member were cut off at opening. */
    long cut() {
        return cut;
    }

    void append(byte[]... members) throws IOException {
        for (byte[] member : members) {
            ByteBuffer rest = ByteBuffer.wrap(member);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            size += member.length;
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Where the last whole member ends. Our own members have headers of ten bytes. */
    private static long wholeMembers(FileChannel channel) throws IOException {
        long end = 0;
        try (Inflater inflater = new Inflater(true)) {
            for (long next = memberEnd(channel, 0, inflater); next > 0; next = memberEnd(channel, end, inflater)) {
                end = next;
            }
        }
        return end;
    }

    private static long memberEnd(FileChannel channel, long start, Inflater inflater) throws IOException {
        inflater.reset();
        CRC32 crc = new CRC32();
        ByteBuffer packed = ByteBuffer.allocate(1 << 16);
        byte[] plain = new byte[1 << 16];
        long at = start + HEADER;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    packed.clear();
                    int count = channel.read(packed, at);
                    if (count <= 0) {
                        return -1;
                    }
                    at += count;
                    inflater.setInput(packed.flip());
                }
                crc.update(plain, 0, inflater.inflate(plain));
            }
        } catch (DataFormatException e) {
            return -1;
        }
        long end = start + HEADER + inflater.getBytesRead();
        return trailerMatches(channel, end, crc, inflater.getBytesWritten()) ? end + TRAILER : -1;
    }

    private static boolean trailerMatches(FileChannel channel, long at, CRC32 crc, long length) throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return channel.read(trailer, at) == TRAILER
                && trailer.getInt(0) == (int) crc.getValue()
                && trailer.getInt(4) == (int) length;
    }
}
