package org.proofmark.engine.match;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;

/** Draws the features the engine sees on their picture: circles of their size with a tick in their direction. */
public final class FeatureDrawing {
    private static final int LONG_SIDE = 1400;
    private static final double RADIUS_IN_SIGMAS = 2;
    private static final int LARGEST_STEP = 30;
    private static final int SMALLEST_STEP = 10;

    private FeatureDrawing() {}

    /**
     * The picture with its features, as a PNG file.
     *
     * @param file the whole file
     * @param seen what the examiner saw in it
     */
    public static byte[] png(byte[] file, Examined seen, Examiner examiner) {
        ColourPicture picture = ColourPicture.of(ColourPicture.shown(file, seen, examiner));
        double scale = (double) LONG_SIDE / Math.max(seen.width(), seen.height());
        int width = Math.max(1, (int) Math.round(seen.width() * scale));
        int height = Math.max(1, (int) Math.round(seen.height() * scale));
        Transform map =
                Transform.affine((double) picture.width() / width, 0, 0, 0, (double) picture.height() / height, 0);
        try (Sheet sheet = new Sheet(width, height)) {
            sheet.picture(faded(picture.seenThrough(map, width, height)), 0, 0);
            for (int place : seen.fingerprint().features().geometry()) {
                draw(sheet, place);
            }
            return sheet.png();
        }
    }

    /** Grey and darker, so that the features are the only colour. */
    private static ColourPicture faded(ColourPicture picture) {
        int[] rgb = new int[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Math.round(picture.luma(i) * 0.65f) * 0x010101;
        }
        return new ColourPicture(picture.width(), picture.height(), rgb);
    }

    private static void draw(Sheet sheet, int place) {
        double x = Features.x(place) * LONG_SIDE;
        double y = Features.y(place) * LONG_SIDE;
        double sigma = Math.pow(2, Features.scaleStep(place) / (double) Features.SCALES_PER_OCTAVE - 10);
        double radius = Math.max(3, RADIUS_IN_SIGMAS * sigma * LONG_SIDE);
        double angle = 2 * Math.PI * Features.angleStep(place) / Features.ANGLES;
        Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        Line2D tick = new Line2D.Double(x, y, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        Color colour = colour(Features.scaleStep(place));
        sheet.line(circle, colour, 1.4);
        sheet.line(tick, colour, 1.4);
    }

    /** White for the smallest, the house's yellow for the largest. */
    private static Color colour(int step) {
        float share = Math.clamp((step - SMALLEST_STEP) / (float) (LARGEST_STEP - SMALLEST_STEP), 0, 1);
        return new Color(ColourPicture.mixed(Sheet.MARK.getRGB() & 0xFFFFFF, 0xFFFFFF, share));
    }
}
