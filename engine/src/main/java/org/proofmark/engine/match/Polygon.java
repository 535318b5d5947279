package org.proofmark.engine.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A convex polygon.
 *
 * @param points its corners in order, in pixels from the top left corner of the image as displayed; empty for no area
 */
public record Polygon(List<Point> points) {
    /** A point in pixels, from the top left corner of the image. */
    public record Point(double x, double y) {}

    public Polygon {
        points = List.copyOf(points);
    }

    /** The rectangle from the origin. */
    public static Polygon rectangle(double width, double height) {
        return new Polygon(
                List.of(new Point(0, 0), new Point(width, 0), new Point(width, height), new Point(0, height)));
    }

    /** The area in square pixels. */
    public double area() {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            Point q = points.get((i + 1) % points.size());
            twice += p.x * q.y - q.x * p.y;
        }
        return Math.abs(twice) / 2;
    }

    /** Whether a point lies in it, or on its edge. */
    boolean contains(double x, double y) {
        int left = 0;
        int right = 0;
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            Point q = points.get((i + 1) % points.size());
            double side = (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
            left += side > 0 ? 1 : 0;
            right += side < 0 ? 1 : 0;
        }
        return points.size() > 2 && (left == 0 || right == 0);
    }

    /** The polygon a transform makes of this one; right for maps that keep it on one side of the horizon. */
    Polygon mapped(Transform map) {
        return new Polygon(points.stream()
                .map(p -> new Point(map.x(p.x, p.y), map.y(p.x, p.y)))
                .toList());
    }

    /** The part inside a rectangle (Sutherland and Hodgman). */
    Polygon within(double left, double top, double right, double bottom) {
        List<Point> clipped = points;
        clipped = clip(clipped, 1, 0, -left);
        clipped = clip(clipped, -1, 0, right);
        clipped = clip(clipped, 0, 1, -top);
        clipped = clip(clipped, 0, -1, bottom);
        return new Polygon(distinct(clipped));
    }

    /** Without corners less than half a pixel from the one before. */
    private static List<Point> distinct(List<Point> corners) {
        List<Point> kept = new ArrayList<>();
        for (Point corner : corners) {
            if (kept.isEmpty() || !near(kept.getLast(), corner)) {
                kept.add(corner);
            }
        }
        if (kept.size() > 1 && near(kept.getFirst(), kept.getLast())) {
            kept.removeLast();
        }
        return kept;
    }

    private static boolean near(Point a, Point b) {
        return Math.hypot(a.x - b.x, a.y - b.y) < 0.5;
    }

    /** Keeps the side on which {@code a·x + b·y + c ≥ 0}. */
    private static List<Point> clip(List<Point> corners, double a, double b, double c) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Point p = corners.get(i);
            Point q = corners.get((i + 1) % corners.size());
            double atP = a * p.x + b * p.y + c;
            double atQ = a * q.x + b * q.y + c;
            if (atP >= 0) {
                kept.add(p);
            }
            if (atP >= 0 != atQ >= 0) {
                double t = atP / (atP - atQ);
                kept.add(new Point(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)));
            }
        }
        return kept;
    }

    /** The corners as {@code x y} in whole pixels, separated by semicolons. */
    @Override
    public String toString() {
        return points.stream().map(p -> Math.round(p.x) + " " + Math.round(p.y)).collect(Collectors.joining("; "));
    }
}
