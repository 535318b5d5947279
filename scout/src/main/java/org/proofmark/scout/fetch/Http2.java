package org.proofmark.scout.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.proofmark.scout.url.Url;

/**
 * HTTP/2 (RFC 9113) with one stream on one blocking connection, by HttpCore's frames and header compression.
 *
 * <p>HttpCore's own HTTP/2 client brings its own threads, sockets and name look-ups; the guard would have to trust them.
 * One question at a time is all we may ask of a host, so one stream is enough, and the bytes pass over the very socket
 * that was checked and that the deadline closes.
 */
final class Http2 implements Wire {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_FRAME = 16_384;
    private static final int WINDOW = 1 << 20;
    private static final FrameFactory FRAMES = DefaultFrameFactory.INSTANCE;

    private final FetchSettings settings;
    private final InputStream in;
    private final OutputStream out;
    private final FrameInputBuffer reader = new FrameInputBuffer(MAX_FRAME);
    private final FrameOutputBuffer writer = new FrameOutputBuffer(MAX_FRAME);
    private final HPackDecoder decoder = new HPackDecoder(4_096, StandardCharsets.ISO_8859_1);
    private int stream = -1;
    private boolean leaving;
    private int empty;
    private boolean ended;
    private ByteBuffer data = ByteBuffer.allocate(0);

    Http2(Socket socket, FetchSettings settings) throws IOException {
        this.settings = settings;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        decoder.setMaxListSize(settings.maxHeaderBytes());
    }

    @Override
    public String protocol() {
        return "HTTP/2.0";
    }

    @Override
    public Head ask(Url url, Headers request) throws IOException, HttpException {
        if (stream < 0) {
            greet();
        }
        stream += 2;
        empty = 0;
        ended = false;
        data = ByteBuffer.allocate(0);
        sendHead(url, request);
        out.flush();
        return answer();
    }

