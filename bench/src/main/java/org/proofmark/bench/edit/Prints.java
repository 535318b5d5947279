package org.proofmark.bench.edit;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;

/** Printed over the picture. Texts and logos are few, so that unrelated pictures wear the same. */
final class Prints {
    private static final List<String> CAPTIONS = List.of(
            "Summer sale: everything must go",
            "Breaking: what happened next surprised all",
            "Photo of the day - follow us for more",
            "10 places to see before you grow up");
    private static final List<String> MEMES = List.of(
            "WHEN YOU SEE IT",
            "ONE DOES NOT SIMPLY",
            "MONDAY AGAIN",
            "STEAL A PHOTO",
            "THEY SAID IT IS FREE",
            "NOBODY: ME:");

    private Prints() {}

    /** A line of text in a bar over the lower or upper part. */
    static BufferedImage caption(BufferedImage picture, Scene scene) {
        int bar = (int) (picture.getHeight() * scene.between(0.1, 0.16));
        boolean below = !scene.oneIn(3);
        int top = below ? picture.getHeight() - bar : 0;
        boolean dark = scene.oneIn(2);
        BufferedImage out = Pixels.copy(picture);
        Graphics2D pen = out.createGraphics();
        pen.setColor(dark ? new Color(0, 0, 0, 190) : new Color(255, 255, 255, 225));
        pen.fillRect(0, top, out.getWidth(), bar);
        pen.dispose();
        return Lettering.of(scene.any(CAPTIONS), bar * 0.4, dark ? Color.WHITE : Color.BLACK)
                .within(out.getWidth() * 92 / 100)
                .writeCentred(out, top + bar * 2 / 3);
    }

    /** Large outlined capitals above and below. */
    static BufferedImage meme(BufferedImage picture, Scene scene) {
        double height = picture.getHeight() * scene.between(0.07, 0.1);
        BufferedImage out = meme(scene.any(MEMES), height, picture).writeCentred(picture, (int) (height * 1.6));
        return meme(scene.any(MEMES), height, out).writeCentred(out, (int) (out.getHeight() - height * 0.7));
    }

    private static Lettering meme(String text, double height, BufferedImage picture) {
        return Lettering.of(text, height, Color.WHITE)
                .inSerifs()
                .outlined(Color.BLACK)
                .within(picture.getWidth() * 9 / 10);
    }

    /** One of three logos in a corner. */
    static BufferedImage logo(BufferedImage picture, Scene scene) {
        BufferedImage out = Pixels.copy(picture);
        int size = (int) (Math.min(out.getWidth(), out.getHeight()) * scene.between(0.14, 0.25));
        int x = scene.oneIn(2) ? size / 6 : out.getWidth() - size - size / 6;
        int y = scene.oneIn(2) ? size / 6 : out.getHeight() - size - size / 6;
        Graphics2D pen = Pixels.pen(out);
        pen.translate(x, y);
        pen.scale(size / 100.0, size / 100.0);
        Shapes.logo(pen, scene.chance().nextInt(3));
        pen.dispose();
        return out;
    }

    /** Half-transparent slanted text all over. */
    static BufferedImage watermark(BufferedImage picture, Scene scene) {
        int diagonal = (int) Math.hypot(picture.getWidth(), picture.getHeight());
        double height = diagonal * scene.between(0.018, 0.03);
        BufferedImage layer = Pixels.blank(diagonal, diagonal, Color.BLACK);
        Lettering text = Lettering.of("(c) harbour stock", height, Color.WHITE);
        int step = text.width() + (int) (height * 3);
        for (int row = 0; row * height * 5 < diagonal; row++) {
            Lettering line =
                    Lettering.of("(c) harbour stock    ".repeat(1 + diagonal / Math.max(1, step)), height, Color.WHITE);
            layer = line.write(layer, -(row % 2) * step / 2, (int) (height * (5 * row + 3)));
        }
        double strength = scene.between(0.25, 0.45);
        return blended(picture, turned(layer, picture, Math.toRadians(-30)), strength);
    }

