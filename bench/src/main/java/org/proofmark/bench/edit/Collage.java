package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A square of tiles of which each shows another photo, unlike the edit of that name, where one does.
 *
 * @param file a JPEG of 1,200 pixels width
 * @param tiles what is shown, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once
public record Collage(byte[] file, List<Tile> tiles) {
    private static final int WIDTH = 1200;
    private static final int GAP = 6;

    /** One photo, cut to the tile's shape around its middle. */
    public record Tile(Path photo, boolean mirrored) {}

    /**
     * Makes a collage; the same for the same arguments.
     *
     * @param photos more than there are tiles
     * @param side tiles in a row and in a column
     * @param mirrored how many of them are mirrored
     */
    public static Collage of(Pictures photos, int side, int mirrored, long seed, int number) {
        SplittableRandom chance = Edit.chance(seed, "collage " + number, Integer.toString(side));
        List<Path> shuffled = new ArrayList<>(photos.files());
        Collections.shuffle(shuffled, new Random(chance.nextLong()));
        List<Integer> turned =
                new ArrayList<>(IntStream.range(0, side * side).boxed().toList());
        Collections.shuffle(turned, new Random(chance.nextLong()));
        List<Tile> tiles = IntStream.range(0, side * side)
                .mapToObj(tile -> new Tile(shuffled.get(tile), turned.indexOf(tile) < mirrored))
                .toList();
        int gap = chance.nextBoolean() ? GAP : 0;
        return new Collage(Pixels.jpeg(drawn(tiles, side, chance.nextBoolean() ? WIDTH : 900, gap), 85), tiles);
    }

    private static BufferedImage drawn(List<Tile> tiles, int side, int height, int gap) {
        BufferedImage out = Pixels.blank(WIDTH + gap, height + gap, Color.WHITE);
        int wide = WIDTH / side;
        int high = height / side;
        Graphics2D pen = out.createGraphics();
        for (int at = 0; at < tiles.size(); at++) {
            BufferedImage shown =
                    Pixels.filling(Pixels.read(Pictures.bytes(tiles.get(at).photo())), wide - gap, high - gap);
            int x = at % side * wide + gap;
            int y = at / side * high + gap;
            boolean mirrored = tiles.get(at).mirrored();
            pen.drawImage(
                    shown,
                    mirrored ? x + shown.getWidth() : x,
                    y,
                    mirrored ? -shown.getWidth() : shown.getWidth(),
                    shown.getHeight(),
                    null);
        }
        pen.dispose();
        return out;
    }
}
