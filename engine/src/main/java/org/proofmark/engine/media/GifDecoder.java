package org.proofmark.engine.media;

import java.util.Arrays;

/**
 * GIF89a, the first frame, by its own reader. ImageIO's believes the logical screen and lets the frame hide any size (a
 * 3 MB file held it for 50 seconds), and ends in an {@code OutOfMemoryError} for a file of 23 bytes; here both sizes are
 * checked before anything is allocated.
 */
final class GifDecoder implements FormatDecoder {
    /** A byte of compressed data yields at most about this many pixels: a 12-bit code stands for up to 4,096 of them. */
    private static final long MOST_PIXELS_PER_BYTE = 2731;

    private static final int[] INTERLACED_FROM = {0, 4, 2, 1};
    private static final int[] INTERLACED_STEP = {8, 8, 4, 2};

    private final PixelLimit limit;

    GifDecoder(PixelLimit limit) {
        this.limit = limit;
    }

    /** The first frame: its colour numbers as stored, of which {@code read} could be read, and the screen's size. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    private record Drawn(GifFrame frame, byte[] numbers, int read, int width, int height) {}

    @Override
    public Decoded decode(byte[] file, int longSide) throws RefusedFile {
        Drawn drawn = drawn(file);
        GreyPicture picture = compose(drawn, greys(drawn.frame), longSide);
        return new Decoded(MediaType.GIF, drawn.width, drawn.height, Orientation.NORMAL, picture);
    }

    /** The first frame in colour; its long side may be larger, as {@link #decode}'s. */
    BgrPicture colours(byte[] file, int longSide) throws RefusedFile {
        Drawn drawn = drawn(file);
        return BgrPicture.of(
                compose(drawn, plane(drawn.frame, 0), longSide),
                compose(drawn, plane(drawn.frame, 1), longSide),
                compose(drawn, plane(drawn.frame, 2), longSide));
    }

    private Drawn drawn(byte[] file) throws RefusedFile {
        GifFrame frame = GifFrame.first(file);
        limit.check("the first frame of the GIF", frame.width(), frame.height());
        int width = Math.max(frame.screenWidth(), frame.left() + frame.width());
        int height = Math.max(frame.screenHeight(), frame.top() + frame.height());
        limit.check("the GIF", width, height);
        int pixels = frame.width() * frame.height();
        if (file.length * MOST_PIXELS_PER_BYTE < pixels / 8) {
            throw RefusedFile.damaged("GIF: %,d bytes cannot hold %,d × %,d pixels"
                    .formatted(file.length, frame.width(), frame.height()));
        }
        byte[] numbers = new byte[pixels];
        int read = new GifPixels(file, frame.data()).read(numbers);
        if (read < (pixels + 7) / 8) {
            throw RefusedFile.damaged(
                    "GIF: the picture data end or break after %,d of %,d pixels".formatted(read, pixels));
        }
        return new Drawn(frame, numbers, read, width, height);
    }

    /**
     * Lays the frame over a white screen.
     *
     * @param samples of each colour number
     */
    private static GreyPicture compose(Drawn drawn, byte[] samples, int longSide) {
        GifFrame frame = drawn.frame;
        int[] stored = storedRows(frame);
        ShrinkingRows out = new ShrinkingRows(drawn.width, drawn.height, longSide);
        byte[] line = new byte[drawn.width];
        for (int y = 0; y < drawn.height; y++) {
            Arrays.fill(line, (byte) 255);
            int row = y - frame.top();
            if (row >= 0 && row < frame.height()) {
                int from = stored[row] * frame.width();
                int to = Math.min(drawn.read, from + frame.width());
                for (int i = from, x = frame.left(); i < to; i++, x++) {
                    line[x] = samples[drawn.numbers[i] & 255];
                }
            }
            out.add(line, 0);
        }
        return out.picture();
    }

    /** Grey of each colour number; transparent and unstated ones are white. */
    private static byte[] greys(GifFrame frame) {
        byte[] grey = new byte[256];
        Arrays.fill(grey, (byte) 255);
        byte[] palette = frame.palette();
        for (int i = 0; i < palette.length / 3; i++) {
            grey[i] = (byte) Luma.of(palette[3 * i] & 255, palette[3 * i + 1] & 255, palette[3 * i + 2] & 255);
        }
        if (frame.transparent() >= 0) {
            grey[frame.transparent()] = (byte) 255;
        }
        return grey;
    }

    /** Red (0), green (1) or blue (2) of each colour number; transparent and unstated ones are white. */
    private static byte[] plane(GifFrame frame, int channel) {
        byte[] plane = new byte[256];
        Arrays.fill(plane, (byte) 255);
        byte[] palette = frame.palette();
        for (int i = 0; i < palette.length / 3; i++) {
            plane[i] = palette[3 * i + channel];
        }
        if (frame.transparent() >= 0) {
            plane[frame.transparent()] = (byte) 255;
        }
        return plane;
    }

    /** For each row of the frame, the number under which it is stored. */
    private static int[] storedRows(GifFrame frame) {
        int[] stored = new int[frame.height()];
        if (!frame.interlaced()) {
            Arrays.setAll(stored, y -> y);
            return stored;
        }
        int next = 0;
        for (int pass = 0; pass < 4; pass++) {
            for (int y = INTERLACED_FROM[pass]; y < stored.length; y += INTERLACED_STEP[pass]) {
                stored[y] = next++;
            }
        }
        return stored;
    }
}
