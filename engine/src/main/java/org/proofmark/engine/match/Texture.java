package org.proofmark.engine.match;

/**
 * The gradients of a picture, and what they come to in the window around each pixel.
 *
 * @param energy the mean of their squares
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
record Texture(FloatPicture across, FloatPicture down, float[] energy) {
    private static final double BLUR = 1.2;

    static Texture of(FloatPicture picture) {
        FloatPicture[] gradients = picture.blurred(BLUR).gradients();
        FloatPicture squares = gradients[0].times(gradients[0]);
        FloatPicture other = gradients[1].times(gradients[1]);
        for (int p = 0; p < squares.pixels.length; p++) {
            squares.pixels[p] += other.pixels[p];
        }
        return new Texture(gradients[0], gradients[1], boxed(squares));
    }

    /**
     * How far the gradients of each window point in more than one direction, by their structure tensor: 4·determinant / trace²,
     * from 0 for a straight edge to 1.
     */
    float[] breadth() {
        float[] xx = boxed(across.times(across));
        float[] xy = boxed(across.times(down));
        float[] breadth = new float[xx.length];
        for (int p = 0; p < breadth.length; p++) {
            float trace = energy[p] + 1e-6f;
            float determinant = xx[p] * (energy[p] - xx[p]) - xy[p] * xy[p];
            breadth[p] = 4 * Math.max(0, determinant) / (trace * trace);
        }
        return breadth;
    }

    /** Amount of the normalised correlation with another's gradients, in each window. */
    float[] correlation(Texture other) {
        float[] correlation = products(other);
        for (int p = 0; p < correlation.length; p++) {
            correlation[p] = Math.abs(correlation[p]) / (float) Math.sqrt(energy[p] * other.energy[p] + 1e-6f);
        }
        return correlation;
    }

    /**
     * The same of what differs from each window's mean gradient: light that falls off evenly agrees with any other that does, and
     * leaves nothing here.
     */
    float[] detail(Texture other) {
        float[] right = boxed(across);
        float[] below = boxed(down);
        float[] otherRight = boxed(other.across);
        float[] otherBelow = boxed(other.down);
        float[] detail = products(other);
        for (int p = 0; p < detail.length; p++) {
            float own = energy[p] - right[p] * right[p] - below[p] * below[p];
            float others = other.energy[p] - otherRight[p] * otherRight[p] - otherBelow[p] * otherBelow[p];
            float common = detail[p] - right[p] * otherRight[p] - below[p] * otherBelow[p];
            detail[p] = Math.abs(common) / (float) Math.sqrt(Math.max(0, own) * Math.max(0, others) + 1e-6f);
        }
        return detail;
    }

    /** The mean product of both gradients, in each window. */
    private float[] products(Texture other) {
        FloatPicture products = new FloatPicture(across.width, across.height);
        for (int p = 0; p < products.pixels.length; p++) {
            products.pixels[p] = across.pixels[p] * other.across.pixels[p] + down.pixels[p] * other.down.pixels[p];
        }
        return boxed(products);
    }

    private static float[] boxed(FloatPicture picture) {
        return picture.boxed(PixelCheck.REACH).pixels;
    }
}
