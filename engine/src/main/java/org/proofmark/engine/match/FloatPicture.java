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
        int[] above = new int[radius + 1];
        int[] below = new int[radius + 1];
        for (int y = 0; y < height; y++) {
            for (int j = 0; j <= radius; j++) {
                above[j] = Math.max(0, y - j) * width;
                below[j] = Math.min(height - 1, y + j) * width;
            }
            Loops.BEST.filter(columns.pixels, y * width, pixels, above, below, kernel, width);
        }
        FloatPicture out = new FloatPicture(width, height);
        float[] row = new float[width + 2 * radius];
        for (int j = 0; j <= radius; j++) {
            above[j] = radius - j;
            below[j] = radius + j;
        }
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0, radius, columns.pixels[y * width]);
            System.arraycopy(columns.pixels, y * width, row, radius, width);
            Arrays.fill(row, radius + width, row.length, columns.pixels[y * width + width - 1]);
            Loops.BEST.filter(out.pixels, y * width, row, above, below, kernel, width);
        }
        return out;
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
            Loops.BEST.gradients(pixels, y * width, width, gx.pixels, gy.pixels);
        }
        return new FloatPicture[] {gx, gy};
    }

    /** The mean of the square of 2 · {@code reach} + 1 pixels around each pixel; beyond the edges only what is there. */
    FloatPicture boxed(int reach) {
        FloatPicture across = new FloatPicture(width, height);
        double[][] four = new double[4][width];
        for (int y = 0; y < height; y += four.length) {
            sumRows(y, reach, four);
            for (int row = 0; row < Math.min(four.length, height - y); row++) {
                meanRow(across.pixels, (y + row) * width, four[row], reach);
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

    /** Running sums along four rows at once, so that none waits for its own last addition; beyond the last row the last again. */
    private void sumRows(int y, int reach, double[][] sums) {
        int a = y * width;
        int b = Math.min(y + 1, height - 1) * width;
        int c = Math.min(y + 2, height - 1) * width;
        int d = Math.min(y + 3, height - 1) * width;
        double sa = 0;
        double sb = 0;
        double sc = 0;
        double sd = 0;
        for (int x = -reach; x < width; x++) {
            int comes = x + reach;
            int goes = x - reach - 1;
            if (comes < width) {
                sa += pixels[a + comes];
                sb += pixels[b + comes];
                sc += pixels[c + comes];
                sd += pixels[d + comes];
            }
            if (goes >= 0) {
                sa -= pixels[a + goes];
                sb -= pixels[b + goes];
                sc -= pixels[c + goes];
                sd -= pixels[d + goes];
            }
            if (x >= 0) {
                sums[0][x] = sa;
                sums[1][x] = sb;
                sums[2][x] = sc;
                sums[3][x] = sd;
            }
        }
    }

    private void meanRow(float[] to, int at, double[] sums, int reach) {
        int first = Math.min(reach, width);
        int last = Math.max(first, width - reach);
        for (int x = 0; x < first; x++) {
            to[at + x] = (float) (sums[x] / (Math.min(x + reach, width - 1) + 1));
        }
        int whole = 2 * reach + 1;
        for (int x = first; x < last; x++) {
            to[at + x] = (float) (sums[x] / whole);
        }
        for (int x = last; x < width; x++) {
            to[at + x] = (float) (sums[x] / (width - Math.max(0, x - reach)));
        }
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
