package org.proofmark.bench.edit;

import java.awt.image.BufferedImage;

/** Smaller, cut, stretched. */
final class Sizes {
    private Sizes() {}

    /** To a share of the area. */
    static Act area(double share) {
        return (picture, scene) -> Pixels.scaled(picture, Math.sqrt(share));
    }

    /** To a long side in pixels. */
    static Act longSide(int pixels) {
        return (picture, scene) -> Pixels.longSide(picture, pixels);
    }

    static Act stretch(double wider, double taller) {
        return (picture, scene) ->
                Pixels.resized(picture, (int) (picture.getWidth() * wider), (int) (picture.getHeight() * taller));
    }

    /** A part anywhere in the picture, of a share of its area and roughly its shape. */
    static Act crop(double share) {
        return (picture, scene) -> {
            double shape = Math.sqrt(scene.between(0.8, 1.25));
            double across = Math.min(1, Math.sqrt(share) * shape);
            int width = (int) Math.round(picture.getWidth() * across);
            int height = (int) Math.round(picture.getHeight() * Math.min(1, share / across));
            return any(picture, Math.max(1, width), Math.max(1, height), scene);
        };
    }

    private static BufferedImage any(BufferedImage picture, int width, int height, Scene scene) {
        int x = scene.chance().nextInt(picture.getWidth() - width + 1);
        int y = scene.chance().nextInt(picture.getHeight() - height + 1);
        return Pixels.part(picture, x, y, width, height);
    }
}
