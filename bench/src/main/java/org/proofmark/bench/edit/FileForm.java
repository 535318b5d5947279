package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** How the edited picture is saved. */
public enum FileForm {
    JPEG_95(95),
    JPEG_85(85),
    JPEG_80(80),
    JPEG_40(40),
    JPEG_20(20),
    JPEG_10(10),
    /** 32 colours, long side at most 480. */
    GIF(0),
    /** 64 colours. */
    PALETTE_PNG(0);

    private final int quality;

    FileForm(int quality) {
        this.quality = quality;
    }

    byte[] file(BufferedImage picture) {
        return switch (this) {
            case GIF ->
                written(
                        indexed(
                                Math.max(picture.getWidth(), picture.getHeight()) > 480
                                        ? Pixels.longSide(picture, 480)
                                        : picture,
                                32),
                        "gif");
            case PALETTE_PNG -> written(indexed(picture, 64), "png");
            default -> Pixels.jpeg(picture, quality);
        };
    }

    /** The ending of a file's name. */
    String ending() {
        return switch (this) {
            case GIF -> ".gif";
            case PALETTE_PNG -> ".png";
            default -> ".jpg";
        };
    }

    private static byte[] written(BufferedImage picture, String form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, form, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The nearest of some colours taken from the picture itself, at even steps along it. */
    private static BufferedImage indexed(BufferedImage picture, int colours) {
        IndexColorModel palette = Palette.of(picture, colours);
        BufferedImage out =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        byte[] nearest = new byte[1 << 15];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (byte) Palette.nearest(palette, new Color(i >> 10 << 3, (i >> 5 & 31) << 3, (i & 31) << 3));
        }
        byte[] pixels = Pixels.bytes(picture);
        byte[] indices = Pixels.bytes(out);
        for (int i = 0; i < indices.length; i++) {
            int r = (pixels[3 * i + 2] & 255) >> 3;
            int g = (pixels[3 * i + 1] & 255) >> 3;
            int b = (pixels[3 * i] & 255) >> 3;
            indices[i] = nearest[r << 10 | g << 5 | b];
        }
        return out;
    }
}
