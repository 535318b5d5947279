package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The picture as a part of a larger one. */
final class Contexts {
    private Contexts() {}

    /**
     * On a page or inside an unrelated picture, 1,200 pixels wide or high.
     *
     * @param share the picture's share of the whole area
     */
    static Act embed(double share) {
        return (picture, scene) -> {
            BufferedImage host = scene.oneIn(2)
                    ? Pixels.longSide(scene.other(), 1200)
                    : Pages.article(900 + scene.chance().nextInt(300), 1200, scene);
            double factor = Math.sqrt(
                    share * host.getWidth() * host.getHeight() / ((double) picture.getWidth() * picture.getHeight()));
            factor = Math.min(factor, 0.98 * host.getWidth() / picture.getWidth());
            factor = Math.min(factor, 0.98 * host.getHeight() / picture.getHeight());
            BufferedImage small = Pixels.scaled(picture, factor);
            int x = scene.chance().nextInt(host.getWidth() - small.getWidth() + 1);
            int y = scene.chance().nextInt(host.getHeight() - small.getHeight() + 1);
            draw(small, host, x, y);
            return host;
        };
    }

    /** One tile of a square of tiles; the others show unrelated pictures. */
    static Act collage(int tiles) {
        return (picture, scene) -> {
            int width = 1200 / tiles;
            int height = (scene.oneIn(2) ? 1200 : 900) / tiles;
            int gap = scene.oneIn(2) ? 0 : 6;
            BufferedImage out = Pixels.blank(width * tiles + gap, height * tiles + gap, Color.WHITE);
            int ours = scene.chance().nextInt(tiles * tiles);
            for (int tile = 0; tile < tiles * tiles; tile++) {
                BufferedImage shown = tile == ours ? picture : scene.other();
                draw(
                        Pixels.filling(shown, width - gap, height - gap),
                        out,
                        tile % tiles * width + gap,
                        tile / tiles * height + gap);
            }
            return out;
        };
    }

    /** A window of 1,280 pixels: tabs, address, headline, the picture, a column of other pictures. */
    static BufferedImage browser(BufferedImage picture, Scene scene) {
        BufferedImage out = Pages.browser(1280, 800 + scene.chance().nextInt(200), scene);
        int width = 620 + scene.chance().nextInt(160);
        BufferedImage shown = fitted(picture, width, out.getHeight() - 230);
        draw(shown, out, 60, 190);
        for (int n = 0; n < 3; n++) {
            draw(Pixels.filling(scene.other(), 240, 150), out, 980, 190 + n * 190);
        }
        int below = 190 + shown.getHeight() + 40;
        return Pages.lines(out, 60, below, width, (out.getHeight() - below) / 26, scene);
    }

    /** A telephone's upright screen of 750 × 1,334 with a post of the picture. */
    static BufferedImage phone(BufferedImage picture, Scene scene) {
        BufferedImage out = Pages.phone(scene);
        BufferedImage shown = fitted(picture, 750, 860);
        draw(shown, out, (750 - shown.getWidth()) / 2, 180);
        return Pages.post(out, 180 + shown.getHeight(), scene);
    }

    private static BufferedImage fitted(BufferedImage picture, int width, int height) {
        return Pixels.scaled(
                picture, Math.min(width / (double) picture.getWidth(), height / (double) picture.getHeight()));
    }

    private static void draw(BufferedImage picture, BufferedImage onto, int x, int y) {
        Graphics2D pen = onto.createGraphics();
        pen.drawImage(picture, x, y, null);
        pen.dispose();
    }
}
