package org.proofmark.engine.fingerprint;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link Arithmetic} in the widest vectors of this processor, up to 16 floats. */
final class VectorArithmetic implements Arithmetic {
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() <= WIDTH ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS =
            FLOATS.withLanes(int.class).check(int.class);
    private static final int L = FLOATS.length();

    /** As many bytes as floats, or the fewest there are vectors of. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, L * Byte.SIZE)));

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
    public void extrema(
            float[] lower, float[] same, float[] upper, int at, int stride, float threshold, int[] found, int blocks) {
        Arrays.fill(found, 0, blocks, 0);
        for (int i = 0; i < blocks * WIDTH; i += L) {
            int places = (int) extremaOfBlock(lower, same, upper, at + i, stride, threshold);
            found[i / WIDTH] |= places << i % WIDTH;
        }
    }

    /**
     * Most places fail early: first the threshold, then the neighbours in the same layer, then the rest.
     *
     * <p>Floats are compared by their bits, which one instruction can do and Java's maximum of floats takes six for: as signed
     * numbers the bits of a positive float order it against all others, as unsigned ones those of a negative float do, the
     * lowest first.
     */
    private static long extremaOfBlock(float[] lower, float[] same, float[] upper, int p, int stride, float threshold) {
        FloatVector value = FloatVector.fromArray(FLOATS, same, p);
        VectorMask<Float> left = value.abs().compare(VectorOperators.GT, threshold);
        if (!left.anyTrue()) {
            return 0;
        }
        IntVector v = value.reinterpretAsInts();
        IntVector a = bits(same, p - 1);
        IntVector b = bits(same, p + 1);
        IntVector c = bits(same, p - stride);
        IntVector d = bits(same, p + stride);
        IntVector high = a.max(b).max(c.max(d));
        IntVector low = lowest(lowest(a, b), lowest(c, d));
        a = bits(same, p - stride - 1);
        b = bits(same, p - stride + 1);
        c = bits(same, p + stride - 1);
        d = bits(same, p + stride + 1);
        high = high.max(a.max(b).max(c.max(d)));
        low = lowest(low, lowest(lowest(a, b), lowest(c, d)));
        VectorMask<Integer> above = v.compare(VectorOperators.GE, high);
        VectorMask<Integer> below = v.compare(VectorOperators.UGE, low);
        if (!left.and(above.or(below).cast(FLOATS)).anyTrue()) {
            return 0;
        }
        for (int q = p - stride; q <= p + stride; q += stride) {
            for (int r = q - 1; r <= q + 1; r++) {
                a = bits(lower, r);
                b = bits(upper, r);
                high = high.max(a.max(b));
                low = lowest(low, lowest(a, b));
            }
        }
        above = v.compare(VectorOperators.GE, high).and(v.compare(VectorOperators.GT, 0));
        below = v.compare(VectorOperators.UGE, low).and(v.compare(VectorOperators.LT, 0));
        return left.and(above.or(below).cast(FLOATS)).toLong();
    }

    private static IntVector bits(float[] numbers, int at) {
        return FloatVector.fromArray(FLOATS, numbers, at).reinterpretAsInts();
    }

    private static IntVector lowest(IntVector a, IntVector b) {
        return a.lanewise(VectorOperators.UMAX, b);
    }

