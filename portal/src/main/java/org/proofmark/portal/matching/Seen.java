package org.proofmark.portal.matching;

import org.proofmark.engine.match.Transform;

/**
 * What was done to a work to make of it what a page shows, read from how the two lie on each other.
 *
 * @param share of the work that is left, 0 to 1
 * @param copyShare of the image that shows it, 0 to 1
 * @param turn in degrees, −180 to 180
 * @param scale pixels of the image for one of the work
 * @param stretch how many times more one way than across it, 1 and above
 * @param slant how many times larger things are at one corner than at another, 1 and above
 */
record Seen(double share, double copyShare, double turn, double scale, double stretch, double slant) {
    static Seen of(Finding found, Match.Copy copy) {
        Transform map = found.map();
        double x = copy.width() / 2.0;
        double y = copy.height() / 2.0;
        double w = map.g() * x + map.h() * y + map.i();
        double toX = map.x(x, y);
        double toY = map.y(x, y);
        double side = found.mirrored() ? -1 : 1;
        double p = side * (map.a() - map.g() * toX) / w;
        double q = (map.b() - map.h() * toX) / w;
        double r = side * (map.d() - map.g() * toY) / w;
        double s = (map.e() - map.h() * toY) / w;
        double area = Math.abs(p * s - q * r);
        double sum = p * p + q * q + r * r + s * s;
        double spread = Math.sqrt(Math.max(0, sum * sum / 4 - area * area));
        double stretch = Math.sqrt((sum / 2 + spread) / Math.max(1e-12, sum / 2 - spread));
        return new Seen(
                found.share(),
                found.copyShare(),
                Math.toDegrees(Math.atan2(q - r, p + s)),
                1 / Math.sqrt(Math.max(1e-12, area)),
                stretch,
                slant(map, copy));
    }

    private static double slant(Transform map, Match.Copy copy) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int corner = 0; corner < 4; corner++) {
            double x = (corner & 1) == 0 ? 0 : copy.width();
            double y = (corner & 2) == 0 ? 0 : copy.height();
            double size = Math.sqrt(Math.abs(map.areaFactor(x, y)));
            least = Math.min(least, size);
            most = Math.max(most, size);
        }
        return most / Math.max(1e-9, least);
    }

    boolean cropped() {
        return share < 0.95;
    }

    boolean withinMore() {
        return copyShare < 0.93;
    }

    boolean turned() {
        return Math.abs(turn) >= 1.5;
    }

    boolean stretched() {
        return stretch > 1.06;
    }

    boolean slanted() {
        return slant > 1.25;
    }

    boolean smaller() {
        return scale < 0.9;
    }

    boolean larger() {
        return scale > 1.1;
    }
}
