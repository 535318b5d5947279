package org.proofmark.engine.match;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;

/**
 * Draws a match for a person to judge: above, the work with the part that is shown and the copy with where it shows it; below,
 * the copy laid on the work, and what differs.
 */
public final class Overlay {
    private static final int MARGIN = 48;
    private static final int GAP = 32;
    private static final int COLUMN = 736;
    private static final int WIDTH = MARGIN + COLUMN + GAP + COLUMN + MARGIN;
    private static final int TALLEST = 620;
    private static final int HEAD = 128;
    private static final int CAPTION = 40;
    private static final double MOST_ENLARGED = 3;
    private static final double AROUND = 0.04;
    private static final float VEIL = 0.26f;
    private static final double CERTAIN = 4;

    private final Shown work;
    private final Shown copy;
    private final Match match;
    private final ColourPicture workPicture;
    private final ColourPicture copyPicture;

    private Overlay(Shown work, Shown copy, Match match) {
        this.work = work;
        this.copy = copy;
        this.match = match;
        workPicture = ColourPicture.of(work.picture);
        copyPicture = ColourPicture.of(copy.picture);
    }

    /**
     * A picture to be drawn.
     *
     * @param name what stands above it
     * @param seen what an examiner saw in it
     * @param picture what it looks like
     */
    public record Shown(String name, Examined seen, BgrPicture picture) {
        /**
         * A file that was examined, as the examiner shows it: in colour, or in grey where it does not do so a second time.
         *
         * @param file the whole file
         */
        public static Shown of(String name, byte[] file, Examined seen, Examiner examiner) {
            return new Shown(name, seen, ColourPicture.shown(file, seen, examiner));
        }
    }

    /** How sure a match is, in a word or two: Certain, Likely, Look closely, Same scene. */
    public static String sureness(Match match) {
        return switch (match.verdict()) {
            case COPY -> match.score() >= CERTAIN ? "Certain" : "Likely";
            case ASK -> "Look closely";
            case SAME_SCENE -> "Same scene";
        };
    }

    /**
     * Draws a match.
     *
     * @param work the registered work
     * @param copy the query in which it was found
     * @param match what was found
     * @return a PNG file, {@value #WIDTH} pixels wide
     */
    public static byte[] png(Shown work, Shown copy, Match match) {
        return new Overlay(work, copy, match).draw();
    }

    /** The single pictures of a match; what they are is said there. */
    public static Plates plates(Shown work, Shown copy, Match match) {
        return new Overlay(work, copy, match).plates();
    }

    private Plates plates() {
        View left = View.of(whole(work.seen));
        View right = View.of(whole(copy.seen));
        View close = View.of(part());
        ColourPicture here = seen(workPicture, work.seen, close);
        return new Plates(
                Plates.plate(
                        seen(workPicture, work.seen, left),
                        match.referenceRegion().mapped(left.fromImage())),
                Plates.plate(
                        seen(copyPicture, copy.seen, right), match.queryRegion().mapped(right.fromImage())),
                Plates.plate(here),
                Plates.plate(masked(seenFrom(close), veil(here), inside(close))));
    }

    /** A part of an image, in its pixels, shown enlarged or made smaller. */
    private record View(double x, double y, double width, double height, double scale) {
        static View of(Rectangle2D part) {
            double fit = Math.min(COLUMN / part.getWidth(), TALLEST / part.getHeight());
            return new View(part.getX(), part.getY(), part.getWidth(), part.getHeight(), Math.min(fit, MOST_ENLARGED));
        }

        int shownWidth() {
            return Math.max(1, (int) Math.round(width * scale));
        }

        int shownHeight() {
            return Math.max(1, (int) Math.round(height * scale));
        }

        /** From the pixels shown to the image's. */
        Transform toImage() {
            return Transform.affine(width / shownWidth(), 0, x, 0, height / shownHeight(), y);
        }

        /** From the image's pixels to those shown. */
        Transform fromImage() {
            return toImage().inverse();
        }

        Path2D shown(Polygon region) {
            Path2D path = new Path2D.Double();
            for (Polygon.Point p : region.points()) {
                if (path.getCurrentPoint() == null) {
                    path.moveTo(p.x(), p.y());
                } else {
                    path.lineTo(p.x(), p.y());
                }
            }
            if (path.getCurrentPoint() != null) {
                path.closePath();
            }
            AffineTransform map = AffineTransform.getScaleInstance(shownWidth() / width, shownHeight() / height);
            map.translate(-x, -y);
            path.transform(map);
            return path;
        }
    }

    private byte[] draw() {
        View left = View.of(whole(work.seen));
        View right = View.of(whole(copy.seen));
        View close = View.of(part());
        int upper = Math.max(left.shownHeight(), right.shownHeight());
        int height = HEAD + CAPTION + upper + GAP + CAPTION + close.shownHeight() + MARGIN;
        int second = MARGIN + COLUMN + GAP;
        try (Sheet sheet = new Sheet(WIDTH, height)) {
            head(sheet);
            int top = HEAD + CAPTION;
            caption(sheet, MARGIN, top, "Work", named(work));
            caption(sheet, second, top, "Copy", named(copy));
            work(sheet, left, top);
            copy(sheet, right, second, top);
            top += upper + GAP + CAPTION;
            caption(sheet, MARGIN, top, "Laid on each other", "half work, half copy");
            caption(sheet, second, top, "Difference", "dark is the same; brightness evened out");
            closely(sheet, close, top);
            return sheet.png();
        }
    }

