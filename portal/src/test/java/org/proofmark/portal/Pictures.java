package org.proofmark.portal;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Pictures made for tests: each number is another picture, full of detail. */
public final class Pictures {
    private Pictures() {}

    /** A JPEG of 480 × 320. */
    public static byte[] jpeg(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, colour(random), 480, 320, colour(random)));
        pen.fillRect(0, 0, 480, 320);
        for (int i = 0; i < 160; i++) {
            pen.setColor(colour(random));
            int size = 6 + random.nextInt(70);
            int x = random.nextInt(480);
            int y = random.nextInt(320);
            if (random.nextBoolean()) {
                pen.fillOval(x - size / 2, y - size / 2, size, size);
            } else {
                pen.fillRect(x - size / 2, y - size / 3, size, size * 2 / 3);
            }
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(0x1000000));
    }

    /** A JPEG in which a text stands wherever metadata can hold one: XMP, IPTC-IIM and Exif. */
    static byte[] saying(int number, String text) {
        byte[] plain = jpeg(number);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xE1, "Exif\0\0", exif(text));
        segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0", xmp(text));
        segment(out, 0xED, "Photoshop 3.0\0", iptc(text));
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, String name, byte[] content) {
        byte[] head = name.getBytes(StandardCharsets.ISO_8859_1);
        int length = 2 + head.length + content.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(head);
        out.writeBytes(content);
    }

    /** Image description, make, model, artist and copyright in the first directory (TIFF 6.0). */
    private static byte[] exif(String text) {
        int[] tags = {0x010E, 0x010F, 0x0110, 0x013B, 0x8298};
        byte[] value = (text + "\0\0\0\0").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, (byte) tags.length});
        int place = 8 + 2 + tags.length * 12 + 4;
        for (int tag : tags) {
            int32(out, tag << 16 | 2);
            int32(out, value.length);
            int32(out, place);
        }
        int32(out, 0);
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static void int32(ByteArrayOutputStream out, int value) {
        out.writeBytes(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }

    private static byte[] xmp(String text) {
        String safe = text.replace("\0", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
                  photoshop:Credit="%1$s" xmpRights:WebStatement="%1$s">
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:description>
                <dc:creator><rdf:Seq><rdf:li>%1$s</rdf:li></rdf:Seq></dc:creator>
                <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:rights>
                <dc:subject><rdf:Bag><rdf:li>%1$s</rdf:li></rdf:Bag></dc:subject>
                <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></xmpRights:UsageTerms>
                </rdf:Description></rdf:RDF></x:xmpmeta>""".formatted(safe).getBytes(StandardCharsets.UTF_8);
    }

    /** Title, keyword, byline, credit, copyright, caption (IPTC-IIM 4.2, record 2), in UTF-8. */
    private static byte[] iptc(String text) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        sets.writeBytes(new byte[] {0x1C, 1, 90, 0, 3, 0x1B, 0x25, 0x47});
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        for (int set : new int[] {5, 25, 80, 110, 116, 120}) {
            sets.writeBytes(new byte[] {0x1C, 2, (byte) set, (byte) (value.length >> 8), (byte) value.length});
            sets.writeBytes(value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'8', 'B', 'I', 'M', 4, 4, 0, 0});
        int32(out, sets.size());
        out.writeBytes(sets.toByteArray());
        if (sets.size() % 2 == 1) {
            out.write(0);
        }
        return out.toByteArray();
    }

    /** A ZIP of files by their names. */
    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
