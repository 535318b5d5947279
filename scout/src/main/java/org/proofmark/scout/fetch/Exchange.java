package org.proofmark.scout.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.proofmark.scout.url.Url;

/** One question and its answer on one line, measured. */
final class Exchange implements AutoCloseable {
    private final FetchSettings settings;
    private final IdleLines idle;
    private final Line line;
    private final Deadline deadline;
    private final Url url;
    private final Headers sent;
    private final Instant started;
    private final long startedNanos;
    private Wire.Head head = new Wire.Head(0, "", Headers.NONE, false);
    private Duration untilHeaders = Duration.ZERO;
    private long received;

    Exchange(
            FetchSettings settings,
            IdleLines idle,
            Line line,
            Deadline deadline,
            Url url,
            Headers sent,
            InstantSource clock,
            long startedNanos) {
        this.settings = settings;
        this.idle = idle;
        this.line = line;
        this.deadline = deadline;
        this.url = url;
        this.sent = sent;
        this.started = clock.instant().minusNanos(System.nanoTime() - startedNanos);
        this.startedNanos = startedNanos;
    }

    static Abandoned headersTooLarge(FetchSettings settings) {
        return Abandoned.refused(
                Outcome.Rule.HEADERS,
                "header fields beyond what we take: %,d fields, %,d bytes each, %,d together"
                        .formatted(settings.maxHeaderFields(), settings.maxHeaderLine(), settings.maxHeaderBytes()));
    }

    /** Asks, waits for the head of the answer. */
    void ask() throws IOException, HttpException {
        try {
            head = line.wire().ask(url, sent);
        } catch (IllegalArgumentException e) { // HttpCore's word for a status of 0, a header index out of range
            throw new ProtocolException(String.valueOf(e.getMessage()), e);
        }
        untilHeaders = elapsed();
        List<Headers.Field> fields = head.fields().fields();
        long bytes = fields.stream()
                .mapToLong(field -> field.name().length() + field.value().length() + 4L)
                .sum();
        if (fields.size() > settings.maxHeaderFields() || bytes > settings.maxHeaderBytes()) {
            throw headersTooLarge(settings);
        }
    }

    Wire.Head head() {
        return head;
    }

    /** Keeps the line where the answer was read to its end, hangs up where not. */
    @Override
    public void close() {
        if (line.wire().isReusable()) {
            idle.put(url.origin(), line);
        } else {
            IdleLines.hangUp(line);
        }
    }

    /** What is told of it, as far as it has come. */
    Hop hop() {
        return new Hop(
                url,
                line.wire().protocol(),
                sent,
                head.status(),
                head.reason(),
                head.fields(),
                line.names(),
                Optional.of(line.address()),
                line.tls(),
                started,
                untilHeaders,
                elapsed(),
                received);
    }

    /** The body as received, content coding and all. */
    byte[] body(long maxBytes) throws IOException, HttpException {
        Optional<Long> announced = announced();
        if (announced.filter(length -> length > maxBytes).isPresent()) {
            throw Abandoned.tooLarge("%,d bytes announced; %,d are taken".formatted(announced.get(), maxBytes));
        }
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(announced.map(Math::toIntExact).orElse(8_192));
        long begun = System.nanoTime();
        byte[] buffer = new byte[16_384];
        for (int length; head.hasBody() && (length = read(buffer)) >= 0; ) {
            received += length;
            body.write(buffer, 0, length);
            if (body.size() > maxBytes) {
                throw Abandoned.tooLarge("more than %,d bytes".formatted(maxBytes));
            }
            checkPace(body.size(), Duration.ofNanos(System.nanoTime() - begun));
        }
        checkLength(announced, body.size());
        return body.toByteArray();
    }

    private int read(byte[] buffer) throws IOException, HttpException {
        try {
            return line.wire().read(buffer);
        } catch (IllegalArgumentException e) { // as above, in trailers
            throw new ProtocolException(String.valueOf(e.getMessage()), e);
        }
    }

    private void checkPace(long bytes, Duration taken) throws Abandoned {
        if (taken.compareTo(settings.slowStart()) > 0
                && bytes * 1000 < settings.minBytesPerSecond() * taken.toMillis()) {
            throw Abandoned.unreachable(
                    Outcome.Cause.TOO_SLOW,
                    "%,d bytes in %d s; %,d a second is the least"
                            .formatted(bytes, taken.toSeconds(), settings.minBytesPerSecond()));
        }
        deadline.atMost(taken);
    }

    private void checkLength(Optional<Long> announced, long received) throws Abandoned {
        if (head.hasBody() && announced.isPresent() && announced.get() != received) {
            throw Abandoned.unreachable(
                    Outcome.Cause.BROKEN, "%,d bytes announced, %,d came".formatted(announced.get(), received));
        }
    }

    private Optional<Long> announced() {
        return head.fields().first("Transfer-Encoding").isPresent()
                ? Optional.empty()
                : head.fields()
                        .first("Content-Length")
                        .filter(text -> text.matches("[0-9]{1,18}"))
                        .map(Long::valueOf);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
