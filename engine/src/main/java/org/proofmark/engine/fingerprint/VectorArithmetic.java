package org.proofmark.engine.fingerprint;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link Arithmetic} in the widest vectors of this processor, up to 16 floats. */
final class VectorArithmetic implements Arithmetic {
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() <= WIDTH ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS =
            FLOATS.withLanes(int.class).check(int.class);
    private static final int L = FLOATS.length();
    private static final float SQRT_2 = (float) Math.sqrt(2);
    private static final int[] EVERY_16TH = new int[L];

    static {
        for (int i = 0; i < L; i++) {
            EVERY_16TH[i] = 16 * i;
        }
    }

    private final int[] places = new int[WIDTH];

    @Override
    public void blurColumns(
            float[] source, int centre, int[] above, int[] below, float[] kernel, float[] row, int stride) {
        int x = 0;
        for (; x + 4 * L <= stride; x += 4 * L) {
            FloatVector k = FloatVector.broadcast(FLOATS, kernel[0]);
            FloatVector a = FloatVector.fromArray(FLOATS, source, centre + x).mul(k);
            FloatVector b =
                    FloatVector.fromArray(FLOATS, source, centre + x + L).mul(k);
            FloatVector c =
                    FloatVector.fromArray(FLOATS, source, centre + x + 2 * L).mul(k);
            FloatVector d =
                    FloatVector.fromArray(FLOATS, source, centre + x + 3 * L).mul(k);
            for (int j = 1; j < kernel.length; j++) {
                k = FloatVector.broadcast(FLOATS, kernel[j]);
                int p = above[j] + x;
                int q = below[j] + x;
                a = pair(source, p, q).fma(k, a);
                b = pair(source, p + L, q + L).fma(k, b);
                c = pair(source, p + 2 * L, q + 2 * L).fma(k, c);
                d = pair(source, p + 3 * L, q + 3 * L).fma(k, d);
            }
            a.intoArray(row, ROW_PAD + x);
            b.intoArray(row, ROW_PAD + x + L);
            c.intoArray(row, ROW_PAD + x + 2 * L);
            d.intoArray(row, ROW_PAD + x + 3 * L);
        }
        for (; x < stride; x += L) {
            FloatVector a = FloatVector.fromArray(FLOATS, source, centre + x).mul(kernel[0]);
            for (int j = 1; j < kernel.length; j++) {
                a = pair(source, above[j] + x, below[j] + x).fma(FloatVector.broadcast(FLOATS, kernel[j]), a);
            }
            a.intoArray(row, ROW_PAD + x);
        }
    }

    private static FloatVector pair(float[] source, int p, int q) {
        return FloatVector.fromArray(FLOATS, source, p).add(FloatVector.fromArray(FLOATS, source, q));
    }

    @Override
    public void blurRow(float[] row, float[] kernel, float[] target, int at, int stride) {
        int x = 0;
        for (; x + 4 * L <= stride; x += 4 * L) {
            int z = ROW_PAD + x;
            FloatVector k = FloatVector.broadcast(FLOATS, kernel[0]);
            FloatVector a = FloatVector.fromArray(FLOATS, row, z).mul(k);
            FloatVector b = FloatVector.fromArray(FLOATS, row, z + L).mul(k);
            FloatVector c = FloatVector.fromArray(FLOATS, row, z + 2 * L).mul(k);
            FloatVector d = FloatVector.fromArray(FLOATS, row, z + 3 * L).mul(k);
            for (int j = 1; j < kernel.length; j++) {
                k = FloatVector.broadcast(FLOATS, kernel[j]);
                a = pair(row, z - j, z + j).fma(k, a);
                b = pair(row, z + L - j, z + L + j).fma(k, b);
                c = pair(row, z + 2 * L - j, z + 2 * L + j).fma(k, c);
                d = pair(row, z + 3 * L - j, z + 3 * L + j).fma(k, d);
            }
            a.intoArray(target, at + x);
            b.intoArray(target, at + x + L);
            c.intoArray(target, at + x + 2 * L);
            d.intoArray(target, at + x + 3 * L);
        }
        for (; x < stride; x += L) {
            int z = ROW_PAD + x;
            FloatVector a = FloatVector.fromArray(FLOATS, row, z).mul(kernel[0]);
            for (int j = 1; j < kernel.length; j++) {
                a = pair(row, z - j, z + j).fma(FloatVector.broadcast(FLOATS, kernel[j]), a);
            }
            a.intoArray(target, at + x);
        }
    }

