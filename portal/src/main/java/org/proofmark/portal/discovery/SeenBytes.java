package org.proofmark.portal.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.worker.Examined;

/**
 * What was seen of an image, as it is kept until it is compared: one byte version, the type's name after its length in one byte,
 * orientation (1), width, height (4 each), the fingerprint after its length (4), width and height of the grey picture (4 each),
 * its pixels. Metadata is kept elsewhere.
 */
final class SeenBytes {
    private static final byte VERSION = 1;

    private SeenBytes() {}

    static byte[] of(Examined seen) {
        byte[] type = seen.type().name().getBytes(StandardCharsets.US_ASCII);
        byte[] fingerprint = seen.fingerprint().toBytes();
        GreyPicture picture = seen.picture();
        return ByteBuffer.allocate(1 + 1 + type.length + 1 + 8 + 4 + fingerprint.length + 8 + picture.pixels().length)
                .put(VERSION)
                .put((byte) type.length)
                .put(type)
                .put((byte) seen.orientation())
                .putInt(seen.width())
                .putInt(seen.height())
                .putInt(fingerprint.length)
                .put(fingerprint)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(picture.pixels())
                .array();
    }

    /** @throws IllegalArgumentException if these bytes are no such thing */
    static Examined parse(byte[] bytes, FileMetadata metadata) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d of what was seen, not %d".formatted(version, VERSION));
        }
        MediaType type = MediaType.valueOf(new String(take(in, in.get()), StandardCharsets.US_ASCII));
        int orientation = in.get();
        int width = in.getInt();
        int height = in.getInt();
        Fingerprint fingerprint = Fingerprint.parse(take(in, in.getInt()));
        int pictureWidth = in.getInt();
        int pictureHeight = in.getInt();
        GreyPicture picture = new GreyPicture(pictureWidth, pictureHeight, take(in, in.remaining()));
        return new Examined(type, width, height, orientation, fingerprint, picture, metadata);
    }

    private static byte[] take(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("%d of %d bytes".formatted(length, in.remaining()));
        }
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }
}
