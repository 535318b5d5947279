package org.proofmark.engine.media;

import java.util.Arrays;

/**
 * PNG, by its own reader: it streams (a picture is never held whole unless interlaced), knows every kind of transparency,
 * and keeps what a damaged file still has. OpenCV drops the transparent colour of grey and RGB, and answers a cut file with
 * nothing.
 */
final class PngDecoder implements FormatDecoder {
    /** Adam7: x start, y start, x step, y step, and width and height of the block a pixel stands for meanwhile. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8, 8, 8},
        {4, 0, 8, 8, 4, 8},
        {0, 4, 4, 8, 4, 4},
        {2, 0, 4, 4, 2, 4},
        {0, 2, 2, 4, 2, 2},
        {1, 0, 2, 2, 1, 2},
        {0, 1, 1, 2, 1, 1}
    };

    private static final byte WHITE = (byte) 255;

    private final PixelLimit limit;

    PngDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    @Override
    public Decoded decode(byte[] file, int longSide) throws RefusedFile {
        PngChunks png = PngChunks.read(file, limit);
        try (PngRows rows = new PngRows(file, png)) {
            GreyPicture picture = png.interlaced() ? interlaced(png, rows, longSide) : straight(png, rows, longSide);
            return Orientation.upright(MediaType.PNG, png.width(), png.height(), png.orientation(), picture);
        }
    }

    private static GreyPicture straight(PngChunks png, PngRows rows, int longSide) throws RefusedFile {
        ShrinkingRows out = new ShrinkingRows(png.width(), png.height(), longSide);
        PngGrey grey = new PngGrey(png);
        byte[] line = new byte[png.width()];
        rows.start(png.width());
        boolean whole = true;
        while (out.rows() < png.height()) {
            byte[] row = whole ? rows.next() : new byte[0];
            if (whole && row.length == 0) {
                requireEnough(out.rows(), png.height());
                Arrays.fill(line, WHITE);
                whole = false;
            }
            if (whole) {
                grey.convert(row, line, png.width());
            }
            out.add(line, 0);
        }
        return out.picture();
    }

    private static GreyPicture interlaced(PngChunks png, PngRows rows, int longSide) throws RefusedFile {
        int w = png.width();
        int h = png.height();
        byte[] pixels = new byte[w * h];
        PngGrey grey = new PngGrey(png);
        byte[] line = new byte[w];
        for (int p = 0; p < PASSES.length; p++) {
            int[] pass = PASSES[p];
            int width = (w - pass[0] + pass[2] - 1) / pass[2];
            if (width <= 0 || pass[1] >= h) {
                continue;
            }
            rows.start(width);
            for (int y = pass[1]; y < h; y += pass[3]) {
                byte[] row = rows.next();
                if (row.length == 0) {
                    requireEnough(p == 0 ? y : h, h);
                    return ShrinkingRows.shrink(new GreyPicture(w, h, pixels), longSide);
                }
                grey.convert(row, line, width);
                for (int i = 0, x = pass[0]; i < width; i++, x += pass[2]) {
                    block(pixels, w, x, y, Math.min(w, x + pass[4]), Math.min(h, y + pass[5]), line[i]);
                }
            }
        }
        return ShrinkingRows.shrink(new GreyPicture(w, h, pixels), longSide);
    }

    private static void block(byte[] pixels, int w, int left, int top, int right, int bottom, byte grey) {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, y * w + left, y * w + right, grey);
        }
    }

    /** An eighth of a picture is worth looking at; less is not. */
    private static void requireEnough(int rows, int height) throws RefusedFile {
        if (rows < (height + 7) / 8) {
            throw RefusedFile.damaged("PNG: the picture data end or break after row %d of %d".formatted(rows, height));
        }
    }
}
