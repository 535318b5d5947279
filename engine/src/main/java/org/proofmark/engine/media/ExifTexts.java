package org.proofmark.engine.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads texts of a TIFF structure's first directory and of its EXIF directory (EXIF 2.32). Trusts nothing: what lies outside
 * the bytes or is odd counts as absent. Of the directory of places only latitude and longitude are read, when asked for.
 */
final class ExifTexts {
    static final int DESCRIPTION = 270;
    static final int MAKE = 271;
    static final int MODEL = 272;
    static final int DATE_TIME = 306;
    static final int ARTIST = 315;
    static final int XMP = 700;
    static final int COPYRIGHT = 33_432;
    static final int IPTC = 33_723;
    static final int TAKEN = 36_867;
    static final int LENS_MAKE = 42_035;
    static final int LENS_MODEL = 42_036;
    static final int XP_TITLE = 40_091;
    static final int XP_AUTHOR = 40_093;
    static final int XP_KEYWORDS = 40_094;
    static final int XP_SUBJECT = 40_095;

    private static final int EXIF_DIRECTORY = 34_665;
    private static final int PLACE_DIRECTORY = 34_853;
    private static final int MOST_ENTRIES = 1_024;
    private static final int LONGEST = 4 * FileMetadata.LONGEST_TEXT;
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8};

    private final ByteBuffer in;

    ExifTexts(byte[] structure) {
        in = ByteBuffer.wrap(structure);
        in.order(structure.length > 0 && structure[0] == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** A tag's text; empty if none. Windows' own tags are UTF-16, others UTF-8 or, failing that, Latin. */
    String text(int tag) {
        byte[] bytes = bytes(tag, LONGEST);
        if (tag >= XP_TITLE && tag <= XP_SUBJECT) {
            return ended(new String(bytes, StandardCharsets.UTF_16LE));
        }
        try {
            return ended(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException latin) {
            return ended(new String(bytes, Charset.forName("windows-1252")));
        }
    }

    private static String ended(String text) {
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    /** A tag's bytes; empty if none, or more than the most. */
    byte[] bytes(int tag, int most) {
        if (in.limit() < 8 || in.getShort(2) != 42) {
            return new byte[0];
        }
        boolean inner = tag == TAKEN || tag == LENS_MAKE || tag == LENS_MODEL;
        return value(inner ? pointed(EXIF_DIRECTORY, tag) : entry(firstDirectory(), tag), most);
    }

    /** Degrees, minutes and seconds of the directory of places as degrees, south and west negative; NaN if none. */
    double degrees(boolean ofLatitude) {
        if (in.limit() < 8 || in.getShort(2) != 42) {
            return Double.NaN;
        }
        byte[] side = value(pointed(PLACE_DIRECTORY, ofLatitude ? 1 : 3), 4);
        byte[] parts = value(pointed(PLACE_DIRECTORY, ofLatitude ? 2 : 4), 24);
        if (side.length == 0 || parts.length != 24) {
            return Double.NaN;
        }
        ByteBuffer rationals = ByteBuffer.wrap(parts).order(in.order());
        double degrees = 0;
        for (double unit = 1; rationals.hasRemaining(); unit *= 60) {
            long above = rationals.getInt() & 0xFFFFFFFFL;
            degrees += above / (double) (rationals.getInt() & 0xFFFFFFFFL) / unit;
        }
        return side[0] == 'S' || side[0] == 'W' ? -degrees : degrees;
    }

    private long firstDirectory() {
        return in.getInt(4) & 0xFFFFFFFFL;
    }

    /** Where the entry for a tag begins in a directory to which a tag of the first points, or −1. */
    private int pointed(int pointing, int tag) {
        int pointer = entry(firstDirectory(), pointing);
        return pointer < 0 ? -1 : entry(in.getInt(pointer + 8) & 0xFFFFFFFFL, tag);
    }

    /** Where a directory's entry for a tag begins, or −1. */
    private int entry(long directory, int tag) {
        if (directory < 8 || directory + 2 > in.limit()) {
            return -1;
        }
        int entries = Math.min(MOST_ENTRIES, in.getChar((int) directory));
        for (int i = 0, at = (int) directory + 2; i < entries && at + 12 <= in.limit(); i++, at += 12) {
            if (in.getChar(at) == tag) {
                return at;
            }
        }
        return -1;
    }

    private byte[] value(int entry, int most) {
        if (entry < 0 || in.getChar(entry + 2) >= SIZES.length) {
            return new byte[0];
        }
        long length = (in.getInt(entry + 4) & 0xFFFFFFFFL) * SIZES[in.getChar(entry + 2)];
        long from = length <= 4 ? entry + 8 : in.getInt(entry + 8) & 0xFFFFFFFFL;
        if (length > most || from + length > in.limit()) {
            return new byte[0];
        }
        byte[] value = new byte[(int) length];
        in.get((int) from, value);
        return value;
    }
}
