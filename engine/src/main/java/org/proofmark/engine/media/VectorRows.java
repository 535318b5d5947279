package org.proofmark.engine.media;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops of {@link Scaler} in vectors: the same numbers to the bit. Needs the module {@code jdk.incubator.vector}. */
final class VectorRows {
    /** Elements that must exist beyond the last sum. */
    static final int PAD = 2 * IntVector.SPECIES_PREFERRED.length() + 2;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int L = INTS.length();
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, L * Byte.SIZE)));

    private VectorRows() {}

    /** Whether this processor's vectors are wide enough to be worth it. */
    static boolean areWide() {
        return L >= 8 && FLOATS.length() == L;
    }

    /**
     * Adds up rows of equal width, the first and the last with their weights, those between with {@code weight}.
     *
     * @return how many columns are done; the last few are left
     */
    static int sum(
            byte[] pixels, int width, int first, int last, int firstWeight, int weight, int lastWeight, int[] sums) {
        int x = 0;
        for (; x + L <= width; x += L) {
            IntVector sum = pixels(pixels, first * width + x).mul(firstWeight);
            for (int row = first + 1; row < last; row++) {
                sum = sum.add(pixels(pixels, row * width + x).mul(weight));
            }
            if (last > first) {
                sum = sum.add(pixels(pixels, last * width + x).mul(lastWeight));
            }
            sum.intoArray(sums, x);
        }
        return x;
    }

    private static IntVector pixels(byte[] pixels, int at) {
        return (IntVector)
                ByteVector.fromArray(BYTES, pixels, at).convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
    }

    /**
     * Means of up to three neighbouring sums each: {@code target[at + x] = (a[x] · sums[first[x]] + b[x] · sums[first[x] + 1]
     * + c[x] · sums[first[x] + 2]) · scale}, rounded. Neighbours in {@code first} are less than two apart on average.
     *
     * @return how many are done; the last few are left
     */
    static int average(int[] sums, int[] first, float[] a, float[] b, float[] c, float scale, byte[] target, int at) {
        int x = 0;
        for (; x + L <= first.length; x += L) {
            int from = first[x];
            IntVector place = IntVector.fromArray(INTS, first, x).sub(from);
            FloatVector sum = FloatVector.fromArray(FLOATS, a, x)
                    .mul(sums(sums, from, place))
                    .add(FloatVector.fromArray(FLOATS, b, x).mul(sums(sums, from + 1, place)))
                    .add(FloatVector.fromArray(FLOATS, c, x).mul(sums(sums, from + 2, place)));
            IntVector grey = (IntVector) sum.mul(scale).add(0.5f).convertShape(VectorOperators.F2I, INTS, 0);
            ((ByteVector) grey.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(target, at + x);
        }
        return x;
    }

    private static FloatVector sums(int[] sums, int from, IntVector place) {
        IntVector near = IntVector.fromArray(INTS, sums, from);
        IntVector far = IntVector.fromArray(INTS, sums, from + L);
        return (FloatVector) place.selectFrom(near, far).convertShape(VectorOperators.I2F, FLOATS, 0);
    }
}
