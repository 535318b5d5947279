package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Around the picture. */
final class Frames {
    private static final List<Color> COLOURS =
            List.of(Color.WHITE, Color.BLACK, new Color(0xB22222), new Color(0xE8DCC0), new Color(0x20456B));

    private Frames() {}

    /** One colour on all sides, often with a thin inner line. */
    static BufferedImage border(BufferedImage picture, Scene scene) {
        int wide = (int) (Math.max(picture.getWidth(), picture.getHeight()) * scene.between(0.03, 0.1));
        Color colour = scene.any(COLOURS);
        BufferedImage out = around(picture, wide, wide, colour);
        if (scene.oneIn(2)) {
            Graphics2D pen = Pixels.pen(out);
            pen.setColor(colour.equals(Color.BLACK) ? Color.LIGHT_GRAY : Color.DARK_GRAY);
            pen.drawRect(wide / 2, wide / 2, out.getWidth() - wide - 1, out.getHeight() - wide - 1);
            pen.dispose();
        }
        return out;
    }

    /** Bars that make the picture square or 16:9. */
    static BufferedImage letterbox(BufferedImage picture, Scene scene) {
        double wanted = scene.oneIn(2) ? 1 : 16 / 9.0;
        double is = picture.getWidth() / (double) picture.getHeight();
        int x = is < wanted ? (int) ((picture.getHeight() * wanted - picture.getWidth()) / 2) : 0;
        int y = is < wanted ? 0 : (int) ((picture.getWidth() / wanted - picture.getHeight()) / 2);
        return around(picture, Math.max(x, 4), Math.max(y, 4), scene.oneIn(3) ? Color.WHITE : Color.BLACK);
    }

    static BufferedImage rounded(BufferedImage picture, Scene scene) {
        double radius = Math.min(picture.getWidth(), picture.getHeight()) * scene.between(0.2, 0.4);
        return cut(
                picture,
                new RoundRectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight(), radius, radius),
                scene.oneIn(2) ? Color.WHITE : Color.BLACK);
    }

    /** The middle square as a disc. */
    static BufferedImage circle(BufferedImage picture, Scene scene) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        BufferedImage square =
                Pixels.part(picture, (picture.getWidth() - side) / 2, (picture.getHeight() - side) / 2, side, side);
        return cut(square, new Ellipse2D.Double(1, 1, side - 2, side - 2), scene.oneIn(2) ? Color.WHITE : Color.BLACK);
    }

    /** A stock agency's sheet: white margin, the agency's strip below, the same on every picture. */
    static BufferedImage agency(BufferedImage picture, Scene scene) {
        int strip = Math.max(28, picture.getHeight() / 12);
        BufferedImage out = Pixels.blank(picture.getWidth() + 16, picture.getHeight() + 16 + strip, Color.WHITE);
        Graphics2D pen = Pixels.pen(out);
        pen.drawImage(picture, 8, 8, null);
        pen.setColor(new Color(0x1F2A36));
        pen.fillRect(0, picture.getHeight() + 16, out.getWidth(), strip);
        pen.dispose();
        int base = picture.getHeight() + 16 + strip * 7 / 10;
        BufferedImage named =
                Lettering.of("HARBOUR STOCK", strip * 0.5, Color.WHITE).write(out, 12, base);
        return Lettering.of(
                        "www.harbourstock.example   image " + scene.chance().nextInt(100000, 999999),
                        strip * 0.3,
                        Color.LIGHT_GRAY)
                .write(named, out.getWidth() * 2 / 5, base);
    }

    static BufferedImage around(BufferedImage picture, int x, int y, Color colour) {
        BufferedImage out = Pixels.blank(picture.getWidth() + 2 * x, picture.getHeight() + 2 * y, colour);
        Graphics2D pen = out.createGraphics();
        pen.drawImage(picture, x, y, null);
        pen.dispose();
        return out;
    }

    private static BufferedImage cut(BufferedImage picture, Shape shape, Color ground) {
        BufferedImage out = Pixels.blank(picture.getWidth(), picture.getHeight(), ground);
        Graphics2D pen = Pixels.pen(out);
        pen.setPaint(new TexturePaint(picture, new Rectangle(0, 0, picture.getWidth(), picture.getHeight())));
        pen.fill(shape);
        pen.dispose();
        return out;
    }
}
