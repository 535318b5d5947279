package org.proofmark.portal.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Copies a JPEG or PNG with another label in place of that it has. All else is copied byte for byte: the picture, its colour
 * profile, what the camera wrote.
 */
final class LabelledCopy {
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");
    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LONG_XMP = "http://ns.adobe.com/xmp/extension/\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PHOTOSHOP = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_XMP = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP13 = 0xed;
    private static final int COMMENT = 0xfe;
    private static final int LARGEST_TEXT_CHUNK = 16 << 20;

    private final byte[] xmp;
    private final byte[] iptc;

    /** Refuses a label too large for any file before a byte of one is written. */
    LabelledCopy(Label label) {
        this.xmp = label.xmp();
        this.iptc = label.iptc();
    }

    static boolean possible(String mediaType) {
        return TYPES.contains(mediaType);
    }

    void write(String mediaType, InputStream original, OutputStream copy) throws IOException {
        DataInputStream in = new DataInputStream(original);
        DataOutputStream out = new DataOutputStream(copy);
        if (mediaType.equals("image/png")) {
            png(in, out);
        } else {
            jpeg(in, out);
        }
        out.flush();
    }

    /** Segments of applications and comments come first; the label goes behind them, where readers still look. */
    private void jpeg(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeShort(in.readUnsignedShort());
        int marker = marker(in);
        while (marker >= APP0 && marker <= APP0 + 15 || marker == COMMENT) {
            byte[] content = in.readNBytes(in.readUnsignedShort() - 2);
            if (!isLabel(marker, content)) {
                segment(out, marker, content);
            }
            marker = marker(in);
        }
        segment(out, APP1, joined(XMP, xmp));
        segment(out, APP13, joined(PHOTOSHOP, resource(iptc)));
        out.writeShort(0xff00 | marker);
        in.transferTo(out);
    }

    /** A marker; any number of 0xFF may stand before it (B.1.1.2). */
    private static int marker(DataInputStream in) throws IOException {
        int next = in.readUnsignedByte();
        while (next == 0xff) {
            next = in.readUnsignedByte();
        }
        return next;
    }

    private static boolean isLabel(int marker, byte[] content) {
        return marker == APP1 && (begins(content, XMP) || begins(content, LONG_XMP))
                || marker == APP13 && begins(content, PHOTOSHOP);
    }

    private static void segment(DataOutputStream out, int marker, byte[] content) throws IOException {
        out.writeShort(0xff00 | marker);
        out.writeShort(content.length + 2);
        out.write(content);
    }

    /** Photoshop's image resource of IPTC-IIM: 0x0404, no name, padded to even. */
    private static byte[] resource(byte[] iptc) {
        ByteBuffer resource = ByteBuffer.allocate(12 + iptc.length + iptc.length % 2);
        return resource.put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0x0404)
                .putShort((short) 0)
                .putInt(iptc.length)
                .put(iptc)
                .array();
    }

    /** The label is an uncompressed iTXt chunk behind the head (PNG, 11.3.3.4; XMP part 3, 1.1.5). */
    private void png(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeLong(in.readLong());
        boolean head = true;
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                return;
            }
            byte[] type = in.readNBytes(4);
            if (!new String(type, StandardCharsets.US_ASCII).equals("iTXt") || length > LARGEST_TEXT_CHUNK) {
                out.writeInt(length);
                out.write(type);
                copy(in, out, (length & 0xffff_ffffL) + 4);
            } else {
                byte[] content = in.readNBytes(length);
                int check = in.readInt();
                if (!begins(content, PNG_XMP)) {
                    out.writeInt(length);
                    out.write(type);
                    out.write(content);
                    out.writeInt(check);
                }
            }
            if (head) {
                chunk(out, joined(PNG_XMP, new byte[4], xmp));
                head = false;
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return; // A torn file is copied as it is.
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static void chunk(DataOutputStream out, byte[] content) throws IOException {
        byte[] whole = joined("iTXt".getBytes(StandardCharsets.US_ASCII), content);
        CRC32 check = new CRC32();
        check.update(whole);
        out.writeInt(content.length);
        out.write(whole);
        out.writeInt((int) check.getValue());
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length >= with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
