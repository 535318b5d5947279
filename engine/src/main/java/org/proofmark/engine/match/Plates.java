package org.proofmark.engine.match;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * The single pictures of a match, for pages that lay them on each other themselves.
 *
 * @param work the whole work, made smaller
 * @param copy the whole copy, made smaller
 * @param part the part of the work that is shown, and a little around it
 * @param aligned the copy as seen from there; where it shows nothing of the work, the work under a veil
 */
public record Plates(Plate work, Plate copy, Plate part, Plate aligned) {
    private static final float QUALITY = 0.82f;

    /**
     * One picture.
     *
     * @param jpeg the file
     * @param width in pixels
     * @param height in pixels
     * @param region what is outlined in it, in its own pixels; empty for nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    public record Plate(byte[] jpeg, int width, int height, Polygon region) {}

    static Plate plate(ColourPicture picture, Polygon region) {
        return new Plate(jpeg(picture.image()), picture.width(), picture.height(), region);
    }

    static Plate plate(ColourPicture picture) {
        return plate(picture, new Polygon(List.of()));
    }

    private static byte[] jpeg(BufferedImage image) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
