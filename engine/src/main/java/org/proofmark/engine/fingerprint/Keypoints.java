package org.proofmark.engine.fingerprint;

import java.util.Arrays;

/** Places found in a scale space, in columns that grow. */
final class Keypoints {
    /** Octave and layer the place was found in. */
    int[] octave = new int[1024];

    int[] layer = new int[1024];

    /** Position in pixels of the octave. */
    float[] x = new float[1024];

    float[] y = new float[1024];

    /** Blur at which the place is most distinct, in pixels of the octave. */
    float[] sigma = new float[1024];

    /** How distinct: the difference of Gaussians there, in shares of full white. */
    float[] response = new float[1024];

    int size;

    void clear() {
        size = 0;
    }

    void add(int octave, int layer, float x, float y, float sigma, float response) {
        if (size == this.octave.length) {
            grow(2 * size);
        }
        this.octave[size] = octave;
        this.layer[size] = layer;
        this.x[size] = x;
        this.y[size] = y;
        this.sigma[size] = sigma;
        this.response[size] = response;
        size++;
    }

    private void grow(int capacity) {
        octave = Arrays.copyOf(octave, capacity);
        layer = Arrays.copyOf(layer, capacity);
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        sigma = Arrays.copyOf(sigma, capacity);
        response = Arrays.copyOf(response, capacity);
    }
}