    private void head(Sheet sheet) {
        double end = sheet.text(sureness(match), Lettering.Style.TITLE, MARGIN, 84, COLUMN);
        sheet.text(String.join("  ·  ", facts()), Lettering.Style.FACT, end + GAP, 83, WIDTH - MARGIN - GAP - end);
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("%d points agree".formatted(match.inliers()));
        facts.add("shows %s of the work".formatted(percent(match.referenceOverlap())));
        facts.add("fills %s of the copy".formatted(percent(match.queryOverlap())));
        if (match.mirrored()) {
            facts.add("mirrored");
        }
        if (match.inverted()) {
            facts.add("negative");
        }
        facts.add(String.format(Locale.ROOT, "agreement %.2f", match.agreement()));
        facts.add(String.format(Locale.ROOT, "score %.1f", match.score()));
        return facts;
    }

    private static String percent(double share) {
        return share > 0 && share < 0.01 ? "under 1 %" : Math.round(100 * share) + " %";
    }

    private static String named(Shown shown) {
        return "%s  ·  %d × %d".formatted(shown.name, shown.seen.width(), shown.seen.height());
    }

    private static void caption(Sheet sheet, int x, int below, String label, String note) {
        double end = sheet.text(label, Lettering.Style.LABEL, x, below - 14, COLUMN);
        sheet.text(note, Lettering.Style.NOTE, end + 12, below - 14, x + COLUMN - end - 12);
    }

    /** The work: what is shown of it as it is, the rest under a veil. */
    private void work(Sheet sheet, View view, int top) {
        sheet.picture(veiled(view), MARGIN, top);
        Path2D region = moved(view.shown(match.referenceRegion()), MARGIN, top);
        sheet.outline(region);
    }

    private void copy(Sheet sheet, View view, int left, int top) {
        sheet.picture(seen(copyPicture, copy.seen, view), left, top);
        sheet.outline(moved(view.shown(match.queryRegion()), left, top));
    }

    private void closely(Sheet sheet, View view, int top) {
        ColourPicture workHere = seen(workPicture, work.seen, view);
        ColourPicture around = veil(workHere);
        ColourPicture copyHere = seenFrom(view);
        Laid laid = new Laid(workHere, copyHere, inside(view));
        sheet.picture(laid.blend(around), MARGIN, top);
        sheet.picture(laid.difference(around), MARGIN + COLUMN + GAP, top);
    }

    private ColourPicture veiled(View view) {
        ColourPicture plain = seen(workPicture, work.seen, view);
        return masked(plain, veil(plain), inside(view));
    }

    /** One picture inside, another around it. */
    private static ColourPicture masked(ColourPicture within, ColourPicture around, boolean[] inside) {
        int[] rgb = around.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            if (inside[i]) {
                rgb[i] = within.rgb()[i];
            }
        }
        return new ColourPicture(within.width(), within.height(), rgb);
    }

    private static ColourPicture veil(ColourPicture picture) {
        int[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = ColourPicture.mixed(rgb[i], Sheet.GROUND.getRGB() & 0xFFFFFF, VEIL);
        }
        return new ColourPicture(picture.width(), picture.height(), rgb);
    }

    /** Which of a view's pixels lie in the part of the work that is shown. */
    private boolean[] inside(View view) {
        try (Sheet mask = new Sheet(view.shownWidth(), view.shownHeight())) {
            mask.fill(new Rectangle2D.Double(0, 0, view.shownWidth(), view.shownHeight()), Color.BLACK);
            mask.fill(view.shown(match.referenceRegion()), Color.WHITE);
            return mask.bright();
        }
    }

    private static ColourPicture seen(ColourPicture picture, Examined image, View view) {
        Transform toPicture = Transform.affine(
                (double) picture.width() / image.width(), 0, 0, 0, (double) picture.height() / image.height(), 0);
        return picture.seenThrough(view.toImage().then(toPicture), view.shownWidth(), view.shownHeight());
    }

    /** The copy, seen from where the work is. */
    private ColourPicture seenFrom(View view) {
        Transform toPicture = Transform.affine(
                (double) copyPicture.width() / copy.seen.width(),
                0,
                0,
                0,
                (double) copyPicture.height() / copy.seen.height(),
                0);
        try {
            Transform map = view.toImage().then(match.transform().inverse()).then(toPicture);
            return copyPicture.seenThrough(map, view.shownWidth(), view.shownHeight());
        } catch (ArithmeticException flat) {
            return seen(workPicture, work.seen, view);
        }
    }

    /** The part of the work that is shown, and a little around it. */
    private Rectangle2D part() {
        Rectangle2D all = whole(work.seen);
        if (match.referenceRegion().points().isEmpty()) {
            return all;
        }
        View plain = new View(0, 0, all.getWidth(), all.getHeight(), 1);
        Rectangle2D part = new Area(plain.shown(match.referenceRegion())).getBounds2D();
        double pad = AROUND * Math.max(part.getWidth(), part.getHeight());
        Rectangle2D padded = new Rectangle2D.Double(
                part.getX() - pad, part.getY() - pad, part.getWidth() + 2 * pad, part.getHeight() + 2 * pad);
        return padded.createIntersection(all);
    }

    private static Rectangle2D whole(Examined image) {
        return new Rectangle2D.Double(0, 0, image.width(), image.height());
    }

    private static Path2D moved(Path2D path, int x, int y) {
        path.transform(AffineTransform.getTranslateInstance(x, y));
        return path;
    }
}
