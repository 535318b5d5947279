package org.proofmark.engine.match;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Loops} in vectors. Products and sums are rounded one by one, as plain Java does. */
final class VectorLoops implements Loops {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int L = FLOATS.length();
    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

    /** Whether this processor has vectors of four doubles. */
    static boolean fit() {
        return DoubleVector.SPECIES_PREFERRED.length() >= FOUR.length();
    }

    @Override
    public void filter(float[] to, int at, float[] from, int[] a, int[] b, float[] kernel, int width) {
        int x = 0;
        for (; x + 2 * L <= width; x += 2 * L) {
            FloatVector left = FloatVector.fromArray(FLOATS, from, a[0] + x).mul(kernel[0]);
            FloatVector right =
                    FloatVector.fromArray(FLOATS, from, a[0] + x + L).mul(kernel[0]);
            for (int j = 1; j < kernel.length; j++) {
                int p = a[j] + x;
                int q = b[j] + x;
                FloatVector k = FloatVector.broadcast(FLOATS, kernel[j]);
                left = left.add(pair(from, p, q).mul(k));
                right = right.add(pair(from, p + L, q + L).mul(k));
            }
            left.intoArray(to, at + x);
            right.intoArray(to, at + x + L);
        }
        ScalarLoops.filter(to, at, from, a, b, kernel, x, width);
    }

    private static FloatVector pair(float[] from, int p, int q) {
        return FloatVector.fromArray(FLOATS, from, p).add(FloatVector.fromArray(FLOATS, from, q));
    }

    @Override
    public void gradients(float[] picture, int row, int width, float[] across, float[] down) {
        int x = 1;
        for (; x + L < width; x += L) {
            int p = row + x;
            FloatVector a = FloatVector.fromArray(FLOATS, picture, p - width - 1);
            FloatVector b = FloatVector.fromArray(FLOATS, picture, p - width + 1);
            FloatVector c = FloatVector.fromArray(FLOATS, picture, p + width - 1);
            FloatVector d = FloatVector.fromArray(FLOATS, picture, p + width + 1);
            b.sub(a)
                    .add(d)
                    .sub(c)
                    .add(FloatVector.fromArray(FLOATS, picture, p + 1)
                            .sub(FloatVector.fromArray(FLOATS, picture, p - 1))
                            .mul(2))
                    .intoArray(across, p);
            c.sub(a)
                    .add(d)
                    .sub(b)
                    .add(FloatVector.fromArray(FLOATS, picture, p + width)
                            .sub(FloatVector.fromArray(FLOATS, picture, p - width))
                            .mul(2))
                    .intoArray(down, p);
        }
        ScalarLoops.gradients(picture, row, x, width, across, down);
    }

    @Override
    public double[][] normal(double[] rows, double[] weights, double[] errors, int count) {
        DoubleVector none = DoubleVector.zero(FOUR);
        DoubleVector a = none;
        DoubleVector aa = none;
        DoubleVector b = none;
        DoubleVector bb = none;
        DoubleVector c = none;
        DoubleVector cc = none;
        DoubleVector d = none;
        DoubleVector dd = none;
        DoubleVector ee = none; // below the diagonal nothing is needed
        DoubleVector ff = none;
        DoubleVector gg = none;
        DoubleVector hh = none;
        for (int k = 0; k < count; k++) {
            int at = k * UNKNOWNS;
            double weight = weights[k];
            DoubleVector left = DoubleVector.fromArray(FOUR, rows, at);
            DoubleVector right = DoubleVector.fromArray(FOUR, rows, at + 4);
            double w = weight * rows[at];
            a = a.add(left.mul(w));
            aa = aa.add(right.mul(w));
            w = weight * rows[at + 1];
            b = b.add(left.mul(w));
            bb = bb.add(right.mul(w));
            w = weight * rows[at + 2];
            c = c.add(left.mul(w));
            cc = cc.add(right.mul(w));
            w = weight * rows[at + 3];
            d = d.add(left.mul(w));
            dd = dd.add(right.mul(w));
            ee = ee.add(right.mul(weight * rows[at + 4]));
            ff = ff.add(right.mul(weight * rows[at + 5]));
            gg = gg.add(right.mul(weight * rows[at + 6]));
            hh = hh.add(right.mul(weight * rows[at + 7]));
        }
        double[][] normal = {
            row(a, aa), row(b, bb), row(c, cc), row(d, dd), row(none, ee), row(none, ff), row(none, gg), row(none, hh)
        };
        side(rows, weights, errors, count, normal);
        return normal;
    }

    private static void side(double[] rows, double[] weights, double[] errors, int count, double[][] normal) {
        DoubleVector left = DoubleVector.zero(FOUR);
        DoubleVector right = left;
        for (int k = 0; k < count; k++) {
            int at = k * UNKNOWNS;
            left = left.add(
                    DoubleVector.fromArray(FOUR, rows, at).mul(weights[k]).mul(errors[k]));
            right = right.add(
                    DoubleVector.fromArray(FOUR, rows, at + 4).mul(weights[k]).mul(errors[k]));
        }
        for (int i = 0; i < 4; i++) {
            normal[i][UNKNOWNS] = left.lane(i);
            normal[i + 4][UNKNOWNS] = right.lane(i);
        }
    }

    private static double[] row(DoubleVector left, DoubleVector right) {
        double[] row = new double[UNKNOWNS + 1];
        left.intoArray(row, 0);
        right.intoArray(row, 4);
        return row;
    }
}
