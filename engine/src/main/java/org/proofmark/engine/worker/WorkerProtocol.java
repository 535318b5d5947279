package org.proofmark.engine.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.media.Shot;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;

/**
 * What passes between the pool and a worker, big-endian:
 *
 * <pre>
 * hello     4 bytes "PMW3", once, when the worker is ready
 * question  4 bytes length of the file, 1 byte detail, 1 byte length and order of renditions, the file
 * answer    4 bytes length of the rest, then
 *           1 byte 0, 1 byte type, 1 byte orientation, 4 width, 4 height, 4 length and fingerprint,
 *                     4 length and metadata, 4 length and shot, 4 length and renditions,
 *                     4 width and 4 height and pixels of the picture
 *        or 1 byte 1, 1 byte reason, the explanation in UTF-8
 * </pre>
 *
 * Both ends are the same program on the same machine; still the pool believes no length and no number of an answer, for
 * foreign bytes may have taken the worker over.
 */
@SuppressWarnings("EnumOrdinal") // both ends are the same program
final class WorkerProtocol {
    static final int HELLO = 'P' << 24 | 'M' << 16 | 'W' << 8 | '3';

    /** No answer is longer without renditions: the largest picture is 768 × 768, a fingerprint some ten thousand bytes. */
    private static final int LONGEST_ANSWER = 8 << 20;

    private static final int EXAMINED = 0;
    private static final int UNREADABLE = 1;

    private WorkerProtocol() {}

    /** A question: one file. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    record Question(byte[] file, Detail detail, RenditionOrder order) {}

    static void ask(OutputStream out, byte[] file, Detail detail, RenditionOrder order) throws IOException {
        byte[] ordered = RenditionBytes.of(order);
        ByteBuffer head = ByteBuffer.allocate(6 + ordered.length)
                .putInt(file.length)
                .put((byte) detail.ordinal())
                .put((byte) ordered.length)
                .put(ordered);
        out.write(head.array());
        out.write(file);
        out.flush();
    }

    /** The next question. @throws EOFException if the pool has gone */
    static Question question(DataInputStream in) throws IOException {
        int length = in.readInt();
        Detail detail = Detail.values()[in.readByte()];
        byte[] ordered = new byte[in.readByte()];
        in.readFully(ordered);
        byte[] file = new byte[length];
        in.readFully(file);
        return new Question(file, detail, RenditionBytes.order(ByteBuffer.wrap(ordered)));
    }

    static void answer(OutputStream out, Examination examination) throws IOException {
        out.write(
                switch (examination) {
                    case Examined examined -> frame(examined);
                    case Unreadable unreadable -> frame(unreadable);
                });
        out.flush();
    }

    private static byte[] frame(Examined examined) throws IOException {
        byte[] fingerprint = examined.fingerprint().toBytes();
        byte[] metadata = MetadataBytes.of(examined.metadata());
        byte[] shot = MetadataBytes.of(examined.shot());
        byte[] renditions = RenditionBytes.of(examined.renditions());
        GreyPicture picture = examined.picture();
        int parts = fingerprint.length + metadata.length + shot.length + renditions.length + picture.pixels().length;
        byte[] frame = new byte[4 + 11 + 4 * 4 + 8 + parts];
        ByteBuffer.wrap(frame)
                .putInt(frame.length - 4)
                .put((byte) EXAMINED)
                .put((byte) examined.type().ordinal())
                .put((byte) examined.orientation())
                .putInt(examined.width())
                .putInt(examined.height())
                .putInt(fingerprint.length)
                .put(fingerprint)
                .putInt(metadata.length)
                .put(metadata)
                .putInt(shot.length)
                .put(shot)
                .putInt(renditions.length)
                .put(renditions)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(picture.pixels());
        return frame;
    }

    private static byte[] frame(Unreadable unreadable) {
        byte[] text = unreadable.explanation().getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[4 + 2 + text.length];
        ByteBuffer.wrap(frame)
                .putInt(frame.length - 4)
                .put((byte) UNREADABLE)
                .put((byte) unreadable.reason().ordinal())
                .put(text);
        return frame;
    }

    /**
     * Reads the answer.
     *
     * @param order what renditions were ordered
     * @throws EOFException if the worker has gone
     * @throws IOException if the bytes are no answer; the message says what was wrong
     */
    static Examination answer(InputStream in, RenditionOrder order) throws IOException {
        int length = ByteBuffer.wrap(exactly(in, 4)).getInt();
        if (length < 2 || length > LONGEST_ANSWER + RenditionBytes.longest(order)) {
            throw new IOException("an answer of %,d bytes".formatted(length));
        }
        ByteBuffer frame = ByteBuffer.wrap(exactly(in, length));
        try {
            return frame.get() == EXAMINED ? examined(frame, order) : unreadable(frame);
        } catch (RuntimeException wrong) {
            throw new IOException("not an answer: " + wrong.getMessage(), wrong);
        }
    }

    private static Examined examined(ByteBuffer frame, RenditionOrder order) throws IOException {
        MediaType type = MediaType.values()[frame.get()];
        int orientation = frame.get();
        int width = frame.getInt();
        int height = frame.getInt();
        Fingerprint fingerprint = Fingerprint.parse(take(frame, frame.getInt()));
        FileMetadata metadata = MetadataBytes.parse(take(frame, frame.getInt()));
        Shot shot = MetadataBytes.shot(take(frame, frame.getInt()));
        Renditions renditions = RenditionBytes.parse(ByteBuffer.wrap(take(frame, frame.getInt())), order);
        int pictureWidth = frame.getInt();
        int pictureHeight = frame.getInt();
        byte[] pixels = take(frame, frame.remaining());
        GreyPicture picture = new GreyPicture(pictureWidth, pictureHeight, pixels);
        return new Examined(type, width, height, orientation, fingerprint, picture, metadata, shot, renditions);
    }

    private static Unreadable unreadable(ByteBuffer frame) {
        Undecodable.Reason reason = Undecodable.Reason.values()[frame.get()];
        return new Unreadable(reason, new String(take(frame, frame.remaining()), StandardCharsets.UTF_8));
    }

    /** The next bytes. @throws IllegalArgumentException if there are fewer */
    static byte[] take(ByteBuffer frame, int length) {
        if (length < 0 || length > frame.remaining()) {
            throw new IllegalArgumentException("%d of %d bytes".formatted(length, frame.remaining()));
        }
        byte[] bytes = new byte[length];
        frame.get(bytes);
        return bytes;
    }

    /** @throws EOFException if fewer bytes come */
    static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
