package org.proofmark.engine.media;

/** Turns the samples of a PNG row into grey, laid over white. */
final class PngGrey {
    private final PngChunks png;
    private final byte[] table;

    PngGrey(PngChunks png) {
        this.png = png;
        table = png.colour() == 3 ? png.palette() : greyTable(png);
    }

    /** Grey of each sample of up to 8 bits. */
    private static byte[] greyTable(PngChunks png) {
        byte[] table = new byte[256];
        int highest = (1 << Math.min(8, png.depth())) - 1;
        for (int i = 0; i <= highest; i++) {
            table[i] = (byte) (i * 255 / highest);
        }
        if (png.colour() == 0 && png.depth() <= 8 && png.transparent().length == 1) {
            table[png.transparent()[0] & highest] = (byte) 255;
        }
        return table;
    }

    /** Converts one row of so many pixels. */
    void convert(byte[] row, byte[] grey, int width) {
        switch (png.colour()) {
            case 2 -> rgb(row, grey, width);
            case 4 -> greyAlpha(row, grey, width);
            case 6 -> rgbAlpha(row, grey, width);
            default -> single(row, grey, width);
        }
    }

    private void single(byte[] row, byte[] grey, int width) {
        int depth = png.depth();
        if (depth == 16) {
            int clear = png.transparent().length == 1 ? png.transparent()[0] : -1;
            for (int x = 0; x < width; x++) {
                int v = word(row, 2 * x);
                grey[x] = (byte) (v == clear ? 255 : Luma.eightBits(v));
            }
            return;
        }
        int mask = (1 << depth) - 1;
        for (int x = 0; x < width; x++) {
            int bit = x * depth;
            grey[x] = table[row[bit >> 3] >> 8 - depth - (bit & 7) & mask];
        }
    }

    private void rgb(byte[] row, byte[] grey, int width) {
        if (png.transparent().length == 3) {
            rgbWithOneClear(row, grey, width);
        } else if (png.depth() == 16) {
            for (int x = 0, at = 0; x < width; x++, at += 6) {
                grey[x] = (byte) Luma.eightBits(Luma.of(word(row, at), word(row, at + 2), word(row, at + 4)));
            }
        } else {
            for (int x = 0, at = 0; x < width; x++, at += 3) {
                grey[x] = (byte) Luma.of(row[at] & 255, row[at + 1] & 255, row[at + 2] & 255);
            }
        }
    }

    private void rgbWithOneClear(byte[] row, byte[] grey, int width) {
        int[] clear = png.transparent();
        boolean wide = png.depth() == 16;
        for (int x = 0; x < width; x++) {
            int r = wide ? word(row, 6 * x) : row[3 * x] & 255;
            int g = wide ? word(row, 6 * x + 2) : row[3 * x + 1] & 255;
            int b = wide ? word(row, 6 * x + 4) : row[3 * x + 2] & 255;
            int luma = wide ? Luma.eightBits(Luma.of(r, g, b)) : Luma.of(r, g, b);
            grey[x] = (byte) (r == clear[0] && g == clear[1] && b == clear[2] ? 255 : luma);
        }
    }

    private void greyAlpha(byte[] row, byte[] grey, int width) {
        boolean wide = png.depth() == 16;
        for (int x = 0; x < width; x++) {
            grey[x] = (byte)
                    (wide
                            ? Luma.overWhite(Luma.eightBits(word(row, 4 * x)), row[4 * x + 2] & 255)
                            : Luma.overWhite(row[2 * x] & 255, row[2 * x + 1] & 255));
        }
    }

    private void rgbAlpha(byte[] row, byte[] grey, int width) {
        if (png.depth() == 16) {
            for (int x = 0, at = 0; x < width; x++, at += 8) {
                int luma = Luma.eightBits(Luma.of(word(row, at), word(row, at + 2), word(row, at + 4)));
                grey[x] = (byte) Luma.overWhite(luma, row[at + 6] & 255);
            }
        } else {
            for (int x = 0, at = 0; x < width; x++, at += 4) {
                int luma = Luma.of(row[at] & 255, row[at + 1] & 255, row[at + 2] & 255);
                grey[x] = (byte) Luma.overWhite(luma, row[at + 3] & 255);
            }
        }
    }

    private static int word(byte[] row, int at) {
        return (row[at] & 255) << 8 | row[at + 1] & 255;
    }
}
