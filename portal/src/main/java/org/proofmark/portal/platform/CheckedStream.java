package org.proofmark.portal.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import software.amazon.awssdk.core.ResponseInputStream;

/** What a bucket sends of a file. Who reads it to its end learns there whether it was the file. */
final class CheckedStream extends FilterInputStream {
    private final ResponseInputStream<?> answer;
    private final Sha256 expected;
    private final MessageDigest digester = Sha256.digester();
    private boolean ended;

    CheckedStream(ResponseInputStream<?> answer, Sha256 expected) {
        super(answer);
        this.answer = answer;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            digester.update(into, offset, read);
        } else if (read < 0 && !ended) {
            ended = true;
            check(Sha256.from(digester.digest()));
        }
        return read;
    }

    private void check(Sha256 found) throws IOException {
        if (!found.equals(expected)) {
            throw new IOException("the bucket gave another file for %s: %s".formatted(expected, found));
        }
    }

    /** By reading, or the digest would not be that of the file. */
    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(bytes, 0), 1 << 16)];
        return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Whoever wanted only its beginning does not wait for the rest. */
    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
        } else {
            answer.abort();
        }
    }
}
