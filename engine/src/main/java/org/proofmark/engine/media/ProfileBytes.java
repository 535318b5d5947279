package org.proofmark.engine.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Where JPEG, PNG and WebP keep a colour profile. Trusts no length: what is not there or too large counts as absent. */
final class ProfileBytes {
    /** Profiles of cameras and screens have a few KiB, those of printers a few MiB. */
    static final int LARGEST = 4 << 20;

    private static final byte[] NOTHING = {};
    private static final String JPEG_MARK = "ICC_PROFILE\0";

    private ProfileBytes() {}

    /** The profile; empty if there is none. @throws RuntimeException where the structure is broken in an unforeseen way */
    static byte[] of(MediaType type, byte[] file) {
        return switch (type) {
            case JPEG -> jpeg(file);
            case PNG -> png(file);
            case WEBP -> webp(file);
            case GIF, TIFF, BMP, PSD, AVIF, HEIC, JPEG_XL -> NOTHING;
        };
    }

    /** In segments APP2, after a mark, 1 byte number, 1 byte how many; writers keep their order. */
    private static byte[] jpeg(byte[] file) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int at = 2;
        while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
            int marker = file[at + 1] & 255;
            if (marker == 0xFF || marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            int end = Math.min(file.length, at + 2 + Math.max(2, (file[at + 2] & 255) << 8 | file[at + 3] & 255));
            int start = at + 4 + JPEG_MARK.length() + 2;
            if (marker == 0xE2
                    && start < end
                    && latin(file, at + 4, JPEG_MARK.length()).equals(JPEG_MARK)) {
                parts.write(file, start, end - start);
            }
            at = end;
        }
        return parts.size() > LARGEST ? NOTHING : parts.toByteArray();
    }

    /** Chunk iCCP: a name, a zero, 1 byte method, the profile compressed. */
    private static byte[] png(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        long at = 8;
        while (at + 12 <= file.length) {
            long length = in.getInt((int) at) & 0xFFFFFFFFL;
            int start = (int) at + 8;
            int end = (int) Math.min(file.length, start + length);
            String kind = latin(file, (int) at + 4, 4);
            if (kind.equals("IDAT")) {
                return NOTHING;
            }
            if (kind.equals("iCCP")) {
                int zero = start;
                while (zero < end && file[zero] != 0) {
                    zero++;
                }
                return zero + 2 >= end ? NOTHING : inflated(file, zero + 2, end);
            }
            at = start + length + 4;
        }
        return NOTHING;
    }

    private static byte[] inflated(byte[] file, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 14];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(file, from, to - from);
            for (int n = inflater.inflate(part); n > 0 && out.size() <= LARGEST; n = inflater.inflate(part)) {
                out.write(part, 0, n);
            }
            return inflater.finished() && out.size() <= LARGEST ? out.toByteArray() : NOTHING;
        } catch (DataFormatException broken) {
            return NOTHING;
        }
    }

    private static byte[] webp(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= file.length) {
            long length = in.getInt((int) at + 4) & 0xFFFFFFFFL;
            long start = at + 8;
            if (latin(file, (int) at, 4).equals("ICCP") && length <= LARGEST && start + length <= file.length) {
                return Arrays.copyOfRange(file, (int) start, (int) (start + length));
            }
            at = start + length + (length & 1);
        }
        return NOTHING;
    }

    private static String latin(byte[] file, int at, int length) {
        return new String(file, at, length, StandardCharsets.ISO_8859_1);
    }
}
