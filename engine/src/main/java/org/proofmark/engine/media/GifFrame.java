package org.proofmark.engine.media;

import java.util.Arrays;

/**
 * What a GIF states before the picture data of its first frame.
 *
 * @param screenWidth width of the logical screen, in pixels; may be 0
 * @param screenHeight height of the logical screen
 * @param left where the frame lies on the screen
 * @param top where the frame lies on the screen
 * @param width width of the frame, whatever the screen says
 * @param height height of the frame
 * @param interlaced whether the rows come in four passes
 * @param palette red, green, blue of each colour in force
 * @param transparent number of the transparent colour, or −1
 * @param data where the picture data start (the code size byte)
 */
@SuppressWarnings("ArrayRecordComponent") // read by GifDecoder only, never changed
record GifFrame(
        int screenWidth,
        int screenHeight,
        int left,
        int top,
        int width,
        int height,
        boolean interlaced,
        byte[] palette,
        int transparent,
        int data) {

    /** Finds the first frame. */
    static GifFrame first(byte[] file) throws RefusedFile {
        require(file.length >= 13);
        byte[] palette = palette(file, 13, file[10]);
        int at = 13 + palette.length;
        int transparent = -1;
        while (true) {
            require(at + 1 < file.length);
            int block = file[at] & 255;
            if (block == 0x2C) {
                return frame(file, at, palette, transparent);
            }
            if (block == 0x21) {
                if ((file[at + 1] & 255) == 0xF9 && at + 6 < file.length && (file[at + 3] & 1) == 1) {
                    transparent = file[at + 6] & 255;
                }
                at = skipBlocks(file, at + 2);
            } else if (block == 0x3B) {
                throw RefusedFile.damaged("GIF: it ends before its first frame");
            } else {
                at++; // stray bytes between blocks
            }
        }
    }

    private static GifFrame frame(byte[] file, int at, byte[] globalPalette, int transparent) throws RefusedFile {
        require(at + 10 < file.length);
        int flags = file[at + 9];
        byte[] local = palette(file, at + 10, flags);
        return new GifFrame(
                word(file, 6),
                word(file, 8),
                word(file, at + 1),
                word(file, at + 3),
                word(file, at + 5),
                word(file, at + 7),
                (flags & 0x40) != 0,
                (flags & 0x80) != 0 ? local : globalPalette,
                transparent,
                at + 10 + local.length);
    }

    private static byte[] palette(byte[] file, int at, int flags) throws RefusedFile {
        if ((flags & 0x80) == 0) {
            return new byte[0];
        }
        int length = 3 << (flags & 7) + 1;
        require(at + length <= file.length);
        return Arrays.copyOfRange(file, at, at + length);
    }

    /** The place after a chain of data blocks. */
    private static int skipBlocks(byte[] file, int start) throws RefusedFile {
        int at = start;
        while (true) {
            require(at < file.length);
            int length = file[at] & 255;
            at += 1 + length;
            if (length == 0) {
                return at;
            }
        }
    }

    private static int word(byte[] file, int at) {
        return file[at] & 255 | (file[at + 1] & 255) << 8;
    }

    private static void require(boolean there) throws RefusedFile {
        if (!there) {
            throw RefusedFile.damaged("GIF: the file ends before the first frame's picture data");
        }
    }
}
