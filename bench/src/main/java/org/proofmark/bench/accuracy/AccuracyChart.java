package org.proofmark.bench.accuracy;

import java.util.List;
import java.util.Locale;

/**
 * Recall per edit as SVG: a bar for the first finder, a dot for each other one. Rows stand in the order of the table;
 * hard edits are marked.
 */
final class AccuracyChart {
    private static final int WIDTH = 860;
    private static final int ROW = 16;
    private static final int LEFT = 150;
    private static final int RIGHT = 60;
    private static final int TOP = 76;
    private static final String BAR = "#2a78d6";
    private static final List<String> DOTS = List.of("#d1603d", "#8a63c7", "#3a9e6f", "#b58900");

    private final List<String> finders;
    private final List<Report.EditRow> rows;
    private final StringBuilder svg = new StringBuilder();

    AccuracyChart(List<String> finders, List<Report.EditRow> rows) {
        this.finders = finders;
        this.rows = rows;
    }

    String svg() {
        int height = TOP + rows.size() * ROW + 30;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"system-ui, sans-serif\" font-size=\"11\">",
                WIDTH, height, WIDTH);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
        text(LEFT, 24, "start", "#222", 15, "Copies found at zero false matches, by edit");
        legend();
        grid(height);
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), TOP + i * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        double x = LEFT;
        for (int f = 0; f < finders.size(); f++) {
            if (f == 0) {
                add("<rect x=\"%.0f\" y=\"38\" width=\"16\" height=\"9\" fill=\"%s\"/>", x, BAR);
            } else {
                add("<circle cx=\"%.0f\" cy=\"42.5\" r=\"4\" fill=\"%s\"/>", x + 10, DOTS.get((f - 1) % DOTS.size()));
            }
            text(x + 21, 47, "start", "#444", 12, finders.get(f));
            x += 46 + 7.0 * finders.get(f).length();
        }
    }

    private void grid(int height) {
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double x = x(tenth / 10.0);
            add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e3e3e3\"/>", x, x, TOP - 6, height - 24);
            text(x, TOP - 10, "middle", "#666", 11, tenth * 10 + " %");
            text(x, height - 10, "middle", "#666", 11, tenth * 10 + " %");
        }
    }

    private void row(Report.EditRow row, int y) {
        double recall = row.zeroFalse().getFirst();
        text(LEFT - 8, y + 11, "end", "#222", 11, row.kind() + (row.hard() ? " (hard)" : ""));
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"10\" rx=\"1.5\" fill=\"%s\"/>",
                LEFT, y + 2, x(recall) - LEFT, BAR);
        text(WIDTH - RIGHT + 8, y + 11, "start", "#222", 11, String.format(Locale.ROOT, "%.1f", recall * 100));
        for (int f = 1; f < finders.size(); f++) {
            add(
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"3.6\" fill=\"%s\" stroke=\"#fff\"/>",
                    x(row.zeroFalse().get(f)), y + 7, DOTS.get((f - 1) % DOTS.size()));
        }
    }

    private static double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private void text(double x, int y, String anchor, String colour, int size, String text) {
        add(
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-size=\"%d\">%s</text>",
                x, y, anchor, colour, size, text);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
