package org.proofmark.engine.match;

/**
 * A projective map of the plane: (x, y) goes to ((a·x + b·y + c) / w, (d·x + e·y + f) / w) with w = g·x + h·y + i. What the
 * coordinates are is said where one is used.
 */
public record Transform(double a, double b, double c, double d, double e, double f, double g, double h, double i) {
    /** Maps every point to itself. */
    public static final Transform IDENTITY = new Transform(1, 0, 0, 0, 1, 0, 0, 0, 1);

    public Transform {
        double sum = a + b + c + d + e + f + g + h + i;
        if (Double.isNaN(sum) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("a transform of numbers that are not finite");
        }
    }

    /** An affine map. */
    public static Transform affine(double a, double b, double c, double d, double e, double f) {
        return new Transform(a, b, c, d, e, f, 0, 0, 1);
    }

    /** Scales both axes. */
    public static Transform scaling(double factor) {
        return affine(factor, 0, 0, 0, factor, 0);
    }

    /** The x of a mapped point. */
    public double x(double x, double y) {
        return (a * x + b * y + c) / (g * x + h * y + i);
    }

    /** The y of a mapped point. */
    public double y(double x, double y) {
        return (d * x + e * y + f) / (g * x + h * y + i);
    }

    /** First this, then the other. */
    public Transform then(Transform o) {
        return new Transform(
                o.a * a + o.b * d + o.c * g,
                o.a * b + o.b * e + o.c * h,
                o.a * c + o.b * f + o.c * i,
                o.d * a + o.e * d + o.f * g,
                o.d * b + o.e * e + o.f * h,
                o.d * c + o.e * f + o.f * i,
                o.g * a + o.h * d + o.i * g,
                o.g * b + o.h * e + o.i * h,
                o.g * c + o.h * f + o.i * i);
    }

    /**
     * The way back.
     *
     * @throws ArithmeticException if there is none
     */
    public Transform inverse() {
        double det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
        if (Math.abs(det) < 1e-12) {
            throw new ArithmeticException("this transform has no inverse");
        }
        return new Transform(
                (e * i - f * h) / det,
                (c * h - b * i) / det,
                (b * f - c * e) / det,
                (f * g - d * i) / det,
                (a * i - c * g) / det,
                (c * d - a * f) / det,
                (d * h - e * g) / det,
                (b * g - a * h) / det,
                (a * e - b * d) / det);
    }

    /** How much areas grow around a point; negative where the map mirrors. */
    public double areaFactor(double x, double y) {
        double w = g * x + h * y + i;
        double det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
        return det / (w * w * w);
    }
}
