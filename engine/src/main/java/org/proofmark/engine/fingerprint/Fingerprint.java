package org.proofmark.engine.fingerprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What the engine knows of an image. The binary form is little-endian:
 *
 * <pre>
 * offset  bytes  what
 *      0      4  "PMFP"
 *      4      1  format version, {@value #VERSION}
 *      5      1  detail: 0 reference, 1 query, 2 deep, 3 part, 4 fine
 *      6      1  sufficiency: 0 enough, 1 flat, 2 text only
 *      7      1  words per feature, w
 *      8      4  width of the image as displayed, pixels
 *     12      4  height
 *     16     32  global code, bits 0 to 255
 *     48      1  quality of the global code, 0 to 100
 *     49      1  0
 *     50      2  number of features, n
 *     52     4n  packed places ({@link Features})
 *     …     2nw  words
 *     …     8nw  signatures
 *     …       4  length of the thumbnail, t
 *     …       t  the thumbnail: grey baseline JPEG, long side {@value #THUMBNAIL} or the image's own
 *     …       4  CRC-32C of all before
 * </pre>
 *
 * Fingerprints of different versions do not compare: the version stands for what a feature says, so for the detector, the
 * descriptor and the vocabulary, and for the thumbnail. Which of an image's features are taken may change within a version.
 *
 * @param detail how closely the image was looked at
 * @param sufficiency whether there is enough in the image to find it again
 * @param width width of the image as displayed, in pixels
 * @param height height, in pixels
 * @param code the global code
 * @param features the local features
 * @param thumbnail grey JPEG, long side at most {@value #THUMBNAIL} pixels; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
public record Fingerprint(
        Detail detail,
        Sufficiency sufficiency,
        int width,
        int height,
        GlobalCode code,
        Features features,
        byte[] thumbnail) {
    /** The version of the binary form and of what its features say. */
    public static final int VERSION = 1;

    /** Long side of the thumbnail in pixels. */
    public static final int THUMBNAIL = 320;

    private static final int MAGIC = 'P' | 'M' << 8 | 'F' << 16 | 'P' << 24;
    private static final int HEADER = 52;

    /** Whether an image holds enough to be found again. */
    public enum Sufficiency {
        ENOUGH,
        /** Too few features: plain colour, gradients, blur. */
        FLAT,
        /** Nothing but lettering, which every other text shares. */
        TEXT_ONLY
    }

    public Fingerprint {
        if (width < 1 || height < 1 || features.size() > 0xFFFF) {
            throw new IllegalArgumentException(
                    "a fingerprint of %d × %d pixels, %d features".formatted(width, height, features.size()));
        }
    }

    /** The binary form. */
    @SuppressWarnings("EnumOrdinal") // the ordinals are the documented codes
    public byte[] toBytes() {
        int n = features.size();
        int words = features.words().length;
        ByteBuffer out = ByteBuffer.allocate(HEADER + 4 * n + 10 * words + 4 + thumbnail.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).put((byte) VERSION).put((byte) detail.ordinal()).put((byte) sufficiency.ordinal());
        out.put((byte) features.wordsPerFeature()).putInt(width).putInt(height);
        out.putLong(code.bits0()).putLong(code.bits1()).putLong(code.bits2()).putLong(code.bits3());
        out.put((byte) code.quality()).put((byte) 0).putShort((short) n);
        for (int place : features.geometry()) {
            out.putInt(place);
        }
        for (char word : features.words()) {
            out.putChar(word);
        }
        for (long signature : features.signatures()) {
            out.putLong(signature);
        }
        out.putInt(thumbnail.length).put(thumbnail);
        CRC32C crc = new CRC32C();
        crc.update(out.array(), 0, out.position());
        return out.putInt((int) crc.getValue()).array();
    }

    /**
     * Reads the binary form.
     *
     * @throws IllegalArgumentException if the bytes are not a whole, undamaged fingerprint of this version; the message
     *     says what was expected and found
     */
    public static Fingerprint parse(byte[] bytes) {
        return new FingerprintReader(bytes).read();
    }

    /** Reads what {@link #toBytes()} wrote, trusting nothing. */
    private static final class FingerprintReader {
        private final ByteBuffer in;

        FingerprintReader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        Fingerprint read() {
            int length = in.capacity();
            require(length >= HEADER + 8, "at least " + (HEADER + 8) + " bytes", length);
            require(in.getInt() == MAGIC, "\"PMFP\" at the start", "other bytes");
            int version = in.get();
            require(version == VERSION, "version " + VERSION, version);
            CRC32C crc = new CRC32C();
            crc.update(in.array(), 0, length - 4);
            require((int) crc.getValue() == in.getInt(length - 4), "the checksum stored at the end", "another");
            Detail detail = one(Detail.values(), "detail");
            Sufficiency sufficiency = one(Sufficiency.values(), "sufficiency");
            int perFeature = in.get();
            int width = in.getInt();
            int height = in.getInt();
            GlobalCode code = new GlobalCode(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.get());
            in.get();
            int n = in.getChar();
            require(perFeature >= 1 && perFeature <= 4, "1 to 4 words per feature", perFeature);
            require(length >= HEADER + n * (4 + 10 * perFeature) + 8, n + " features", length + " bytes");
            Features features = features(n, perFeature);
            int left = in.getInt();
            require(left == in.remaining() - 4, "a thumbnail of " + (in.remaining() - 4) + " bytes", left);
            byte[] thumbnail = new byte[left];
            in.get(thumbnail);
            return new Fingerprint(detail, sufficiency, width, height, code, features, thumbnail);
        }

        private Features features(int n, int perFeature) {
            int[] geometry = new int[n];
            char[] words = new char[n * perFeature];
            long[] signatures = new long[n * perFeature];
            for (int i = 0; i < n; i++) {
                geometry[i] = in.getInt();
            }
            for (int i = 0; i < words.length; i++) {
                words[i] = in.getChar();
            }
            for (int i = 0; i < signatures.length; i++) {
                signatures[i] = in.getLong();
            }
            return new Features(geometry, perFeature, words, signatures);
        }

        private <T> T one(T[] values, String what) {
            int at = in.get();
            require(at >= 0 && at < values.length, what + " 0 to " + (values.length - 1), at);
            return values[at];
        }

        private static void require(boolean holds, String expected, Object found) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "not a fingerprint: expected %s, found %s".formatted(expected, found));
            }
        }
    }
}
