package org.proofmark.engine.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads single tags of the first directory of a TIFF structure (TIFF 6.0 and BigTIFF), which EXIF blocks are, too. Trusts
 * nothing: what lies outside the bytes or is odd counts as absent.
 */
final class TiffTags {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int MOST_ENTRIES = 4096;

    private final ByteBuffer in;

    /** The structure that starts at {@code from}. */
    private TiffTags(byte[] bytes, int from, int to) {
        in = ByteBuffer.wrap(bytes, from, to - from).slice();
    }

    /** The orientation an EXIF block (with or without "Exif\0\0") or a TIFF file states, 1 to 8; 1 if none or nonsense. */
    static int orientation(byte[] bytes, int from, int to) {
        int start = to - from > 6 && bytes[from] == 'E' && bytes[from + 1] == 'x' ? from + 6 : from;
        long value = new TiffTags(bytes, start, Math.max(start, to)).first(ORIENTATION);
        return value >= 1 && value <= 8 ? (int) value : Orientation.NORMAL;
    }

    /** The width a TIFF file states, in pixels, or −1. */
    static long width(byte[] file) {
        return new TiffTags(file, 0, file.length).first(WIDTH);
    }

    /** The height a TIFF file states, in pixels, or −1. */
    static long height(byte[] file) {
        return new TiffTags(file, 0, file.length).first(HEIGHT);
    }

    /** The first value of a tag of type SHORT or LONG, or −1. */
    private long first(int tag) {
        if (in.remaining() < 16) {
            return -1;
        }
        in.order(in.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean big = in.getShort(2) == 43;
        long directory = big ? in.getLong(8) : in.getInt(4) & 0xFFFFFFFFL;
        int head = big ? 8 : 2;
        if (directory < 0 || directory + head > in.limit()) {
            return -1;
        }
        int at = (int) directory;
        long entries = big ? in.getLong(at) : in.getShort(at) & 0xFFFF;
        return scan(tag, at + head, Math.clamp(entries, 0, MOST_ENTRIES), big);
    }

    private long scan(int tag, int start, int entries, boolean big) {
        int size = big ? 20 : 12;
        for (int i = 0, at = start; i < entries && at + size <= in.limit(); i++, at += size) {
            if ((in.getShort(at) & 0xFFFF) == tag) {
                int value = at + (big ? 12 : 8);
                return switch (in.getShort(at + 2)) {
                    case SHORT -> in.getShort(value) & 0xFFFF;
                    case LONG -> in.getInt(value) & 0xFFFFFFFFL;
                    default -> -1;
                };
            }
        }
        return -1;
    }
}
