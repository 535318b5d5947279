package org.proofmark.engine.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.BgrPicture;
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
 * hello     4 bytes "PMW4", once, when the worker is ready
 * question  4 bytes length of the file, then
 *           1 byte 0, 1 byte detail, 1 byte length and order of renditions: to examine it
 *        or 1 byte 1, 4 bytes long side: to show it in colour
 *           then the file
 * answer    4 bytes length of the rest, then
 *           1 byte 0, 1 byte type, 1 byte orientation, 4 width, 4 height, 4 length and fingerprint,
 *                     4 length and metadata, 4 length and shot, 4 length and renditions,
 *                     4 width and 4 height and pixels of the picture
 *        or 1 byte 1, 1 byte reason, the explanation in UTF-8
 *        or 1 byte 2, and nothing, or 4 width and 4 height and samples of the picture in colour
 * </pre>
 *
 * Both ends are the same program on the same machine; still the pool believes no length and no number of an answer, for
 * foreign bytes may have taken the worker over.
 */
@SuppressWarnings("EnumOrdinal") // both ends are the same program
final class WorkerProtocol {
    static final int HELLO = 'P' << 24 | 'M' << 16 | 'W' << 8 | '4';

    /** No answer is longer without renditions: the largest picture is 768 × 768, a fingerprint some ten thousand bytes. */
    private static final int LONGEST_ANSWER = 8 << 20;

    private static final int HEAD_OF_PICTURE = 8;

    private static final int EXAMINED = 0;
    private static final int UNREADABLE = 1;
    private static final int SHOWN = 2;

    private static final int LOOK = 0;
    private static final int SHOW = 1;

    private WorkerProtocol() {}

    /** A question: one file. */
    sealed interface Question {}

    /** What is it? */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    record Look(byte[] file, Detail detail, RenditionOrder order) implements Question {}

    /** What does it look like, in colour? */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    record Show(byte[] file, int longSide) implements Question {
        Show {
            checkLongSide(longSide);
        }
    }

    /** @throws IllegalArgumentException for a long side no picture in colour is given in */
    static void checkLongSide(int longSide) {
        if (longSide < 1 || longSide > Examiner.LONGEST_SIDE) {
            throw new IllegalArgumentException(
                    "a long side of %,d pixels, expected 1 to %,d".formatted(longSide, Examiner.LONGEST_SIDE));
        }
    }

    static void ask(OutputStream out, Question question) throws IOException {
        switch (question) {
            case Look look -> {
                byte[] ordered = RenditionBytes.of(look.order);
                ByteBuffer head = ByteBuffer.allocate(7 + ordered.length)
                        .putInt(look.file.length)
                        .put((byte) LOOK)
                        .put((byte) look.detail.ordinal())
                        .put((byte) ordered.length)
                        .put(ordered);
                out.write(head.array());
                out.write(look.file);
            }
            case Show show -> {
                ByteBuffer head = ByteBuffer.allocate(9)
                        .putInt(show.file.length)
                        .put((byte) SHOW)
                        .putInt(show.longSide);
                out.write(head.array());
                out.write(show.file);
            }
        }
        out.flush();
    }

    /** The next question. @throws EOFException if the pool has gone */
    static Question question(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (in.readByte() == SHOW) {
            int longSide = in.readInt();
            return new Show(file(in, length), longSide);
        }
        Detail detail = Detail.values()[in.readByte()];
        byte[] ordered = new byte[in.readByte()];
        in.readFully(ordered);
        return new Look(file(in, length), detail, RenditionBytes.order(ByteBuffer.wrap(ordered)));
    }

    private static byte[] file(DataInputStream in, int length) throws IOException {
        byte[] file = new byte[length];
        in.readFully(file);
        return file;
    }

    static void answer(OutputStream out, Optional<BgrPicture> shown) throws IOException {
        int width = shown.map(BgrPicture::width).orElse(0);
        int height = shown.map(BgrPicture::height).orElse(0);
        ByteBuffer frame = ByteBuffer.allocate(5 + (shown.isPresent() ? HEAD_OF_PICTURE + 3 * width * height : 0));
        frame.putInt(frame.capacity() - 4).put((byte) SHOWN);
        shown.ifPresent(picture -> frame.putInt(width).putInt(height).put(picture.samples()));
        out.write(frame.array());
        out.flush();
    }

    /**
     * Reads a picture in colour.
     *
     * @param longSide what was asked for
     * @return the picture; empty where the worker could not show any
     * @throws EOFException if the worker has gone
     * @throws IOException if the bytes are no such picture; the message says what was wrong
     */
    static Optional<BgrPicture> picture(InputStream in, int longSide) throws IOException {
        int length = ByteBuffer.wrap(exactly(in, 4)).getInt();
        if (length < 1 || length > 1 + HEAD_OF_PICTURE + 3L * longSide * longSide) {
            throw new IOException("a picture of %,d bytes".formatted(length));
        }
        ByteBuffer frame = ByteBuffer.wrap(exactly(in, length));
        try {
            return shown(frame, longSide);
        } catch (RuntimeException wrong) {
            throw new IOException("not a picture: " + wrong.getMessage(), wrong);
        }
    }

    private static Optional<BgrPicture> shown(ByteBuffer frame, int longSide) {
        byte kind = frame.get();
        if (kind != SHOWN) {
            throw new IllegalArgumentException("an answer of kind " + kind);
        }
        if (!frame.hasRemaining()) {
            return Optional.empty();
        }
        int width = frame.getInt();
        int height = frame.getInt();
        if (Math.max(width, height) > longSide) {
            throw new IllegalArgumentException("%d × %d pixels, asked were %d".formatted(width, height, longSide));
        }
        return Optional.of(new BgrPicture(width, height, take(frame, frame.remaining())));
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