    private void greet() throws IOException {
        out.write(PREFACE);
        writer.write(
                FRAMES.createSettings(
                        new H2Setting(H2Param.ENABLE_PUSH, 0),
                        new H2Setting(H2Param.INITIAL_WINDOW_SIZE, WINDOW),
                        new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, settings.maxHeaderBytes())),
                out);
        writer.write(FRAMES.createWindowUpdate(0, WINDOW), out);
    }

    /** The first answer that is no announcement of one. */
    private Head answer() throws IOException, HttpException {
        for (int announced = 0; announced <= settings.maxInformational(); announced++) {
            List<Header> fields = decoder.decodeHeaders(headerBlock(nextOf(FrameType.HEADERS)));
            int status = status(fields);
            if (status >= 200) {
                return new Head(status, "", headers(fields), true);
            }
        }
        throw Abandoned.refused(
                Outcome.Rule.HEADERS,
                "more than %d answers announced, none given (1xx)".formatted(settings.maxInformational()));
    }

    private void sendHead(Url url, Headers request) throws IOException {
        HPackEncoder encoder = new HPackEncoder(0, StandardCharsets.US_ASCII);
        ByteArrayBuffer block = new ByteArrayBuffer(1_024);
        encoder.encodeHeader(block, ":method", "GET", false);
        encoder.encodeHeader(block, ":scheme", url.scheme(), false);
        encoder.encodeHeader(
                block, ":authority", url.origin().substring(url.scheme().length() + 3), false);
        encoder.encodeHeader(
                block,
                ":path",
                url.path() + url.query().map(query -> "?" + query).orElse(""),
                false);
        for (Headers.Field field : request.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!name.equals("host")) {
                encoder.encodeHeader(block, name, field.value(), false);
            }
        }
        writeBlock(block);
    }

    private void writeBlock(ByteArrayBuffer block) throws IOException {
        for (int start = 0; start < block.length(); start += MAX_FRAME) {
            int length = Math.min(MAX_FRAME, block.length() - start);
            boolean last = start + length == block.length();
            ByteBuffer part = ByteBuffer.wrap(block.array(), start, length);
            writer.write(
                    start == 0
                            ? FRAMES.createHeaders(stream, part, last, true)
                            : FRAMES.createContinuation(stream, part, last),
                    out);
        }
    }

    /** The header block a HEADERS frame begins, continued until its end. */
    private ByteBuffer headerBlock(RawFrame first) throws IOException, HttpException {
        ended |= first.isFlagSet(FrameFlag.END_STREAM);
        ByteBuffer payload = content(first);
        if (first.isFlagSet(FrameFlag.PRIORITY)) {
            payload.position(Math.min(payload.limit(), payload.position() + 5));
        }
        ByteArrayBuffer block = new ByteArrayBuffer(payload.remaining());
        append(block, payload);
        for (boolean whole = first.isFlagSet(FrameFlag.END_HEADERS); !whole; ) {
            RawFrame next = read();
            if (!next.isType(FrameType.CONTINUATION)) {
                throw new ProtocolException("header fields broken off");
            }
            append(block, content(next));
            whole = next.isFlagSet(FrameFlag.END_HEADERS);
        }
        return ByteBuffer.wrap(block.array(), 0, block.length());
    }

    private void append(ByteArrayBuffer block, ByteBuffer part) throws Abandoned {
        if (block.length() + part.remaining() > settings.maxHeaderBytes()) {
            throw Exchange.headersTooLarge(settings);
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        block.append(bytes, 0, bytes.length);
    }

    private static int status(List<Header> fields) throws ProtocolException {
        for (Header field : fields) {
            if (field.getName().equals(":status") && field.getValue().matches("[1-9][0-9]{2}")) {
                return Integer.parseInt(field.getValue());
            }
        }
        throw new ProtocolException("an answer without status");
    }

    private static Headers headers(List<Header> fields) {
        return new Headers(fields.stream()
                .filter(field -> !field.getName().startsWith(":"))
                .map(field -> new Headers.Field(
                        field.getName(), String.valueOf(field.getValue()).strip()))
                .toList());
    }

    @Override
    public int read(byte[] buffer) throws IOException, HttpException {
        while (!data.hasRemaining() && !ended) {
            RawFrame frame = nextOf(FrameType.DATA);
            if (frame.isType(FrameType.HEADERS)) {
                decoder.decodeHeaders(headerBlock(frame)); // trailers
            } else {
                take(frame);
            }
        }
        if (!data.hasRemaining()) {
            return -1;
        }
        int length = Math.min(buffer.length, data.remaining());
        data.get(buffer, 0, length);
        return length;
    }

    private void take(RawFrame frame) throws IOException, HttpException {
        ended = frame.isFlagSet(FrameFlag.END_STREAM);
        data = content(frame);
        if (frame.getLength() == 0) {
            countEmpty();
            return;
        }
        writer.write(FRAMES.createWindowUpdate(0, frame.getLength()), out);
        if (!ended) {
            writer.write(FRAMES.createWindowUpdate(stream, frame.getLength()), out);
        }
        out.flush();
    }

    /** The next HEADERS frame or one of the wanted type, those in between answered. */
    private RawFrame nextOf(FrameType wanted) throws IOException, HttpException {
        while (true) {
            RawFrame frame = read();
            if (frame.getStreamId() == stream && (frame.isType(wanted) || frame.isType(FrameType.HEADERS))) {
                return frame;
            }
            countEmpty();
            control(frame);
        }
    }

    private void control(RawFrame frame) throws IOException, HttpException {
        if (frame.isType(FrameType.SETTINGS) && !frame.isFlagSet(FrameFlag.ACK)) {
            writer.write(FRAMES.createSettingsAck(), out);
        } else if (frame.isType(FrameType.PING) && !frame.isFlagSet(FrameFlag.ACK)) {
            writer.write(FRAMES.createPingAck(content(frame)), out);
        } else if (isLastWord(frame)) {
            throw new ProtocolException("broken off by the server (" + FrameType.toString(frame.getType()) + ")");
        }
        out.flush();
    }

    /** Whether a frame leaves our question unanswered; most GOAWAY frames say only that no further one will be taken. */
    private boolean isLastWord(RawFrame frame) throws ProtocolException {
        leaving |= frame.isType(FrameType.GOAWAY);
        if (!frame.isType(FrameType.GOAWAY)) {
            return frame.isType(FrameType.PUSH_PROMISE)
                    || frame.isType(FrameType.RST_STREAM) && frame.getStreamId() == stream;
        }
        ByteBuffer content = content(frame);
        return content.remaining() < 4 || content.getInt() < stream;
    }

    @Override
    public boolean isReusable() {
        return ended && !leaving;
    }

    /** What comes unasked is read with the next answer: frames say to which question they belong. */
    @Override
    public boolean isQuiet() {
        return true;
    }

    private void countEmpty() throws Abandoned {
        if (++empty > settings.maxControlFrames()) {
            throw Abandoned.refused(
                    Outcome.Rule.HEADERS,
                    "more than %,d frames without content".formatted(settings.maxControlFrames()));
        }
    }

    private static ByteBuffer content(RawFrame frame) throws ProtocolException {
        ByteBuffer content = frame.getPayloadContent();
        if (content == null && frame.getLength() > 0) {
            throw new ProtocolException("a frame of padding only");
        }
        return content == null ? ByteBuffer.allocate(0) : content.duplicate();
    }

    private RawFrame read() throws IOException {
        return reader.read(in);
    }
}