    @Override
    public void subtractRow(float[] blurred, float[] sharp, float[] difference, int at, int stride) {
        for (int x = at; x < at + stride; x += L) {
            FloatVector.fromArray(FLOATS, blurred, x)
                    .sub(FloatVector.fromArray(FLOATS, sharp, x))
                    .intoArray(difference, x);
        }
    }

    @Override
    public int extrema(float[] lower, float[] same, float[] upper, int at, int stride, float threshold) {
        int found = 0;
        for (int block = 0; block < WIDTH; block += L) {
            found |= (int) extremaOfBlock(lower, same, upper, at + block, stride, threshold) << block;
        }
        return found;
    }

    /** Most places fail early: first the threshold, then the four neighbours, then the rest. */
    private static long extremaOfBlock(float[] lower, float[] same, float[] upper, int p, int stride, float threshold) {
        FloatVector v = FloatVector.fromArray(FLOATS, same, p);
        VectorMask<Float> left = v.abs().compare(VectorOperators.GT, threshold);
        if (!left.anyTrue()) {
            return 0;
        }
        FloatVector a = FloatVector.fromArray(FLOATS, same, p - 1);
        FloatVector b = FloatVector.fromArray(FLOATS, same, p + 1);
        FloatVector c = FloatVector.fromArray(FLOATS, same, p - stride);
        FloatVector d = FloatVector.fromArray(FLOATS, same, p + stride);
        FloatVector high = a.max(b).max(c.max(d));
        FloatVector low = a.min(b).min(c.min(d));
        left = left.and(v.compare(VectorOperators.GE, high).or(v.compare(VectorOperators.LE, low)));
        if (!left.anyTrue()) {
            return 0;
        }
        a = FloatVector.fromArray(FLOATS, same, p - stride - 1);
        b = FloatVector.fromArray(FLOATS, same, p - stride + 1);
        c = FloatVector.fromArray(FLOATS, same, p + stride - 1);
        d = FloatVector.fromArray(FLOATS, same, p + stride + 1);
        high = high.max(a.max(b).max(c.max(d)));
        low = low.min(a.min(b).min(c.min(d)));
        for (int q = p - stride; q <= p + stride; q += stride) {
            for (int r = q - 1; r <= q + 1; r++) {
                a = FloatVector.fromArray(FLOATS, lower, r);
                b = FloatVector.fromArray(FLOATS, upper, r);
                high = high.max(a.max(b));
                low = low.min(a.min(b));
            }
        }
        VectorMask<Float> highest = v.compare(VectorOperators.GE, high).and(v.compare(VectorOperators.GT, 0f));
        VectorMask<Float> lowest = v.compare(VectorOperators.LE, low).and(v.compare(VectorOperators.LT, 0f));
        return left.and(highest.or(lowest)).toLong();
    }

    @Override
    public void sample(
            float[] picture, int stride, int width, int height, float x, float y, float ux, float uy, float[] patch) {
        float right = width - 1.01f;
        float bottom = height - 1.01f;
        for (int t = 0; t < PATCH_LENGTH; t += L) {
            FloatVector i = FloatVector.fromArray(FLOATS, PatchGrid.I, t);
            FloatVector j = FloatVector.fromArray(FLOATS, PatchGrid.J, t);
            FloatVector fx = i.mul(ux).sub(j.mul(uy)).add(x).max(0f).min(right);
            FloatVector fy = i.mul(uy).add(j.mul(ux)).add(y).max(0f).min(bottom);
            IntVector ix = (IntVector) fx.convertShape(VectorOperators.F2I, INTS, 0);
            IntVector iy = (IntVector) fy.convertShape(VectorOperators.F2I, INTS, 0);
            fx = fx.sub((FloatVector) ix.convertShape(VectorOperators.I2F, FLOATS, 0));
            fy = fy.sub((FloatVector) iy.convertShape(VectorOperators.I2F, FLOATS, 0));
            iy.mul(stride).add(ix).intoArray(places, 0);
            FloatVector a = FloatVector.fromArray(FLOATS, picture, 0, places, 0);
            FloatVector b = FloatVector.fromArray(FLOATS, picture, 1, places, 0);
            FloatVector c = FloatVector.fromArray(FLOATS, picture, stride, places, 0);
            FloatVector d = FloatVector.fromArray(FLOATS, picture, stride + 1, places, 0);
            FloatVector above = b.sub(a).fma(fx, a);
            FloatVector below = d.sub(c).fma(fx, c);
            below.sub(above).fma(fy, above).intoArray(patch, t);
        }
    }