    @Override
    public void sample(
            float[] picture, int stride, int width, int height, float x, float y, float ux, float uy, float[] patch) {
        FloatVector rightmost = FloatVector.broadcast(FLOATS, width - 1.01f);
        FloatVector lowermost = FloatVector.broadcast(FLOATS, height - 1.01f);
        for (int t = 0; t < PATCH_LENGTH; t += L) {
            FloatVector i = FloatVector.fromArray(FLOATS, PatchGrid.I, t);
            FloatVector j = FloatVector.fromArray(FLOATS, PatchGrid.J, t);
            FloatVector fx = smaller(positive(i.mul(ux).sub(j.mul(uy)).add(x)), rightmost);
            FloatVector fy = smaller(positive(i.mul(uy).add(j.mul(ux)).add(y)), lowermost);
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

    /** The larger of each number and zero, by its bits: the same number, faster than Java's maximum of floats. */
    private static FloatVector positive(FloatVector numbers) {
        return numbers.reinterpretAsInts().max(0).reinterpretAsFloats();
    }

    /** The smaller of numbers without a sign, likewise. */
    private static FloatVector smaller(FloatVector a, FloatVector b) {
        return a.reinterpretAsInts().min(b.reinterpretAsInts()).reinterpretAsFloats();
    }

    /** The larger of numbers without a sign, likewise. */
    private static FloatVector larger(FloatVector a, FloatVector b) {
        return a.reinterpretAsInts().max(b.reinterpretAsInts()).reinterpretAsFloats();
    }

    @Override
    public void gradients(
            float[] picture,
            int at,
            int stride,
            float[] weights,
            int firstRow,
            int endRow,
            float[] magnitude,
            int[] bin) {
        for (int place = firstRow * 16; place < endRow * 16; place += L) {
            int p = at + place / 16 * stride + place % 16;
            FloatVector gx =
                    FloatVector.fromArray(FLOATS, picture, p + 1).sub(FloatVector.fromArray(FLOATS, picture, p - 1));
            FloatVector gy = FloatVector.fromArray(FLOATS, picture, p + stride)
                    .sub(FloatVector.fromArray(FLOATS, picture, p - stride));
            FloatVector ax = gx.abs();
            FloatVector ay = gy.abs();
            FloatVector ratio = smaller(ax, ay).div(larger(ax, ay).add(1e-12f));
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
    public void pool(float[] patch, float[] cellWeights, float[] columns, float[] descriptor, int at) {
        for (int cell = 0; cell < 4; cell++) {
            for (int x = 0; x < 16; x += L) {
                poolColumns(patch, cellWeights, columns, cell, x);
            }
        }
        for (int q = 0; q < 32; q += L) {
            poolRows(cellWeights, columns, descriptor, at, q);
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
    private static void poolRows(float[] cellWeights, float[] columns, float[] descriptor, int at, int q) {
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
        spread(c0, descriptor, at, q, 0);
        spread(c1, descriptor, at, q, 1);
        spread(c2, descriptor, at, q, 2);
        spread(c3, descriptor, at, q, 3);
    }

    private static void spread(FloatVector sums, float[] descriptor, int from, int q, int column) {
        int at = from + (q / 8 * 4 + column) * 8;
        if (L == 16) {
            ((FloatVector) sums.reinterpretShape(FloatVector.SPECIES_256, 0)).intoArray(descriptor, at);
            ((FloatVector) sums.reinterpretShape(FloatVector.SPECIES_256, 1)).intoArray(descriptor, at + 32);
        } else {
            sums.intoArray(descriptor, at + q % 8);
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

    @Override
    public void dots(
            float[] from, int[] vectors, byte[] others, float[] steps, int firstOther, int count, float[] out) {
        int dimensions = steps.length * Symmetry.BLOCK;
        for (int k = 0; k < count; k += 2 * L) {
            int k2 = Math.min(k + L, count - L);
            int first = firstOther + k / WIDTH * WIDTH * dimensions + k % WIDTH;
            int second = firstOther + k2 / WIDTH * WIDTH * dimensions + k2 % WIDTH;
            dotsOfPair(from, vectors, others, steps, first, second, out, k, k2, count);
        }
    }

    private static void dotsOfPair(
            float[] from,
            int[] vectors,
            byte[] others,
            float[] steps,
            int first,
            int second,
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
        for (int block = 0; block < steps.length; block++) {
            FloatVector step = FloatVector.broadcast(FLOATS, steps[block]);
            int p = block * Symmetry.BLOCK;
            int v0 = vectors[0] + p;
            int v1 = vectors[1] + p;
            int v2 = vectors[2] + p;
            int v3 = vectors[3] + p;
            int p1 = first + p * WIDTH;
            int p2 = second + p * WIDTH;
            for (int d = 0; d < Symmetry.BLOCK; d++) {
                FloatVector a = numbers(others, p1 + d * WIDTH).mul(step);
                FloatVector b = numbers(others, p2 + d * WIDTH).mul(step);
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

    private static FloatVector numbers(byte[] bytes, int at) {
        return (FloatVector) ByteVector.fromArray(BYTES, bytes, at).convertShape(VectorOperators.B2F, FLOATS, 0);
    }
}
