package org.proofmark.bench.edit;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where an edit happens: the chance it may take, and the unrelated pictures it may show beside the photo.
 *
 * @param chance the only source of chance
 * @param others unrelated pictures
 */
public record Scene(SplittableRandom chance, Pictures others) {

    BufferedImage other() {
        return others.get(chance.nextInt(others.size()));
    }

    double between(double low, double high) {
        return chance.nextDouble(low, high);
    }

    boolean oneIn(int times) {
        return chance.nextInt(times) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
