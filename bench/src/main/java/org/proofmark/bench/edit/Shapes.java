package org.proofmark.bench.edit;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Logos, emoji and stickers, each drawn into a square of 100 units. */
final class Shapes {
    private Shapes() {}

    static void logo(Graphics2D pen, int which) {
        switch (which) {
            case 0 -> anchor(pen);
            case 1 -> peaks(pen);
            default -> letters(pen);
        }
    }

    private static void anchor(Graphics2D pen) {
        disc(pen, 0, 0, 100, new Color(0x14456B));
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(8, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.drawOval(42, 12, 16, 16);
        pen.drawLine(50, 30, 50, 84);
        pen.drawLine(34, 42, 66, 42);
        pen.drawArc(22, 40, 56, 44, 190, 160);
    }

    private static void peaks(Graphics2D pen) {
        pen.setPaint(new GradientPaint(0, 0, new Color(0xE9622B), 0, 100, new Color(0x8E1F5C)));
        pen.fill(new RoundRectangle2D.Double(0, 0, 100, 100, 24, 24));
        pen.setColor(Color.WHITE);
        pen.fill(polygon(10, 80, 36, 34, 52, 60, 64, 44, 90, 80));
        disc(pen, 62, 14, 18, new Color(0xFFE08A));
    }

    private static void letters(Graphics2D pen) {
        pen.setColor(Color.WHITE);
        pen.fill(new RoundRectangle2D.Double(0, 22, 100, 56, 10, 10));
        pen.setColor(new Color(0xC8102E));
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        pen.drawPolyline(new int[] {12, 12, 34, 34, 12}, new int[] {70, 32, 32, 50, 50}, 5);
        pen.drawPolyline(new int[] {44, 44, 52, 60, 60}, new int[] {70, 32, 50, 32, 70}, 5);
        pen.drawOval(70, 32, 18, 36);
    }

    static void emoji(Graphics2D pen, int which) {
        if (which == 2) {
            heart(pen);
            return;
        }
        disc(pen, 0, 0, 100, new Color(0xFFCC22));
        pen.setColor(new Color(0xB8860B));
        pen.setStroke(new BasicStroke(3));
        pen.draw(new Ellipse2D.Double(1, 1, 98, 98));
        disc(pen, 26, 28, 13, Color.DARK_GRAY);
        disc(pen, 61, 28, 13, Color.DARK_GRAY);
        pen.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (which == 0) {
            pen.drawArc(24, 34, 52, 44, 200, 140);
        } else {
            pen.fillArc(28, 48, 44, 36, 180, 180);
        }
    }

    private static void heart(Graphics2D pen) {
        Path2D heart = new Path2D.Double();
        heart.moveTo(50, 95);
        heart.curveTo(-20, 45, 10, -5, 50, 25);
        heart.curveTo(90, -5, 120, 45, 50, 95);
        pen.setColor(new Color(0xE0245E));
        pen.fill(heart);
    }

    static void sticker(Graphics2D pen, int which) {
        if (which == 0) {
            burst(pen);
        } else {
            bubble(pen);
        }
    }

    private static void burst(Graphics2D pen) {
        double[] points = new double[48];
        for (int i = 0; i < 24; i++) {
            double reach = i % 2 == 0 ? 50 : 40;
            points[2 * i] = 50 + reach * Math.cos(i * Math.PI / 12);
            points[2 * i + 1] = 50 + reach * Math.sin(i * Math.PI / 12);
        }
        pen.setColor(new Color(0xD7263D));
        pen.fill(polygon(points));
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(5));
        pen.drawOval(26, 32, 14, 16);
        pen.drawOval(58, 52, 14, 16);
        pen.drawLine(66, 30, 34, 70);
    }

    private static void bubble(Graphics2D pen) {
        pen.setColor(Color.WHITE);
        pen.fill(new RoundRectangle2D.Double(0, 5, 100, 65, 40, 40));
        pen.fill(polygon(20, 65, 45, 65, 15, 95));
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(3));
        pen.draw(new RoundRectangle2D.Double(0, 5, 100, 65, 40, 40));
        for (int line = 0; line < 3; line++) {
            pen.drawLine(18, 22 + 15 * line, 82 - 14 * (line % 2), 22 + 15 * line);
        }
    }

    private static void disc(Graphics2D pen, double x, double y, double size, Color colour) {
        pen.setColor(colour);
        pen.fill(new Ellipse2D.Double(x, y, size, size));
    }

    private static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }
}
