package org.proofmark.portal.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Some bytes of a file, from their beginning each time they are sent. */
record FilePart(Path file, long from, long length) implements ContentStreamProvider {
    @Override
    public InputStream newStream() {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ).position(from);
            return new Ending(Channels.newInputStream(channel), length);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends after so many bytes. */
    private static final class Ending extends FilterInputStream {
        private long left;

        Ending(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(into, offset, (int) Math.min(wanted, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