    private static BufferedImage turned(BufferedImage layer, BufferedImage to, double angle) {
        BufferedImage out = Pixels.blank(to.getWidth(), to.getHeight(), Color.BLACK);
        Graphics2D pen = Pixels.pen(out);
        AffineTransform place = new AffineTransform();
        place.translate(to.getWidth() / 2.0, to.getHeight() / 2.0);
        place.rotate(angle);
        place.translate(-layer.getWidth() / 2.0, -layer.getHeight() / 2.0);
        pen.drawImage(layer, place, null);
        pen.dispose();
        return out;
    }

    /** White where the layer is white, by a strength; untouched where it is black. */
    private static BufferedImage blended(BufferedImage picture, BufferedImage layer, double strength) {
        BufferedImage out = Pixels.copy(picture);
        byte[] bytes = Pixels.bytes(out);
        byte[] white = Pixels.bytes(layer);
        for (int i = 0; i < bytes.length; i++) {
            double share = (white[i] & 255) / 255.0 * strength;
            bytes[i] = (byte) Math.round((bytes[i] & 255) * (1 - share) + 255 * share);
        }
        return out;
    }

    /** Three to six yellow faces and hearts. */
    static BufferedImage emoji(BufferedImage picture, Scene scene) {
        return strewn(picture, scene, 3 + scene.chance().nextInt(4), 0.1, 0.2, false);
    }

    /** One or two large stickers. */
    static BufferedImage sticker(BufferedImage picture, Scene scene) {
        return strewn(picture, scene, 1 + scene.chance().nextInt(2), 0.25, 0.4, true);
    }

    private static BufferedImage strewn(
            BufferedImage picture, Scene scene, int pieces, double low, double high, boolean stickers) {
        BufferedImage out = Pixels.copy(picture);
        Graphics2D pen = Pixels.pen(out);
        for (int n = 0; n < pieces; n++) {
            double size = Math.min(out.getWidth(), out.getHeight()) * scene.between(low, high);
            AffineTransform before = pen.getTransform();
            pen.translate(scene.between(0, out.getWidth() - size), scene.between(0, out.getHeight() - size));
            pen.scale(size / 100, size / 100);
            pen.rotate(scene.between(-0.4, 0.4), 50, 50);
            if (stickers) {
                Shapes.sticker(pen, scene.chance().nextInt(2));
            } else {
                Shapes.emoji(pen, scene.chance().nextInt(3));
            }
            pen.setTransform(before);
        }
        pen.dispose();
        return out;
    }

    /** One half under plain colour, stripes, or strong pixels. */
    static BufferedImage halfMasked(BufferedImage picture, Scene scene) {
        BufferedImage out = Pixels.copy(picture);
        boolean sides = scene.oneIn(2);
        boolean first = scene.oneIn(2);
        int width = sides ? out.getWidth() / 2 : out.getWidth();
        int height = sides ? out.getHeight() : out.getHeight() / 2;
        int x = sides && !first ? out.getWidth() - width : 0;
        int y = sides || first ? 0 : out.getHeight() - height;
        Graphics2D pen = Pixels.pen(out);
        if (scene.oneIn(3)) {
            BufferedImage part = Pixels.part(picture, x, y, width, height);
            pen.drawImage(coarse(part, Math.max(width, height) / 12), x, y, null);
        } else {
            pen.setColor(new Color(scene.chance().nextInt(0x1000000)));
            pen.fillRect(x, y, width, height);
            pen.setStroke(new BasicStroke(height / 40f));
            pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.4f));
            pen.setColor(Color.GRAY);
            pen.drawLine(x, y + height / 2, x + width, y + height / 2);
        }
        pen.dispose();
        return out;
    }

    private static BufferedImage coarse(BufferedImage part, int pixel) {
        int step = Math.max(2, pixel);
        BufferedImage few =
                Pixels.resized(part, Math.max(1, part.getWidth() / step), Math.max(1, part.getHeight() / step));
        BufferedImage out = Pixels.blank(part.getWidth(), part.getHeight(), Color.BLACK);
        Graphics2D pen = out.createGraphics();
        pen.drawImage(few, 0, 0, out.getWidth(), out.getHeight(), null);
        pen.dispose();
        return out;
    }
}
