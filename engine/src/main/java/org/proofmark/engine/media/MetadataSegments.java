package org.proofmark.engine.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The parts of a file in which metadata lies, cut out by each format's own structure: nothing that reads metadata ever sees
 * the picture. A part larger than its limit counts as absent.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once
final class MetadataSegments {
    /** A JPEG segment has 64 KiB; others need no more. */
    private static final int LARGEST_EXIF = 128 << 10;

    private static final int LARGEST_IPTC = 128 << 10;

    /** Edit histories of photo editors are long. */
    private static final int LARGEST_XMP = 512 << 10;

    /** How far into files of boxes a packet is looked for. */
    private static final int SEARCHED = 1 << 20;

    private static final byte[] EXIF_MARK = latin("Exif\0\0");
    private static final byte[] XMP_MARK = latin("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] PHOTOSHOP_MARK = latin("Photoshop 3.0\0");
    private static final byte[] PNG_XMP_MARK = latin("XML:com.adobe.xmp\0");
    private static final byte[] GIF_XMP_MARK = latin("XMP DataXMP");
    private static final byte[] RESOURCE = latin("8BIM");

    private final byte[] file;
    private byte[] exif = {};
    private byte[] iptc = {};
    private byte[] xmp = {};

    private MetadataSegments(byte[] file) {
        this.file = file;
    }

    /** Finds them. @throws RuntimeException where the file's structure is broken in an unforeseen way */
    static MetadataSegments of(MediaType type, byte[] file) {
        MetadataSegments found = new MetadataSegments(file);
        switch (type) {
            case JPEG -> found.jpeg();
            case PNG -> found.png();
            case WEBP -> found.webp();
            case GIF -> found.gif();
            case TIFF -> found.tiff();
            case PSD -> found.psd();
            case AVIF, HEIC, JPEG_XL -> found.packet();
            case BMP -> {}
        }
        return found;
    }

    /** A TIFF structure; empty if none. */
    byte[] exif() {
        return exif;
    }

    /** IPTC-IIM records; empty if none. */
    byte[] iptc() {
        return iptc;
    }

    /** An XMP packet; empty if none. */
    byte[] xmp() {
        return xmp;
    }

    private void jpeg() {
        int at = 2;
        ByteArrayOutputStream photoshop = new ByteArrayOutputStream();
        while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
            int marker = file[at + 1] & 255;
            if (marker == 0xFF || marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            int end = Math.min(file.length, at + 2 + Math.max(2, (file[at + 2] & 255) << 8 | file[at + 3] & 255));
            if (marker == 0xE1) {
                exif = exif.length == 0 ? after(EXIF_MARK, at + 4, end, LARGEST_EXIF) : exif;
                xmp = xmp.length == 0 ? after(XMP_MARK, at + 4, end, LARGEST_XMP) : xmp;
            } else if (marker == 0xED) {
                photoshop.writeBytes(after(PHOTOSHOP_MARK, at + 4, end, LARGEST_IPTC));
            }
            at = end;
        }
        resources(photoshop.toByteArray());
    }

    private void png() {
        ByteBuffer in = ByteBuffer.wrap(file);
        long at = 8;
        while (at + 12 <= file.length) {
            long length = in.getInt((int) at) & 0xFFFFFFFFL;
            int start = (int) at + 8;
            int end = (int) Math.min(file.length, start + length);
            switch (new String(file, (int) at + 4, 4, StandardCharsets.ISO_8859_1)) {
                case "eXIf" -> exif = cut(start, end, LARGEST_EXIF);
                case "iTXt" -> international(after(PNG_XMP_MARK, start, end, LARGEST_XMP));
                default -> {}
            }
            at = start + length + 4;
        }
    }

    /** After an iTXt chunk's keyword: 1 byte compressed or not, 1 byte method, language, translated keyword, text. */
    private void international(byte[] rest) {
        int at = 2;
        for (int zeros = 0; at < rest.length && zeros < 2; at++) {
            zeros += rest[at] == 0 ? 1 : 0;
        }
        if (at < rest.length) {
            byte[] text = Arrays.copyOfRange(rest, at, rest.length);
            xmp = rest[0] == 0 ? text : inflated(text);
        }
    }

    private static byte[] inflated(byte[] packed) {
        byte[] text = new byte[LARGEST_XMP];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int length = 0;
            for (int n = inflater.inflate(text); n > 0; n = inflater.inflate(text, length, text.length - length)) {
                length += n;
            }
            return inflater.finished() ? Arrays.copyOf(text, length) : new byte[0];
        } catch (DataFormatException broken) {
            return new byte[0];
        }
    }

