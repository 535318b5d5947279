package org.proofmark.engine.media;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses and unfilters the rows of a PNG, one after the other, across its data chunks. */
final class PngRows implements AutoCloseable {
    private final byte[] file;
    private final PngChunks png;
    private final Inflater inflater = new Inflater();
    private final byte[] filter = new byte[1];
    private int chunk;
    private byte[] row = {};
    private byte[] previous = {};

    PngRows(byte[] file, PngChunks png) {
        this.file = file;
        this.png = png;
    }

    /** Starts a pass of rows of so many pixels; the row above its first is zero. */
    void start(int width) {
        int bytes = Math.toIntExact(((long) width * png.channels() * png.depth() + 7) / 8);
        row = new byte[bytes];
        previous = new byte[bytes];
    }

    /**
     * The samples of the next row, to be read before the next call.
     *
     * @return the row, or an empty array when the data end or break before
     */
    byte[] next() {
        byte[] above = row;
        row = previous;
        previous = above;
        boolean whole = inflate(filter) && filter[0] >= 0 && filter[0] <= 4 && inflate(row);
        if (whole) {
            unfilter(filter[0], Math.max(1, png.channels() * png.depth() / 8));
        }
        return whole ? row : new byte[0];
    }

    private boolean inflate(byte[] target) {
        int at = 0;
        while (at < target.length) {
            long before = inflater.getBytesWritten();
            try {
                inflater.inflate(target, at, target.length - at);
            } catch (DataFormatException broken) {
                // what came out before the break counts: with a wrong checksum at the end, that is everything
                return at + inflater.getBytesWritten() - before == target.length;
            }
            at += (int) (inflater.getBytesWritten() - before);
            if (at < target.length && (inflater.finished() || inflater.needsInput() && !feed())) {
                return false;
            }
            if (inflater.needsDictionary()) {
                return false;
            }
        }
        return true;
    }

    private boolean feed() {
        if (chunk == png.data().size()) {
            return false;
        }
        PngChunks.Span span = png.data().get(chunk++);
        inflater.setInput(file, span.from(), span.to() - span.from());
        return true;
    }

    private void unfilter(int kind, int step) {
        switch (kind) {
            case 1 -> {
                for (int i = step; i < row.length; i++) {
                    row[i] += row[i - step];
                }
            }
            case 2 -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] += previous[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < row.length; i++) {
                    int left = i < step ? 0 : row[i - step] & 255;
                    row[i] += (byte) ((left + (previous[i] & 255)) >> 1);
                }
            }
            case 4 -> paeth(step);
            default -> {
                // 0: stored as it is
            }
        }
    }

    private void paeth(int step) {
        for (int i = 0; i < Math.min(step, row.length); i++) {
            row[i] += previous[i];
        }
        for (int i = step; i < row.length; i++) {
            int a = row[i - step] & 255;
            int b = previous[i] & 255;
            int c = previous[i - step] & 255;
            int pa = Math.abs(b - c);
            int pb = Math.abs(a - c);
            int pc = Math.abs(a + b - 2 * c);
            row[i] += (byte) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
