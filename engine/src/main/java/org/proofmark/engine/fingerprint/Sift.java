package org.proofmark.engine.fingerprint;

import org.proofmark.engine.media.GreyPicture;

/** Local features of a picture: detection, direction and description in one. One instance per thread. */
final class Sift {
    /** Octaves keep every second pixel, the first among them, so their first pixels share a centre. */
    private static final float PIXEL_CENTRE = 0.5f;

    private final ScaleSpace space;
    private final Detector detector;
    private final Describer describer;
    private int[] geometry = new int[0];
    private float[] descriptors = new float[0];
    private int size;
    private int clear;

    Sift(Arithmetic arithmetic) {
        space = new ScaleSpace(arithmetic);
        detector = new Detector(arithmetic);
        describer = new Describer(arithmetic);
    }

    /** Finds and describes up to {@code most} features. The results are in the accessors below, until the next call. */
    void extract(GreyPicture picture, int most) {
        if (geometry.length < most) {
            geometry = new int[most];
            descriptors = new float[(most + 4) * Describer.LENGTH];
        }
        size = 0;
        clear = 0;
        space.build(picture);
        Keypoints keypoints = detector.detect(space);
        float side = picture.longSide();
        for (int i : detector.choose(space, most)) {
            int directions = describer.directions(space, keypoints, i);
            for (int a = 0; a < directions && size < most; a++) {
                float angle = describer.angles[a];
                describer.describe(space, keypoints, i, angle, descriptors, size * Describer.LENGTH);
                float pixel = 1 << keypoints.octave[i];
                geometry[size++] = Features.pack(
                        (keypoints.x[i] * pixel + PIXEL_CENTRE) / side,
                        (keypoints.y[i] * pixel + PIXEL_CENTRE) / side,
                        keypoints.sigma[i] * pixel / side,
                        angle);
                clear += Detector.isClear(keypoints.response[i]) ? 1 : 0;
            }
            if (size == most) {
                break;
            }
        }
        Describer.normalise(descriptors, size);
    }

    /** How many features the last picture gave. */
    int size() {
        return size;
    }

    /** How many of them are more than noise. */
    int clear() {
        return clear;
    }

    /** Their packed places ({@link Features}). */
    int[] geometry() {
        return geometry;
    }

    /** Their descriptors, {@value Describer#LENGTH} numbers each, squares summing to 1. */
    float[] descriptors() {
        return descriptors;
    }
}
