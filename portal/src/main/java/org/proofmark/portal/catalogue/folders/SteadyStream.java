package org.proofmark.portal.catalogue.folders;

import java.io.FilterInputStream;
import java.io.IOException;

/** A file's bytes, as long as nobody writes it: whoever reads it to its end learns there if someone did. */
final class SteadyStream extends FilterInputStream {
    private final Tree.Level level;
    private final Tree.Found file;
    private long left;

    SteadyStream(Tree.Level level, Tree.Found file) throws IOException {
        super(level.open(file));
        this.level = level;
        this.file = file;
        this.left = file.size();
    }

    /** It is not the file any more that was to be taken. */
    static final class Changed extends IOException {
        private static final long serialVersionUID = 1;

        Changed(Tree.Found file) {
            super("someone writes " + file.path());
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        left -= Math.max(0, read);
        if (left < 0 || read < 0 && !isSame()) {
            throw new Changed(file);
        }
        return read;
    }

    private boolean isSame() throws IOException {
        return left == 0 && level.now(file).filter(file::same).isPresent();
    }
}
