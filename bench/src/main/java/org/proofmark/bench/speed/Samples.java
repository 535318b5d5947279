package org.proofmark.bench.speed;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.edit.Pixels;

/** JPEG files to measure with, made from photos. */
final class Samples {
    private static final int TILES = 3;
    private static final int TILE_WIDTH = 4000 / TILES;
    private static final int TILE_HEIGHT = 3000 / TILES;

    private Samples() {}

    /** Web size: long side 800, quality 85. */
    static List<byte[]> web(Pictures photos, int count) {
        List<byte[]> files = new ArrayList<>();
        for (Path photo : photos.sample(count, 1, "web size")) {
            files.add(Pixels.jpeg(Pixels.longSide(Pixels.read(Pictures.bytes(photo)), 800), 85));
        }
        return files;
    }

    /** Camera size: 3,999 × 3,000, quality 90; nine photos side by side, so that the detail is that of real pictures. */
    static List<byte[]> camera(Pictures photos, int count) {
        List<byte[]> files = new ArrayList<>();
        List<Path> tiles = photos.sample(count * TILES * TILES, 1, "camera size");
        for (int n = 0; n + TILES * TILES <= tiles.size(); n += TILES * TILES) {
            BufferedImage mosaic = Pixels.blank(TILES * TILE_WIDTH, TILES * TILE_HEIGHT, Color.BLACK);
            Graphics2D pen = mosaic.createGraphics();
            for (int t = 0; t < TILES * TILES; t++) {
                BufferedImage tile =
                        Pixels.resized(Pixels.read(Pictures.bytes(tiles.get(n + t))), TILE_WIDTH, TILE_HEIGHT);
                pen.drawImage(tile, t % TILES * TILE_WIDTH, t / TILES * TILE_HEIGHT, null);
            }
            pen.dispose();
            files.add(Pixels.jpeg(mosaic, 90));
        }
        return files;
    }
}
