package org.proofmark.scout.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.netpreserve.jwarc.WarcReader;

/** A file of records, read from any number of places at once. */
final class RecordFile {
    private RecordFile() {}

    /** A reader whose first record is the one at this place. Closing it leaves the channel open. */
    static WarcReader at(FileChannel channel, long offset) throws IOException {
        return new WarcReader(new View(channel, offset));
    }

    /**
     * Whether a gzip file was compressed as a whole and not record by record: then its second record does not begin with a
     * gzip header, and no record but the first can be entered.
     */
    static boolean isCompressedAsAWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            WarcReader reader = at(channel, 0);
            try {
                boolean several = reader.next().isPresent();
                several = several && reader.next().isPresent();
                return several && !gzipAt(channel, reader.position());
            } catch (IOException | RuntimeException e) {
                return false; // what is wrong with it is told when it is indexed
            }
        }
    }

    private static boolean gzipAt(FileChannel channel, long offset) throws IOException {
        ByteBuffer two = ByteBuffer.allocate(2);
        return channel.read(two, offset) == 2 && two.getShort(0) == 0x1f8b;
    }

    /** A place of its own in a channel shared by many. */
    private static final class View implements SeekableByteChannel {
        private final FileChannel channel;
        private long position;

        View(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int count = channel.read(into, position);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // the channel is the archive's
        }
    }
}
