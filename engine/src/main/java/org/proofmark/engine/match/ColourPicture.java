package org.proofmark.engine.match;

import java.awt.image.BufferedImage;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;

/**
 * A picture in colour for drawing, upright.
 *
 * @param width pixels per row
 * @param height rows
 * @param rgb {@code width × height} pixels, 0xRRGGBB; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record ColourPicture(int width, int height, int[] rgb) {
    /** No drawing needs more pixels along the long side. */
    private static final int ENOUGH = 1600;

    /** A file that was examined, in colour; in grey where the examiner does not decode it a second time. */
    static BgrPicture shown(byte[] file, Examined seen, Examiner examiner) {
        return examiner.picture(file, ENOUGH).orElseGet(() -> BgrPicture.of(seen.picture()));
    }

    /** A picture as an examiner shows it. */
    static ColourPicture of(BgrPicture shown) {
        byte[] samples = shown.samples();
        int[] rgb = new int[samples.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = samples[3 * i] & 255 | (samples[3 * i + 1] & 255) << 8 | (samples[3 * i + 2] & 255) << 16;
        }
        return new ColourPicture(shown.width(), shown.height(), rgb);
    }

    /** A mix of two colours. */
    static int mixed(int a, int b, float shareOfA) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            float channel = (a >> shift & 255) * shareOfA + (b >> shift & 255) * (1 - shareOfA);
            mixed |= Math.round(channel) << shift;
        }
        return mixed;
    }

    /** Luma of pixel {@code i}, 0 to 255. */
    float luma(int i) {
        return 0.299f * (rgb[i] >> 16 & 255) + 0.587f * (rgb[i] >> 8 & 255) + 0.114f * (rgb[i] & 255);
    }

    /**
     * The picture as seen through a map. Where the map shrinks, the picture is first made smaller, so that fine patterns do not
     * turn into false ones.
     *
     * @param map from the result's pixels to this picture's, both from the top left corner; what falls outside repeats the edge
     */
    ColourPicture seenThrough(Transform map, int toWidth, int toHeight) {
        double shrink = Math.sqrt(Math.abs(map.areaFactor(toWidth / 2.0, toHeight / 2.0)));
        if (shrink > 1.5 && Double.isFinite(shrink)) {
            int w = Math.max(1, (int) Math.round(width / shrink));
            int h = Math.max(1, (int) Math.round(height / shrink));
            Transform smaller = Transform.affine((double) w / width, 0, 0, 0, (double) h / height, 0);
            return averaged(w, h).seenThrough(map.then(smaller), toWidth, toHeight);
        }
        int[] to = new int[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                to[y * toWidth + x] = at(map.x(x + 0.5, y + 0.5) - 0.5, map.y(x + 0.5, y + 0.5) - 0.5);
            }
        }
        return new ColourPicture(toWidth, toHeight, to);
    }

    /** The colour between four pixel centres. */
    private int at(double x, double y) {
        double cx = Math.clamp(x, 0, width - 1);
        double cy = Math.clamp(y, 0, height - 1);
        int left = Math.min((int) cx, Math.max(0, width - 2));
        int top = Math.min((int) cy, Math.max(0, height - 2));
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        float toRight = (float) (cx - left);
        float toBottom = (float) (cy - top);
        int above = mixed(rgb[top * width + right], rgb[top * width + left], toRight);
        int below = mixed(rgb[bottom * width + right], rgb[bottom * width + left], toRight);
        return mixed(below, above, toBottom);
    }

    /** Made smaller; each pixel is the mean of those it stands for. */
    private ColourPicture averaged(int toWidth, int toHeight) {
        int[] to = new int[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++) {
            int top = (int) ((long) y * height / toHeight);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * height / toHeight));
            for (int x = 0; x < toWidth; x++) {
                int left = (int) ((long) x * width / toWidth);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * width / toWidth));
                to[y * toWidth + x] = mean(left, top, right, bottom);
            }
        }
        return new ColourPicture(toWidth, toHeight, to);
    }

    private int mean(int left, int top, int right, int bottom) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = rgb[y * width + x];
                red += pixel >> 16 & 255;
                green += pixel >> 8 & 255;
                blue += pixel & 255;
            }
        }
        int count = (bottom - top) * (right - left);
        return red / count << 16 | green / count << 8 | blue / count;
    }

    /** For Java2D. */
    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }
}
