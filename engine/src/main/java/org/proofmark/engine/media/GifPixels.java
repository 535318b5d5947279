package org.proofmark.engine.media;

/**
 * The picture data of a GIF frame: variable-length LZW codes, lowest bit first, in blocks of up to 255 bytes (GIF89a,
 * appendix F). Stops where the data end or contradict themselves.
 */
final class GifPixels {
    private static final int MOST_CODES = 4096;

    private final byte[] file;
    private int at;
    private int blockEnd;
    private int bits;
    private int bitCount;

    private final char[] prefix = new char[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] first = new byte[MOST_CODES];
    private final int[] length = new int[MOST_CODES];

    /** The data whose code size byte lies at {@code start}. */
    GifPixels(byte[] file, int start) {
        this.file = file;
        at = start;
    }

    /** Reads colour numbers; returns how many there were, at most as many as fit. */
    int read(byte[] out) {
        int rootBits = at < file.length ? file[at] & 255 : 0;
        if (rootBits < 1 || rootBits > 11) {
            return 0;
        }
        at++;
        blockEnd = at;
        int clear = 1 << rootBits;
        for (int i = 0; i < clear; i++) {
            suffix[i] = (byte) i;
            first[i] = (byte) i;
            length[i] = 1;
        }
        int size = rootBits + 1;
        int next = clear + 2;
        int previous = -1;
        int written = 0;
        while (written < out.length) {
            int code = code(size);
            if (code < 0 || code == clear + 1) {
                break;
            }
            if (code == clear) {
                size = rootBits + 1;
                next = clear + 2;
                previous = -1;
                continue;
            }
            if (code > next || code == next && previous < 0 || previous < 0 && code > clear) {
                break;
            }
            if (previous >= 0 && next < MOST_CODES) {
                prefix[next] = (char) previous;
                first[next] = first[previous];
                suffix[next] = code == next ? first[previous] : first[code];
                length[next] = length[previous] + 1;
                next++;
                if (next == 1 << size && size < 12) {
                    size++;
                }
            } else if (code >= next) {
                break;
            }
            written += write(code, out, written);
            previous = code;
        }
        return written;
    }

    /** Writes the string of a code, last colour first. */
    private int write(int code, byte[] out, int from) {
        int count = length[code];
        int c = code;
        for (int i = from + count - 1; i >= from; i--) {
            if (i < out.length) {
                out[i] = suffix[c];
            }
            c = prefix[c];
        }
        return Math.min(count, out.length - from);
    }

    private int code(int size) {
        while (bitCount < size) {
            if (at >= blockEnd) {
                int block = at < file.length ? file[at] & 255 : 0;
                if (block == 0) {
                    return -1;
                }
                at++;
                blockEnd = Math.min(file.length, at + block);
                if (at >= blockEnd) {
                    return -1;
                }
            }
            bits |= (file[at++] & 255) << bitCount;
            bitCount += 8;
        }
        int code = bits & (1 << size) - 1;
        bits >>>= size;
        bitCount -= size;
        return code;
    }
}