    private void webp() {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= file.length) {
            long length = in.getInt((int) at + 4) & 0xFFFFFFFFL;
            int start = (int) at + 8;
            int end = (int) Math.min(file.length, start + length);
            switch (new String(file, (int) at, 4, StandardCharsets.ISO_8859_1)) {
                case "EXIF" -> exif = bare(cut(start, end, LARGEST_EXIF));
                case "XMP " -> xmp = cut(start, end, LARGEST_XMP);
                default -> {}
            }
            at = start + length + (length & 1);
        }
    }

    /** Some writers keep JPEG's mark. */
    private static byte[] bare(byte[] block) {
        return starts(block, 0, EXIF_MARK) ? Arrays.copyOfRange(block, EXIF_MARK.length, block.length) : block;
    }

    /** XMP in GIF is no list of blocks: it lies bare after the application's name and ends before a row of falling bytes. */
    private void gif() {
        int mark = indexOf(GIF_XMP_MARK, 0, file.length);
        if (mark >= 0) {
            int start = mark + GIF_XMP_MARK.length;
            int end = start;
            while (end < file.length && file[end] != 1 && file[end] != 0) {
                end++;
            }
            xmp = cut(start, end, LARGEST_XMP);
        }
    }

    private void tiff() {
        ExifTexts tags = new ExifTexts(file);
        exif = file;
        xmp = tags.bytes(ExifTexts.XMP, LARGEST_XMP);
        iptc = tags.bytes(ExifTexts.IPTC, LARGEST_IPTC);
    }

    private void psd() {
        ByteBuffer in = ByteBuffer.wrap(file);
        long modeData = 30L + (in.getInt(26) & 0xFFFFFFFFL);
        if (modeData + 4 <= file.length) {
            long length = in.getInt((int) modeData) & 0xFFFFFFFFL;
            int start = (int) modeData + 4;
            resources(cut(start, (int) Math.min(file.length, start + length), 16 << 20));
        }
    }

    /** Photoshop's image resources: "8BIM", 2 bytes number, a name of even length, 4 bytes length, data of even length. */
    private void resources(byte[] block) {
        ByteBuffer in = ByteBuffer.wrap(block);
        int at = 0;
        while (at + 12 <= block.length && starts(block, at, RESOURCE)) {
            int number = in.getChar(at + 4);
            int name = 1 + (block[at + 6] & 255);
            int sized = at + 6 + name + (name & 1);
            if (sized + 4 > block.length) {
                return;
            }
            int start = sized + 4;
            long end = start + (in.getInt(sized) & 0xFFFFFFFFL);
            if (end > block.length) {
                return;
            }
            byte[] data = Arrays.copyOfRange(block, start, (int) end);
            switch (number) {
                case 0x0404 -> iptc = limited(data, LARGEST_IPTC);
                case 0x0422 -> exif = exif.length == 0 ? limited(data, LARGEST_EXIF) : exif;
                case 0x0424 -> xmp = xmp.length == 0 ? limited(data, LARGEST_XMP) : xmp;
                default -> {}
            }
            at = (int) (end + (end - start & 1));
        }
    }

    /** Files of boxes: the packet shows itself, as XMP's specification (part 3) says. */
    private void packet() {
        int limit = Math.min(file.length, SEARCHED);
        int start = indexOf(latin("<x:xmpmeta"), 0, limit);
        byte[] closing = latin("</x:xmpmeta>");
        int end = start < 0 ? -1 : indexOf(closing, start, Math.min(file.length, start + LARGEST_XMP));
        if (end >= 0) {
            xmp = cut(start, end + closing.length, LARGEST_XMP);
        }
    }

    private int indexOf(byte[] wanted, int from, int to) {
        for (int at = from; at + wanted.length <= to; at++) {
            if (file[at] == wanted[0] && starts(file, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private byte[] after(byte[] mark, int from, int to, int most) {
        return to - from >= mark.length && starts(file, from, mark) ? cut(from + mark.length, to, most) : new byte[0];
    }

    private byte[] cut(int from, int to, int most) {
        return from >= to || to - from > most ? new byte[0] : Arrays.copyOfRange(file, from, to);
    }

    private static byte[] limited(byte[] data, int most) {
        return data.length > most ? new byte[0] : data;
    }

    private static boolean starts(byte[] bytes, int at, byte[] mark) {
        return at + mark.length <= bytes.length && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
