package org.proofmark.engine.media;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes small files of many formats. */
final class Samples {
    private Samples() {}

    /** A file as ImageIO writes it. */
    static byte[] written(String format, RenderedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A file written progressively or interlaced. */
    static byte[] progressive(String format, BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** An EXIF block that states an orientation and nothing else. */
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(26).order(order);
        block.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I')).put(block.get(0));
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        block.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
        return block.array();
    }

    /** A JPEG with an EXIF block put in after its first marker. */
    static byte[] withExif(byte[] jpeg, byte[] exif) {
        return insert(
                jpeg,
                2,
                ByteBuffer.allocate(10 + exif.length)
                        .putShort((short) 0xFFE1)
                        .putShort((short) (8 + exif.length))
                        .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                        .put(exif)
                        .array());
    }

    /** A JPEG of CMYK samples as they are given, with or without Adobe's marker. */
    static byte[] cmykJpeg(WritableRaster samples, boolean adobe) {
        return adobe ? withAdobesMarker(rasterJpeg(samples), 0) : rasterJpeg(samples);
    }

    /** A JPEG of Y, Cb, Cr, K samples as they are given, and Adobe's marker that says so. */
    static byte[] ycckJpeg(WritableRaster samples) {
        return withAdobesMarker(rasterJpeg(samples), 2);
    }

    private static byte[] withAdobesMarker(byte[] jpeg, int transform) {
        byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
        return insert(jpeg, 2, marker);
    }

    /** A JPEG of samples as they are given, one component a band. */
    static byte[] rasterJpeg(WritableRaster samples) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(samples, null, null), null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG from its already filtered rows and any further chunks that stand before the data. */
    static byte[] png(int width, int height, int depth, int colour, byte[] rows, byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colour)
                        .array()));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IDAT", deflate(rows)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    static byte[] chunk(String name, byte[] data) {
        byte[] typed = insert(data, 0, name.getBytes(StandardCharsets.ISO_8859_1));
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(typed.length + 8)
                .putInt(data.length)
                .put(typed)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflate(byte[] data) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            byte[] out = new byte[data.length + 64];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    /** Grey rows without a filter, as a PNG wants them. */
    static byte[] unfiltered(byte[] pixels, int rowBytes) {
        int height = pixels.length / rowBytes;
        byte[] rows = new byte[pixels.length + height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * rowBytes, rows, y * (rowBytes + 1) + 1, rowBytes);
        }
        return rows;
    }

    /** A grey TIFF, one uncompressed strip. */
    static byte[] tiff(int width, int height, int orientation, byte[] pixels) {
        int[][] tags = {
            {256, width},
            {257, height},
            {258, 8},
            {259, 1},
            {262, 1},
            {273, 8},
            {274, orientation},
            {277, 1},
            {278, height},
            {279, pixels.length}
        };
        ByteBuffer out = ByteBuffer.allocate(8 + pixels.length + 2 + 12 * tags.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(8 + pixels.length)
                .put(pixels);
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        return out.array();
    }

    /** A TIFF of four inks, one uncompressed strip; 255 is full ink. */
    static byte[] cmykTiff(int width, int height, byte[] inks) {
        int bits = 8 + inks.length;
        int[][] tags = {
            {256, 3, 1, width},
            {257, 3, 1, height},
            {258, 3, 4, bits},
            {259, 3, 1, 1},
            {262, 3, 1, 5},
            {273, 4, 1, 8},
            {277, 3, 1, 4},
            {278, 3, 1, height},
            {279, 4, 1, inks.length}
        };
        ByteBuffer out =
                ByteBuffer.allocate(bits + 8 + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(bits + 8)
                .put(inks);
        for (int ink = 0; ink < 4; ink++) {
            out.putShort((short) 8);
        }
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        }
        return out.array();
    }

    /** An animated WebP of frames that are simple lossy files themselves, each a tenth of a second. */
    static byte[] animatedWebp(int width, int height, byte[]... frames) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        byte[] canvas = new byte[10];
        canvas[0] = 2; // animated
        size(canvas, 4, width, height);
        chunks.writeBytes(webpChunk("VP8X", canvas));
        chunks.writeBytes(webpChunk("ANIM", new byte[6]));
        for (byte[] frame : frames) {
            byte[] head = new byte[16];
            size(head, 6, width, height);
            head[12] = 100;
            chunks.writeBytes(webpChunk("ANMF", insert(head, 16, Arrays.copyOfRange(frame, 12, frame.length))));
        }
        return webpChunk("RIFF", insert(chunks.toByteArray(), 0, "WEBP".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Puts width and height less one, three bytes each. */
    private static void size(byte[] head, int at, int width, int height) {
        ByteBuffer.wrap(head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(at, (short) (width - 1))
                .putShort(at + 3, (short) (height - 1));
    }

    private static byte[] webpChunk(String name, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + data.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    /** A grey PSD: header, three empty sections, the composite uncompressed. */
    static byte[] psd(int width, int height, byte[] pixels) {
        return ByteBuffer.allocate(26 + 12 + 2 + pixels.length)
                .put("8BPS".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 1)
                .position(12)
                .putShort((short) 1)
                .putInt(height)
                .putInt(width)
                .putShort((short) 8)
                .putShort((short) 1)
                .position(40)
                .put(pixels)
                .array();
    }

    /** A WebP with an EXIF block: its picture chunk put into an extended container. */
    static byte[] webpWithExif(byte[] webp, int width, int height, byte[] exif) {
        byte[] picture = Arrays.copyOfRange(webp, 12, webp.length);
        ByteBuffer out = ByteBuffer.allocate(12 + 18 + picture.length + 8 + exif.length + exif.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(out.capacity() - 8);
        out.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(8);
        out.putShort((short) (width - 1))
                .put((byte) 0)
                .putShort((short) (height - 1))
                .put((byte) 0);
        out.put(picture)
                .put("EXIF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(exif.length)
                .put(exif);
        return out.array();
    }

    static byte[] insert(byte[] bytes, int at, byte[] inserted) {
        return ByteBuffer.allocate(bytes.length + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at, bytes.length - at)
                .array();
    }
}
