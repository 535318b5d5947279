package org.proofmark.engine.match;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A drawing sheet in the house's colours: neutral greys, black ink, one grease-pencil yellow that always lies on ink. */
final class Sheet implements AutoCloseable {
    static final Color GROUND = new Color(0xE7E7E5);
    static final Color INK = new Color(0x161615);
    static final Color QUIET_INK = new Color(0x4F4F4C);
    static final Color MARK = new Color(0xFFD400);

    private final BufferedImage image;
    private final Graphics2D pen;
    private final Lettering lettering = new Lettering();

    Sheet(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setColor(GROUND);
        pen.fillRect(0, 0, width, height);
    }

    void picture(ColourPicture picture, int x, int y) {
        pen.drawImage(picture.image(), x, y, null);
    }

    /** A yellow line in a casing of ink, as a grease pencil on a contact sheet. */
    void outline(Shape shape) {
        line(shape, INK, 6);
        line(shape, MARK, 3);
    }

    void line(Shape shape, Color colour, double width) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
    }

    void fill(Shape shape, Color colour) {
        pen.setColor(colour);
        pen.fill(shape);
    }

    /**
     * Writes a line of text, shortened in its middle where it is too long.
     *
     * @return where it ends
     */
    double text(String text, Lettering.Style style, double x, double baseline, double room) {
        return lettering.write(pen, text, style, x, baseline, room);
    }

    /** Which pixels are lighter than the middle, row by row. */
    boolean[] bright() {
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        boolean[] bright = new boolean[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            bright[i] = (rgb[i] & 255) > 127;
        }
        return bright;
    }

    /** The sheet as a PNG file. */
    byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pen.dispose();
    }
}
