package org.proofmark.engine.media;

/**
 * A picture in colour, sRGB, without transparency.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param samples {@code width × height} times blue, green, red, as OpenCV keeps them, row by row from the top left; not
 *     copied, so they must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference: copying it would cost more than using it
public record BgrPicture(int width, int height, byte[] samples) {
    public BgrPicture {
        if (width < 1 || height < 1 || samples.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "a colour picture of %d × %d pixels has %d bytes".formatted(width, height, samples.length));
        }
    }

    /** A grey picture. */
    public static BgrPicture of(GreyPicture grey) {
        return of(grey, grey, grey);
    }

    /** A picture of three planes of one size. */
    static BgrPicture of(GreyPicture red, GreyPicture green, GreyPicture blue) {
        byte[] samples = new byte[3 * red.pixels().length];
        for (int i = 0, at = 0; at < samples.length; i++, at += 3) {
            samples[at] = blue.pixels()[i];
            samples[at + 1] = green.pixels()[i];
            samples[at + 2] = red.pixels()[i];
        }
        return new BgrPicture(red.width(), red.height(), samples);
    }

    /** Whether blue, green and red are the same everywhere. */
    boolean isGrey() {
        for (int at = 0; at < samples.length; at += 3) {
            if (samples[at] != samples[at + 1] || samples[at] != samples[at + 2]) {
                return false;
            }
        }
        return true;
    }

    /** The larger of width and height, in pixels. */
    public int longSide() {
        return Math.max(width, height);
    }

    /**
     * The picture made smaller, each pixel the mean of the area it covers; the picture itself where its long side is no longer
     * than the one wanted.
     *
     * @param wanted the long side wanted, in pixels, at least 1
     */
    public BgrPicture down(int wanted) {
        return wanted < longSide() ? OpenCvColours.down(this, wanted) : this;
    }

    /** The mean colour, 0xRRGGBB. */
    public int mean() {
        long[] sums = new long[3];
        for (int i = 0; i < samples.length; i++) {
            sums[i % 3] += samples[i] & 255;
        }
        long count = samples.length / 3;
        long half = count / 2;
        return (int) ((sums[2] + half) / count << 16 | (sums[1] + half) / count << 8 | (sums[0] + half) / count);
    }
}
