package org.proofmark.engine.media;

import java.util.Arrays;

/** Makes pictures smaller: every pixel of the result is the mean of the area it covers. One instance per thread. */
public final class Scaler {
    private static final int ONE = 256;
    private static final boolean IN_VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorRows.areWide();
    private static final int PAD = IN_VECTORS ? VectorRows.PAD : 2;

    private int[] sums = new int[0];

    /**
     * Scales a picture down.
     *
     * @param picture the picture
     * @param longSide the long side wanted, in pixels, at least 1
     * @return a picture with that long side and the same proportions (each side at least one pixel); the picture itself
     *     if its long side is no longer than that
     */
    public GreyPicture down(GreyPicture picture, int longSide) {
        if (longSide < 1) {
            throw new IllegalArgumentException("a long side of " + longSide);
        }
        if (picture.longSide() <= longSide) {
            return picture;
        }
        double factor = longSide / (double) picture.longSide();
        int width = Math.max(1, (int) Math.round(picture.width() * factor));
        int height = Math.max(1, (int) Math.round(picture.height() * factor));
        return to(picture, width, height);
    }

    /** Scales to exactly this size, neither side longer than the picture's own. */
    private GreyPicture to(GreyPicture picture, int width, int height) {
        byte[] target = new byte[width * height];
        Spans across = new Spans(picture.width(), width);
        Spans down = new Spans(picture.height(), height);
        if (sums.length < picture.width() + PAD) {
            sums = new int[picture.width() + PAD];
        }
        for (int y = 0; y < height; y++) {
            sumRows(picture, down, y);
            averageColumns(across, target, y * width, down.total[y]);
        }
        return new GreyPicture(width, height, target);
    }

    private void sumRows(GreyPicture picture, Spans down, int y) {
        int width = picture.width();
        int first = down.first[y];
        int last = down.end[y] - 1;
        int done = !IN_VECTORS
                ? 0
                : VectorRows.sum(
                        picture.pixels(), width, first, last, down.firstWeight[y], ONE, down.lastWeight[y], sums);
        Arrays.fill(sums, done, width, 0);
        for (int row = first; row <= last; row++) {
            addRow(picture.pixels(), row * width, done, width, down.weight(y, row), sums);
        }
    }

    private static void addRow(byte[] pixels, int at, int from, int width, int weight, int[] sums) {
        for (int x = from; x < width; x++) {
            sums[x] += weight * (pixels[at + x] & 255);
        }
    }

    private void averageColumns(Spans across, byte[] target, int at, int rowsTotal) {
        int count = across.first.length;
        float rows = 1f / rowsTotal;
        if (across.narrow) {
            // At most three source pixels each: no inner loop.
            int done = IN_VECTORS
                    ? VectorRows.average(
                            sums, across.first, across.firstShare, across.nextShare, across.lastShare, rows, target, at)
                    : 0;
            for (int x = done; x < count; x++) {
                int p = across.first[x];
                float sum = across.firstShare[x] * sums[p]
                        + across.nextShare[x] * sums[p + 1]
                        + across.lastShare[x] * sums[p + 2];
                target[at + x] = (byte) (int) (sum * rows + 0.5f);
            }
            return;
        }
        for (int x = 0; x < count; x++) {
            int first = across.first[x];
            int last = across.end[x] - 1;
            float sum = (float) across.firstWeight[x] * sums[first];
            if (last > first) {
                int inner = 0;
                for (int i = first + 1; i < last; i++) {
                    inner += sums[i];
                }
                sum += (float) ONE * inner + (float) across.lastWeight[x] * sums[last];
            }
            target[at + x] = (byte) (int) (sum / across.total[x] * rows + 0.5f);
        }
    }

    /** Which source pixels each target pixel covers along one axis, in 256ths of a pixel. */
    private static final class Spans {
        final int[] first;
        final int[] end;
        final int[] firstWeight;
        final int[] lastWeight;
        final int[] total;

        /** Whether every span covers at most three source pixels; then their shares, of a whole of one. */
        final boolean narrow;

        final float[] firstShare;
        final float[] nextShare;
        final float[] lastShare;

        Spans(int source, int target) {
            first = new int[target];
            end = new int[target];
            firstWeight = new int[target];
            lastWeight = new int[target];
            total = new int[target];
            for (int i = 0; i < target; i++) {
                long from = (long) i * source * ONE / target;
                long to = (long) (i + 1) * source * ONE / target;
                first[i] = (int) (from / ONE);
                end[i] = Math.min(source, (int) ((to + ONE - 1) / ONE));
                total[i] = (int) (to - from);
                int last = end[i] - 1;
                firstWeight[i] = last == first[i] ? total[i] : (int) (ONE - from % ONE);
                lastWeight[i] = (int) (to - (long) last * ONE);
            }
            narrow = source < 2L * target;
            firstShare = new float[narrow ? target : 0];
            nextShare = new float[firstShare.length];
            lastShare = new float[firstShare.length];
            for (int i = 0; i < firstShare.length; i++) {
                int covered = end[i] - first[i];
                firstShare[i] = firstWeight[i] / (float) total[i];
                if (covered == 2) {
                    nextShare[i] = lastWeight[i] / (float) total[i];
                } else if (covered == 3) {
                    nextShare[i] = ONE / (float) total[i];
                    lastShare[i] = lastWeight[i] / (float) total[i];
                }
            }
        }

        int weight(int target, int at) {
            if (at == first[target]) {
                return firstWeight[target];
            }
            return at == end[target] - 1 ? lastWeight[target] : ONE;
        }
    }
}
