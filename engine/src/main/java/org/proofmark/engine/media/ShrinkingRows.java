package org.proofmark.engine.media;

/**
 * Takes a grey picture row by row and keeps the mean of squares of {@code factor × factor} pixels, so that a large picture
 * is never held whole. The factor is the largest that leaves the long side wanted; squares at the right and bottom edge may
 * be partial.
 */
final class ShrinkingRows {
    private final int width;
    private final int height;
    private final int factor;
    private final int outWidth;
    private final byte[] pixels;
    private final int[] sums;
    private int rows;

    ShrinkingRows(int width, int height, int longSide) {
        this.width = width;
        this.height = height;
        factor = Math.max(1, Math.max(width, height) / longSide);
        outWidth = (width + factor - 1) / factor;
        pixels = new byte[outWidth * ((height + factor - 1) / factor)];
        sums = new int[outWidth];
    }

    /** A whole picture, made smaller. */
    static GreyPicture shrink(GreyPicture picture, int longSide) {
        if (picture.longSide() / longSide < 2) {
            return picture;
        }
        ShrinkingRows rows = new ShrinkingRows(picture.width(), picture.height(), longSide);
        for (int y = 0; y < picture.height(); y++) {
            rows.add(picture.pixels(), y * picture.width());
        }
        return rows.picture();
    }

    /** Takes the next row, {@code width} bytes from {@code at}. */
    void add(byte[] row, int at) {
        if (factor == 1) {
            System.arraycopy(row, at, pixels, rows * width, width);
            rows++;
            return;
        }
        int x = at;
        for (int i = 0; i < outWidth; i++) {
            int end = Math.min(x + factor, at + width);
            int sum = 0;
            for (; x < end; x++) {
                sum += row[x] & 255;
            }
            sums[i] += sum;
        }
        rows++;
        if (rows % factor == 0 || rows == height) {
            finishSquares();
        }
    }

    private void finishSquares() {
        int high = (rows - 1) % factor + 1;
        int out = (rows - 1) / factor * outWidth;
        for (int i = 0; i < outWidth; i++) {
            int area = high * Math.min(factor, width - i * factor);
            pixels[out + i] = (byte) ((sums[i] + area / 2) / area);
            sums[i] = 0;
        }
    }

    /** The number of rows taken. */
    int rows() {
        return rows;
    }

    /** The picture, when every row was taken. */
    GreyPicture picture() {
        if (rows != height) {
            throw new IllegalStateException("%d rows of %d".formatted(rows, height));
        }
        return new GreyPicture(outWidth, pixels.length / outWidth, pixels);
    }
}
