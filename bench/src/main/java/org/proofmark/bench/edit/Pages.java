package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pages, windows and screens without the picture. */
final class Pages {
    private static final List<String> WORDS = List.of(
            "the", "harbour", "of", "and", "morning", "light", "was", "seen", "over", "city", "a", "to", "people",
            "say", "that", "photo", "new", "market", "in", "where", "old", "river", "bridge", "with", "summer", "many",
            "at");
    private static final List<String> HEADLINES = List.of(
            "The ten best views of the year",
            "How to steal a picture",
            "Our town in spring",
            "Shop the new collection");
    private static final Color TEXT = new Color(0x333333);

    private Pages() {}

    /** A white page with a headline, text in one or two columns, and an unrelated picture. */
    static BufferedImage article(int width, int height, Scene scene) {
        BufferedImage page = Pixels.blank(width, height, scene.oneIn(4) ? new Color(0xF3EEE3) : Color.WHITE);
        page = Lettering.of(scene.any(HEADLINES), 26, Color.BLACK).inSerifs().write(page, 40, 70);
        int columns = 1 + scene.chance().nextInt(2);
        int column = (width - 80) / columns;
        for (int n = 0; n < columns; n++) {
            page = lines(page, 40 + n * column, 120, column - 20, (height - 140) / 26, scene);
        }
        Graphics2D pen = page.createGraphics();
        pen.drawImage(Pixels.filling(scene.other(), width / 3, height / 5), 40, height * 3 / 4, null);
        pen.dispose();
        return page;
    }

    static BufferedImage browser(int width, int height, Scene scene) {
        BufferedImage out = Pixels.blank(width, height, Color.WHITE);
        Graphics2D pen = Pixels.pen(out);
        pen.setColor(new Color(0xDEE1E6));
        pen.fillRect(0, 0, width, 42);
        pen.setColor(Color.WHITE);
        pen.fillRoundRect(12, 8, 240, 44, 16, 16);
        pen.setColor(new Color(0xF1F3F4));
        pen.fillRoundRect(130, 50, width - 240, 30, 28, 28);
        pen.setColor(new Color(0x5F6368));
        pen.drawPolyline(new int[] {36, 26, 36}, new int[] {57, 65, 73}, 3);
        pen.drawPolyline(new int[] {66, 76, 66}, new int[] {57, 65, 73}, 3);
        pen.drawOval(98, 57, 16, 16);
        pen.setColor(new Color(0x14456B));
        pen.fillRect(0, 88, width, 46);
        pen.dispose();
        out = Lettering.of("News - Daily Harbour", 10, TEXT).write(out, 36, 31);
        out = Lettering.of("https://www.dailyharbour.example/news/today", 10, TEXT)
                .write(out, 150, 70);
        out = Lettering.of("DAILY HARBOUR", 18, Color.WHITE).inSerifs().write(out, 60, 120);
        return Lettering.of(scene.any(HEADLINES), 20, Color.BLACK).inSerifs().write(out, 60, 172);
    }

    static BufferedImage phone(Scene scene) {
        boolean dark = scene.oneIn(3);
        BufferedImage out = Pixels.blank(750, 1334, dark ? new Color(0x101012) : Color.WHITE);
        Color ink = dark ? Color.WHITE : TEXT;
        out = Lettering.of("9:41", 18, ink).write(out, 40, 34);
        out = Lettering.of("harbour_pics", 17, ink).write(out, 110, 138);
        Graphics2D pen = Pixels.pen(out);
        pen.setColor(ink);
        pen.drawRoundRect(670, 16, 42, 20, 6, 6);
        pen.fillRect(674, 20, 28, 12);
        pen.setColor(new Color(0xC13584));
        pen.fillOval(30, 96, 64, 64);
        pen.setColor(ink);
        for (int n = 0; n < 3; n++) {
            pen.fillOval(680 + n * 14, 124, 7, 7);
        }
        pen.dispose();
        return out;
    }

    /** What stands below the picture of a post. */
    static BufferedImage post(BufferedImage screen, int top, Scene scene) {
        Graphics2D pen = Pixels.pen(screen);
        pen.translate(30, top + 20);
        pen.scale(0.5, 0.5);
        Shapes.emoji(pen, 2);
        pen.dispose();
        BufferedImage out = Lettering.of(scene.chance().nextInt(100, 9999) + " likes", 16, Color.GRAY)
                .write(screen, 30, top + 110);
        return lines(out, 30, top + 150, 690, Math.min(6, (1334 - top - 160) / 26), scene);
    }

    /** Lines of invented text, 26 pixels apart. */
    static BufferedImage lines(BufferedImage page, int x, int top, int width, int count, Scene scene) {
        BufferedImage out = page;
        for (int n = 0; n < count; n++) {
            StringBuilder line = new StringBuilder();
            while (line.length() * 11 < width - 90) {
                line.append(scene.any(WORDS)).append(' ');
            }
            Lettering text = Lettering.of(line.toString(), 11, Color.GRAY);
            out = text.within(width).write(out, x, top + 26 * n);
        }
        return out;
    }
}
