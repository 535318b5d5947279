package org.proofmark.engine.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.Shot;

/**
 * A file's metadata as it passes from a worker: each text in Java's modified UTF-8 with two bytes of length before it, in the
 * record's order; the keywords last, after their number in one byte. A shot's texts are followed by latitude and longitude as
 * doubles, or by nothing.
 */
final class MetadataBytes {
    private MetadataBytes() {}

    static byte[] of(FileMetadata metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String text : List.of(
                metadata.title(),
                metadata.caption(),
                metadata.creator(),
                metadata.credit(),
                metadata.copyright(),
                metadata.usageTerms(),
                metadata.webStatement(),
                metadata.licensor(),
                metadata.licensorUrl(),
                metadata.taken())) {
            out.writeUTF(text);
        }
        out.writeByte(metadata.keywords().size());
        for (String keyword : metadata.keywords()) {
            out.writeUTF(keyword);
        }
        return bytes.toByteArray();
    }

    static byte[] of(Shot shot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(shot.camera());
        out.writeUTF(shot.lens());
        if (shot.place().isPresent()) {
            out.writeDouble(shot.place().get().latitude());
            out.writeDouble(shot.place().get().longitude());
        }
        return bytes.toByteArray();
    }

    /** Reads a shot, as {@link #parse}. */
    static Shot shot(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String camera = in.readUTF();
        String lens = in.readUTF();
        Optional<Shot.Place> place =
                in.available() == 0 ? Optional.empty() : Optional.of(new Shot.Place(in.readDouble(), in.readDouble()));
        return new Shot(camera, lens, place);
    }

    /**
     * Reads them.
     *
     * @throws IOException if they are broken off
     * @throws IllegalArgumentException if they are not what may be said
     */
    static FileMetadata parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String[] texts = new String[10];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readUTF();
        }
        List<String> keywords = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            keywords.add(in.readUTF());
        }
        return new FileMetadata(
                texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], keywords,
                texts[9]);
    }
}