    @Override
    public void gradients(float[] picture, int at, int stride, float[] weights, float[] magnitude, int[] bin) {
        for (int place = 0; place < 256; place += L) {
            int p = at + place / 16 * stride + place % 16;
            FloatVector gx =
                    FloatVector.fromArray(FLOATS, picture, p + 1).sub(FloatVector.fromArray(FLOATS, picture, p - 1));
            FloatVector gy = FloatVector.fromArray(FLOATS, picture, p + stride)
                    .sub(FloatVector.fromArray(FLOATS, picture, p - stride));
            FloatVector ax = gx.abs();
            FloatVector ay = gy.abs();
            FloatVector ratio = ax.min(ay).div(ax.max(ay).add(1e-12f));
            FloatVector square = ratio.mul(ratio);
            FloatVector angle = square.mul(-0.04649647f)
                    .add(0.15931422f)
                    .mul(square)
                    .sub(0.32762277f)
                    .mul(square)
                    .mul(ratio)
                    .add(ratio);
            angle = angle.blend(angle.neg().add((float) (Math.PI / 2)), ay.compare(VectorOperators.GT, ax));
            angle = angle.blend(angle.neg().add((float) Math.PI), gx.compare(VectorOperators.LT, 0f));
            angle = angle.blend(angle.neg().add((float) (2 * Math.PI)), gy.compare(VectorOperators.LT, 0f));
            gx.mul(gx)
                    .add(gy.mul(gy))
                    .sqrt()
                    .mul(FloatVector.fromArray(FLOATS, weights, place))
                    .intoArray(magnitude, place);
            ((IntVector) angle.mul((float) (36 / (2 * Math.PI))).add(.5f).convertShape(VectorOperators.F2I, INTS, 0))
                    .intoArray(bin, place);
        }
    }

    @Override
    public void pool(float[] patch, float[] cellWeights, float[] columns, float[] descriptor) {
        for (int cell = 0; cell < 4; cell++) {
            for (int x = 0; x < 16; x += L) {
                poolColumns(patch, cellWeights, columns, cell, x);
            }
        }
        for (int q = 0; q < 32; q += L) {
            poolRows(cellWeights, columns, descriptor, q);
        }
    }

