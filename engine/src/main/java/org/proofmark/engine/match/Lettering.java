package org.proofmark.engine.match;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Text on a sheet. A machine without any font (a bare container) gets its drawings without text, which is better than none.
 */
final class Lettering {
    /** In the order of our liking. */
    private static final List<String> FAMILIES = List.of(
            "Instrument Sans", "Inter", "Helvetica Neue", "Nimbus Sans", "Liberation Sans", "Arial", "Noto Sans");

    private static final Optional<Font> FACE = face();

    /** The few kinds of text. */
    enum Style {
        TITLE(Font.BOLD, 34, Sheet.INK),
        FACT(Font.PLAIN, 19, Sheet.QUIET_INK),
        LABEL(Font.BOLD, 17, Sheet.INK),
        NOTE(Font.PLAIN, 17, Sheet.QUIET_INK);

        private final int weight;
        private final float size;
        private final Color colour;

        Style(int weight, float size, Color colour) {
            this.weight = weight;
            this.size = size;
            this.colour = colour;
        }
    }

    private static Optional<Font> face() {
        try {
            Set<String> here = new HashSet<>(Arrays.asList(
                    GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
            String family = FAMILIES.stream().filter(here::contains).findFirst().orElse(Font.SANS_SERIF);
            Font font = new Font(family, Font.PLAIN, 12);
            font.getStringBounds("M", new FontRenderContext(null, true, true));
            return Optional.of(font);
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            return Optional.empty(); // Java without fontconfig or without a single font fails in one of these ways.
        }
    }

    /** Writes a line; returns where it ends. */
    double write(Graphics2D pen, String text, Style style, double x, double baseline, double room) {
        if (FACE.isEmpty()) {
            return x;
        }
        Font font = FACE.get().deriveFont(style.weight, style.size);
        FontRenderContext context = pen.getFontRenderContext();
        String shown = fitted(text, font, context, room);
        pen.setFont(font);
        pen.setColor(style.colour);
        pen.drawString(shown, (float) x, (float) baseline);
        return x + font.getStringBounds(shown, context).getWidth();
    }

    /** Both ends of a name tell more than its middle. */
    private static String fitted(String text, Font font, FontRenderContext context, double room) {
        String shown = text;
        for (int kept = text.length();
                kept > 2 && font.getStringBounds(shown, context).getWidth() > room; ) {
            kept--;
            int tail = kept / 2;
            shown = text.substring(0, kept - tail) + "…" + text.substring(text.length() - tail);
        }
        return shown;
    }
}
