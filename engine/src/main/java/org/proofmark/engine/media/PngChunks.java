package org.proofmark.engine.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a PNG (W3C PNG, third edition) that matter for its look in grey. Checksums are not asked for: what
 * matters shows while decompressing.
 *
 * @param width pixels per row
 * @param height rows
 * @param depth bits per sample: 1, 2, 4, 8 or 16
 * @param colour colour type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced whether the rows come in Adam7's seven passes
 * @param palette grey of each palette entry, laid over white
 * @param transparent the samples of the one transparent colour of types 0 and 2; empty if none
 * @param orientation EXIF orientation, 1 to 8
 * @param data places of the compressed picture data
 */
@SuppressWarnings("ArrayRecordComponent") // read by PngDecoder only, never changed
record PngChunks(
        int width,
        int height,
        int depth,
        int colour,
        boolean interlaced,
        byte[] palette,
        int[] transparent,
        int orientation,
        List<Span> data) {

    /** Bytes {@code from} to {@code to}, exclusive, of the file. */
    record Span(int from, int to) {}

    /** Reads the chunks that are there, checking the size before anything else. */
    static PngChunks read(byte[] file, PixelLimit limit) throws RefusedFile {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < 33 || in.getInt(12) != code("IHDR")) {
            throw RefusedFile.damaged("PNG: no header chunk");
        }
        limit.check("the PNG", in.getInt(16) & 0xFFFFFFFFL, in.getInt(20) & 0xFFFFFFFFL);
        int width = in.getInt(16);
        int height = in.getInt(20);
        int depth = file[24];
        int colour = file[25];
        if (!allowed(colour, depth) || file[28] < 0 || file[28] > 1) {
            throw RefusedFile.damaged(
                    "PNG: colour type %d with %d bits, interlace method %d".formatted(colour, depth, file[28]));
        }
        Span colours = new Span(0, 0);
        Span alphas = new Span(0, 0);
        int orientation = Orientation.NORMAL;
        List<Span> data = new ArrayList<>();
        int at = 8;
        while (at + 8 <= file.length && in.getInt(at + 4) != code("IEND")) {
            long length = in.getInt(at) & 0xFFFFFFFFL;
            Span span = new Span(at + 8, (int) Math.min(file.length, at + 8 + length));
            int kind = in.getInt(at + 4);
            if (kind == code("IDAT")) {
                data.add(span);
            } else if (kind == code("PLTE")) {
                colours = span;
            } else if (kind == code("tRNS")) {
                alphas = span;
            } else if (kind == code("eXIf")) {
                orientation = TiffTags.orientation(file, span.from(), span.to());
            }
            at = (int) Math.min(file.length, at + 12 + length);
        }
        return new PngChunks(
                width,
                height,
                depth,
                colour,
                file[28] == 1,
                palette(file, colours, alphas),
                colour == 0 || colour == 2 ? words(in, alphas, colour == 0 ? 1 : 3) : new int[0],
                orientation,
                data);
    }

    /** The number of samples of a pixel. */
    int channels() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private static boolean allowed(int colour, int depth) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    /** 256 entries; those the file does not have are black. */
    private static byte[] palette(byte[] file, Span colours, Span alphas) {
        byte[] palette = new byte[256];
        int entries = Math.min(256, (colours.to() - colours.from()) / 3);
        for (int i = 0; i < entries; i++) {
            int at = colours.from() + 3 * i;
            int grey = Luma.of(file[at] & 255, file[at + 1] & 255, file[at + 2] & 255);
            int alpha = alphas.from() + i < alphas.to() ? file[alphas.from() + i] & 255 : 255;
            palette[i] = (byte) Luma.overWhite(grey, alpha);
        }
        return palette;
    }

    private static int[] words(ByteBuffer in, Span span, int count) {
        if (span.to() - span.from() < 2 * count) {
            return new int[0];
        }
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = in.getChar(span.from() + 2 * i);
        }
        return words;
    }

    private static int code(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
