package org.proofmark.engine.match;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

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

    /**
     * The picture in a file that was examined: in colour where Java's own readers know the format and agree on its size, else the
     * examiner's grey one.
     */
    static ColourPicture of(byte[] file, Examined seen) {
        try {
            return decoded(file, seen).orElseGet(() -> of(seen.picture()));
        } catch (IOException | RuntimeException unknownHere) {
            return of(seen.picture());
        }
    }

    private static ColourPicture of(GreyPicture grey) {
        int[] rgb = new int[grey.pixels().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (grey.pixels()[i] & 255) * 0x010101;
        }
        return new ColourPicture(grey.width(), grey.height(), rgb);
    }

    private static Optional<ColourPicture> decoded(byte[] file, Examined seen) throws IOException {
        boolean turned = seen.orientation() >= 5;
        int width = turned ? seen.height() : seen.width();
        int height = turned ? seen.width() : seen.height();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
                    return Optional.empty();
                }
                ImageReadParam every = reader.getDefaultReadParam();
                int step = Math.max(1, Math.max(width, height) / ENOUGH);
                every.setSourceSubsampling(step, step, 0, 0);
                return Optional.of(upright(overWhite(reader.read(0, every)), seen.orientation()));
            } finally {
                reader.dispose();
            }
        }
    }

    private static ColourPicture overWhite(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            int alpha = pixels[i] >>> 24;
            pixels[i] = alpha == 255 ? pixels[i] & 0xFFFFFF : mixed(pixels[i], 0xFFFFFF, alpha / 255f);
        }
        return new ColourPicture(image.getWidth(), image.getHeight(), pixels);
    }

    /** The EXIF orientations, as {@link org.proofmark.engine.media} knows them. */
    private static ColourPicture upright(ColourPicture stored, int orientation) {
        int w = stored.width;
        int h = stored.height;
        boolean turned = orientation >= 5;
        int[] to = new int[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int at = switch (orientation) {
                    case 2 -> y * w + w - 1 - x;
                    case 3 -> (h - 1 - y) * w + w - 1 - x;
                    case 4 -> (h - 1 - y) * w + x;
                    case 5 -> x * h + y;
                    case 6 -> x * h + h - 1 - y;
                    case 7 -> (w - 1 - x) * h + h - 1 - y;
                    case 8 -> (w - 1 - x) * h + y;
                    default -> y * w + x;
                };
                to[at] = stored.rgb[y * w + x];
            }
        }
        return new ColourPicture(turned ? h : w, turned ? w : h, to);
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
