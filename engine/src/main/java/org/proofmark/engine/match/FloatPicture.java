package org.proofmark.engine.match;

import java.util.Arrays;
import org.proofmark.engine.media.GreyPicture;

/** A grey picture in floats, row by row, with the few filters the pixel check needs. */
final class FloatPicture {
    final int width;
    final int height;
    final float[] pixels;

    FloatPicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new float[width * height];
    }

    static FloatPicture of(GreyPicture grey) {
        FloatPicture picture = new FloatPicture(grey.width(), grey.height());
        for (int p = 0; p < picture.pixels.length; p++) {
            picture.pixels[p] = grey.pixels()[p] & 255;
        }
        return picture;
    }

    /** Blurred by a Gaussian; edges repeat. */
    FloatPicture blurred(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[radius + 1];
        float sum = 0;
        for (int i = 0; i <= radius; i++) {
            kernel[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? kernel[i] : 2 * kernel[i];
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= sum;
        }
        FloatPicture columns = new FloatPicture(width, height);
        for (int y = 0; y < height; y++) {
            scaleInto(columns.pixels, y * width, pixels, y * width, kernel[0]);
            for (int j = 1; j <= radius; j++) {
                int up = Math.max(0, y - j) * width;
                int down = Math.min(height - 1, y + j) * width;
                addPair(columns.pixels, y * width, pixels, up, down, kernel[j], width);
            }
        }
        FloatPicture out = new FloatPicture(width, height);
        float[] row = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0, radius, columns.pixels[y * width]);
            System.arraycopy(columns.pixels, y * width, row, radius, width);
            Arrays.fill(row, radius + width, row.length, columns.pixels[y * width + width - 1]);
            scaleInto(out.pixels, y * width, row, radius, kernel[0]);
            for (int j = 1; j <= radius; j++) {
                addPair(out.pixels, y * width, row, radius - j, radius + j, kernel[j], width);
            }
        }
        return out;
    }

    private void scaleInto(float[] to, int at, float[] from, int first, float factor) {
        for (int x = 0; x < width; x++) {
            to[at + x] = from[first + x] * factor;
        }
    }

    private static void addPair(float[] to, int at, float[] from, int a, int b, float factor, int width) {
        for (int x = 0; x < width; x++) {
            to[at + x] += (from[a + x] + from[b + x]) * factor;
        }
    }

    /** Pixel by pixel. */
    FloatPicture times(FloatPicture other) {
        FloatPicture product = new FloatPicture(width, height);
        for (int p = 0; p < pixels.length; p++) {
            product.pixels[p] = pixels[p] * other.pixels[p];
        }
        return product;
    }

    /** Gradients along x and y by Sobel's masks; zero on the border. */
    FloatPicture[] gradients() {
        FloatPicture gx = new FloatPicture(width, height);
        FloatPicture gy = new FloatPicture(width, height);
        for (int y = 1; y < height - 1; y++) {
            int row = y * width;
            int up = row - width;
            int down = row + width;
            for (int x = 1; x < width - 1; x++) {
                float a = pixels[up + x - 1];
                float b = pixels[up + x + 1];
                float c = pixels[down + x - 1];
                float d = pixels[down + x + 1];
                gx.pixels[row + x] = b - a + d - c + 2 * (pixels[row + x + 1] - pixels[row + x - 1]);
                gy.pixels[row + x] = c - a + d - b + 2 * (pixels[down + x] - pixels[up + x]);
            }
        }
        return new FloatPicture[] {gx, gy};
    }

    /** The mean of the square of 2 · {@code reach} + 1 pixels around each pixel; beyond the edges only what is there. */
    FloatPicture boxed(int reach) {
        FloatPicture across = new FloatPicture(width, height);
        for (int y = 0; y < height; y++) {
            int row = y * width;
            double sum = 0;
            int count = 0;
            for (int x = -reach; x < width; x++) {
                if (x + reach < width) {
                    sum += pixels[row + x + reach];
                    count++;
                }
                if (x - reach - 1 >= 0) {
                    sum -= pixels[row + x - reach - 1];
                    count--;
                }
                if (x >= 0) {
                    across.pixels[row + x] = (float) (sum / count);
                }
            }
        }
        FloatPicture out = new FloatPicture(width, height);
        double[] sums = new double[width];
        int rows = 0;
        for (int y = -reach; y < height; y++) {
            if (y + reach < height) {
                rows++;
                addRow(sums, across.pixels, (y + reach) * width, 1);
            }
            if (y - reach - 1 >= 0) {
                rows--;
                addRow(sums, across.pixels, (y - reach - 1) * width, -1);
            }
            if (y >= 0) {
                for (int x = 0; x < width; x++) {
                    out.pixels[y * width + x] = (float) (sums[x] / rows);
                }
            }
        }
        return out;
    }

    private void addRow(double[] sums, float[] from, int at, int sign) {
        for (int x = 0; x < width; x++) {
            sums[x] += sign * from[at + x];
        }
    }

    /** Contrast made even: minus the mean around, divided by the spread around. */
    FloatPicture evened(int reach) {
        FloatPicture mean = boxed(reach);
        FloatPicture square = times(this).boxed(reach);
        FloatPicture out = new FloatPicture(width, height);
        for (int p = 0; p < pixels.length; p++) {
            float m = mean.pixels[p];
            float spread = (float) Math.sqrt(Math.max(0, square.pixels[p] - m * m));
            out.pixels[p] = (pixels[p] - m) / (spread + 4);
        }
        return out;
    }

    /**
     * This picture seen through a transform.
     *
     * @param map from the pixels of the result to the pixels of this picture, both counted from pixel centres
     * @param inside receives where the result lies inside this picture
     */
    FloatPicture warped(Transform map, int toWidth, int toHeight, boolean[] inside) {
        FloatPicture out = new FloatPicture(toWidth, toHeight);
        for (int y = 0; y < toHeight; y++) {
            double u = map.b() * y + map.c();
            double v = map.e() * y + map.f();
            double w = map.h() * y + map.i();
            for (int x = 0; x < toWidth; x++) {
                double depth = map.g() * x + w;
                double sx = (map.a() * x + u) / depth;
                double sy = (map.d() * x + v) / depth;
                int p = y * toWidth + x;
                inside[p] = depth > 0 && sx >= 0 && sy >= 0 && sx <= width - 1 && sy <= height - 1;
                if (inside[p]) {
                    out.pixels[p] = at(sx, sy);
                }
            }
        }
        return out;
    }

    /** The value between pixels, bilinear; the place must lie inside. */
    float at(double x, double y) {
        int ix = Math.min((int) x, width - 2);
        int iy = Math.min((int) y, height - 2);
        float fx = (float) (x - ix);
        float fy = (float) (y - iy);
        int p = iy * width + ix;
        float above = pixels[p] + fx * (pixels[p + 1] - pixels[p]);
        float below = pixels[p + width] + fx * (pixels[p + width + 1] - pixels[p + width]);
        return above + fy * (below - above);
    }
}