    private static void poolColumns(float[] patch, float[] cellWeights, float[] columns, int cell, int x) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s0 = zero;
        FloatVector s1 = zero;
        FloatVector s2 = zero;
        FloatVector s3 = zero;
        FloatVector s4 = zero;
        FloatVector s5 = zero;
        FloatVector s6 = zero;
        FloatVector s7 = zero;
        for (int row = PatchGrid.FIRST_ROW[cell]; row < PatchGrid.END_ROW[cell]; row++) {
            int p = (row + 1) * PATCH + 1 + x;
            FloatVector weight = FloatVector.broadcast(FLOATS, cellWeights[cell * 16 + row]);
            FloatVector gx = FloatVector.fromArray(FLOATS, patch, p + 1)
                    .sub(FloatVector.fromArray(FLOATS, patch, p - 1))
                    .mul(weight);
            FloatVector gy = FloatVector.fromArray(FLOATS, patch, p + PATCH)
                    .sub(FloatVector.fromArray(FLOATS, patch, p - PATCH))
                    .mul(weight);
            FloatVector ax = gx.abs();
            FloatVector ay = gy.abs();
            FloatVector px = gx.max(zero);
            FloatVector py = gy.max(zero);
            FloatVector nx = px.sub(gx);
            FloatVector ny = py.sub(gy);
            s0 = s0.add(gx.sub(ay).max(zero));
            s1 = s1.add(px.min(py));
            s2 = s2.add(gy.sub(ax).max(zero));
            s3 = s3.add(nx.min(py));
            s4 = s4.add(gx.neg().sub(ay).max(zero));
            s5 = s5.add(nx.min(ny));
            s6 = s6.add(gy.neg().sub(ax).max(zero));
            s7 = s7.add(px.min(ny));
        }
        int at = cell * 128 + x;
        s0.intoArray(columns, at);
        s1.mul(SQRT_2).intoArray(columns, at + 16);
        s2.intoArray(columns, at + 32);
        s3.mul(SQRT_2).intoArray(columns, at + 48);
        s4.intoArray(columns, at + 64);
        s5.mul(SQRT_2).intoArray(columns, at + 80);
        s6.intoArray(columns, at + 96);
        s7.mul(SQRT_2).intoArray(columns, at + 112);
    }

    /** Lanes are {@code row of cells · 8 + direction}, {@code L} of them from q. */
    private static void poolRows(float[] cellWeights, float[] columns, float[] descriptor, int q) {
        FloatVector c0 = FloatVector.zero(FLOATS);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int x = 0; x < 16; x++) {
            FloatVector column = FloatVector.fromArray(FLOATS, columns, q * 16 + x, EVERY_16TH, 0);
            c0 = column.fma(FloatVector.broadcast(FLOATS, cellWeights[x]), c0);
            c1 = column.fma(FloatVector.broadcast(FLOATS, cellWeights[16 + x]), c1);
            c2 = column.fma(FloatVector.broadcast(FLOATS, cellWeights[32 + x]), c2);
            c3 = column.fma(FloatVector.broadcast(FLOATS, cellWeights[48 + x]), c3);
        }
        spread(c0, descriptor, q, 0);
        spread(c1, descriptor, q, 1);
        spread(c2, descriptor, q, 2);
        spread(c3, descriptor, q, 3);
    }

    private static void spread(FloatVector sums, float[] descriptor, int q, int column) {
        if (L == 16) {
            int at = (q / 8 * 4 + column) * 8;
            ((FloatVector) sums.reinterpretShape(FloatVector.SPECIES_256, 0)).intoArray(descriptor, at);
            ((FloatVector) sums.reinterpretShape(FloatVector.SPECIES_256, 1)).intoArray(descriptor, at + 32);
        } else {
            sums.intoArray(descriptor, (q / 8 * 4 + column) * 8 + q % 8);
        }
    }

    @Override
    public void dots(
            float[] from, int[] vectors, float[] others, int firstOther, int dimensions, int count, float[] out) {
        int step = Math.min(2 * L, WIDTH);
        for (int k = 0; k < count; k += step) {
            int block = firstOther + k / WIDTH * WIDTH * dimensions + k % WIDTH;
            if (L < WIDTH) {
                dotsOfPair(from, vectors, others, block, block + L, dimensions, out, k, k + L, count);
            } else if (k + L < count) {
                dotsOfPair(from, vectors, others, block, block + L * dimensions, dimensions, out, k, k + L, count);
                k += L;
            } else {
                dotsOfPair(from, vectors, others, block, block, dimensions, out, k, k, count);
            }
        }
    }

    /** Two groups of lanes at a time: eight sums keep the multipliers busy. */
    private static void dotsOfPair(
            float[] from,
            int[] vectors,
            float[] others,
            int first,
            int second,
            int dimensions,
            float[] out,
            int at,
            int at2,
            int count) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        int v0 = vectors[0];
        int v1 = vectors[1];
        int v2 = vectors[2];
        int v3 = vectors[3];
        for (int d = 0; d < dimensions; d++) {
            FloatVector a = FloatVector.fromArray(FLOATS, others, first + d * WIDTH);
            FloatVector b = FloatVector.fromArray(FLOATS, others, second + d * WIDTH);
            FloatVector x0 = FloatVector.broadcast(FLOATS, from[v0 + d]);
            FloatVector x1 = FloatVector.broadcast(FLOATS, from[v1 + d]);
            FloatVector x2 = FloatVector.broadcast(FLOATS, from[v2 + d]);
            FloatVector x3 = FloatVector.broadcast(FLOATS, from[v3 + d]);
            a0 = a.fma(x0, a0);
            a1 = a.fma(x1, a1);
            a2 = a.fma(x2, a2);
            a3 = a.fma(x3, a3);
            b0 = b.fma(x0, b0);
            b1 = b.fma(x1, b1);
            b2 = b.fma(x2, b2);
            b3 = b.fma(x3, b3);
        }
        a0.intoArray(out, at);
        a1.intoArray(out, at + count);
        a2.intoArray(out, at + 2 * count);
        a3.intoArray(out, at + 3 * count);
        b0.intoArray(out, at2);
        b1.intoArray(out, at2 + count);
        b2.intoArray(out, at2 + 2 * count);
        b3.intoArray(out, at2 + 3 * count);
    }
}
