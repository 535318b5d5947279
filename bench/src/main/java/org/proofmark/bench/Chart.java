package org.proofmark.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A line chart as SVG. The x axis is logarithmic (decades), the y axis linear from 0 or logarithmic. Lines are labelled at
 * their ends, so there is no legend to look up, and labels that would cover each other are moved apart; it reads in light
 * and dark pages.
 */
public final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 170;
    private static final int TOP = 46;
    private static final int BOTTOM = 52;
    private static final int LABEL = 16;
    private static final String[] COLOURS = {"#2a78d6", "#d1603d", "#3a9e6f", "#8a63c7", "#b58900"};

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final boolean logarithmic;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An empty chart.
     *
     * @param logarithmic whether the y axis is logarithmic too
     */
    public Chart(String title, String xLabel, String yLabel, boolean logarithmic) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.logarithmic = logarithmic;
    }

    /** A point of a line; both above 0 where the axis is logarithmic. */
    public record Point(double x, double y) {}

    private record Line(String name, List<Point> points, boolean dashed, String colour) {}

    /** Adds a line through points in the order of their x. */
    public Chart line(String name, List<Point> points) {
        long solid = lines.stream().filter(line -> !line.dashed).count();
        return add(new Line(name, List.copyOf(points), false, COLOURS[(int) solid % COLOURS.length]));
    }

    /** Adds a dashed line that the line before it is to be compared with, in that line's colour. */
    public Chart beside(String name, List<Point> points) {
        return add(new Line(name, List.copyOf(points), true, lines.getLast().colour));
    }

    private Chart add(Line line) {
        if (line.points.isEmpty()) {
            throw new IllegalArgumentException("the line " + line.name + " has no points");
        }
        lines.add(line);
        return this;
    }

    /** The chart as an SVG document. */
    public String toSvg() {
        Axis x = axis(
                lines.stream()
                        .flatMap(line -> line.points.stream().map(Point::x))
                        .toList(),
                true);
        Axis y = axis(
                lines.stream()
                        .flatMap(line -> line.points.stream().map(Point::y))
                        .toList(),
                logarithmic);
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="13">
                <style>text{fill:#333}.g{stroke:#ddd}.p{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#ddd}.g{stroke:#444}.p{fill:#1b1b1b}}</style>
                <rect class="p" width="%d" height="%d"/>
                """.formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        text(svg, LEFT, 24, "start", "font-size=\"16\" font-weight=\"600\"", title + ", " + yLabel);
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "", xLabel);
        for (double tick : y.ticks) {
            double at = down(y, tick);
            format(
                    svg,
                    "<line class=\"g\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    at,
                    at);
            text(svg, LEFT - 8, at + 4, "end", "", number(tick));
        }
        for (double tick : x.ticks) {
            double at = across(x, tick);
            format(
                    svg,
                    "<line class=\"g\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                    at,
                    at,
                    TOP,
                    HEIGHT - BOTTOM);
            text(svg, at, HEIGHT - BOTTOM + 18, "middle", "", number(tick));
        }
        lines.stream().filter(line -> line.dashed).forEach(line -> draw(svg, line, x, y));
        lines.stream().filter(line -> !line.dashed).forEach(line -> draw(svg, line, x, y));
        label(svg, x, y);
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Line line, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points) {
            format(path, "%s%.1f,%.1f", path.isEmpty() ? "" : " ", across(x, point.x), down(y, point.y));
        }
        String style = line.dashed ? "stroke-width=\"1.5\" stroke-dasharray=\"5 4\"" : "stroke-width=\"2.5\"";
        format(svg, "<polyline fill=\"none\" stroke=\"%s\" %s points=\"%s\"/>%n", line.colour, style, path);
        for (Point point : line.points) {
            String dot = line.dashed ? "<circle r=\"4.5\" class=\"p\" stroke=\"%s\"" : "<circle r=\"3.5\" fill=\"%s\"";
            format(svg, dot + " cx=\"%.1f\" cy=\"%.1f\"/>%n", line.colour, across(x, point.x), down(y, point.y));
        }
    }

    private record Label(double x, double y, String text, String colour) {}

    private void label(StringBuilder svg, Axis x, Axis y) {
        List<Label> labels = new ArrayList<>();
        for (Line line : lines) {
            Point last = line.points.getLast();
            String text = (line.name + " " + number(last.y)).strip();
            labels.add(new Label(across(x, last.x), down(y, last.y), text, line.colour));
        }
        labels.sort(Comparator.comparingDouble(Label::y));
        double[] at = apart(labels.stream().mapToDouble(Label::y).toArray());
        for (int i = 0; i < at.length; i++) {
            Label label = labels.get(i);
            format(
                    svg,
                    "<line stroke=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                    label.colour,
                    label.x + 6,
                    label.y,
                    label.x + 16,
                    at[i]);
            text(svg, label.x + 19, at[i] + 4, "start", "", label.text);
        }
    }

    /** Moves rising heights apart until any two next to each other are {@value #LABEL} from each other, groups about their mean. */
    private static double[] apart(double[] heights) {
        double[] at = heights.clone();
        for (int round = 0; round < 100; round++) {
            for (int i = 1; i < at.length; i++) {
                double lacking = Math.max(0, LABEL - (at[i] - at[i - 1]));
                at[i - 1] -= lacking / 2;
                at[i] += lacking / 2;
            }
        }
        return at;
    }

    private record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
        double share(double value) {
            return logarithmic
                    ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                    : (value - low) / (high - low);
        }
    }

    private static Axis axis(List<Double> values, boolean logarithmic) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            double low = Math.pow(10, Math.floor(Math.log10(least)));
            double high = Math.max(low * 10, Math.pow(10, Math.ceil(Math.log10(most))));
            for (double tick = low; tick <= high * 1.001; tick *= 10) {
                ticks.add(tick);
            }
            return new Axis(low, high, true, ticks);
        }
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        step = most / step < 2 ? step / 4 : most / step < 5 ? step / 2 : step;
        double high = Math.ceil(most / step) * step;
        for (double tick = 0; tick <= high * 1.001; tick += step) {
            ticks.add(tick);
        }
        return new Axis(0, high, false, ticks);
    }

    private static double across(Axis x, double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double down(Axis y, double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        if (value >= 1000) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.3g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String style, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        format(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n", x, y, anchor, style, safe);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static void format(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
