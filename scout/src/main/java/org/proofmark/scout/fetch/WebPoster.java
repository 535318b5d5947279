package org.proofmark.scout.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpException;
import org.proofmark.scout.url.Url;

/**
 * Tells an address something by POST, guarded and limited as {@link WebFetcher} asks: what a name leads to is looked at before a
 * byte is sent. One connection for each telling, HTTP/1.1; no redirect is followed, no cookie kept.
 */
public final class WebPoster implements AutoCloseable {
    /** What became of it. */
    public sealed interface Posted {
        /**
         * An answer came, whatever its status.
         *
         * @param beginning of its body, its coding as it came
         */
        @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
        record Answered(int status, Headers headers, byte[] beginning) implements Posted {}

        /** Not sent, or not taken, by a rule of ours. */
        record Refused(String explanation) implements Posted {}

        /** No answer came. */
        record Unreachable(String explanation) implements Posted {}
    }

    private final FetchSettings settings;
    private final Dialler dialler;
    private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("post deadlines").factory());

    /** Asks the system's name server, trusts whom the JDK trusts. */
    public WebPoster(FetchSettings settings) {
        this(settings, Resolver.SYSTEM, Connector.DIRECT, WebFetcher.systemTrust());
    }

    /**
     * With other means.
     *
     * @param trust whose certificates are believed
     */
    public WebPoster(FetchSettings settings, Resolver resolver, Connector connector, SSLContext trust) {
        this.settings = settings;
        this.dialler = new Dialler(settings, resolver, connector, trust, lookUps, "http/1.1");
    }

    /**
     * Sends, and waits for what happens; never throws for what a server or a network does.
     *
     * @param fields besides those every request has
     * @param mostRead bytes of the answer's body that are read; the rest is left
     * @param allowed for all of it
     */
    public Posted post(Url url, Headers fields, byte[] body, int mostRead, Duration allowed) {
        if (!url.isHttp()) {
            throw new IllegalArgumentException("expected an http address, found " + url);
        }
        try (Deadline deadline = new Deadline(allowed, timers)) {
            return posted(url, fields, body, mostRead, deadline);
        } catch (Abandoned e) {
            return outcome(url, e);
        }
    }

    private Posted posted(Url url, Headers fields, byte[] body, int mostRead, Deadline deadline) throws Abandoned {
        try (Line line = dialler.open(url, deadline)) {
            if (!(line.wire() instanceof Http1 wire)) {
                throw new IllegalStateException("nothing but HTTP/1.1 was offered to " + url.host());
            }
            Wire.Head head = wire.tell(url, all(url, fields), body);
            return new Posted.Answered(head.status(), head.fields(), beginning(wire, head, mostRead));
        } catch (IOException | HttpException e) {
            throw named(e, deadline);
        }
    }

    private Headers all(Url url, Headers fields) {
        List<Headers.Field> all = new ArrayList<>();
        all.add(new Headers.Field("Host", url.origin().substring(url.scheme().length() + 3)));
        all.add(new Headers.Field("User-Agent", settings.userAgent()));
        all.add(new Headers.Field("Accept", "*/*"));
        all.add(new Headers.Field("Connection", "close"));
        all.addAll(fields.fields());
        return new Headers(all);
    }

    /** An answer whose body breaks off is an answer: its status was said. */
    private static byte[] beginning(Wire wire, Wire.Head head, int most) throws HttpException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[1_024];
        try {
            while (head.hasBody() && read.size() < most) {
                int length = wire.read(buffer);
                if (length < 0) {
                    break;
                }
                read.write(buffer, 0, Math.min(length, most - read.size()));
            }
        } catch (IOException brokenOff) {
            return read.toByteArray();
        }
        return read.toByteArray();
    }

    private Abandoned named(Exception failure, Deadline deadline) {
        if (failure instanceof Abandoned abandoned) {
            return abandoned;
        }
        if (deadline.hasPassed()) {
            return deadline.exceeded();
        }
        return failure instanceof SocketTimeoutException
                ? Abandoned.unreachable(
                        Outcome.Cause.TOO_SLOW,
                        "no byte for %.1f s".formatted(settings.silence().toMillis() / 1000.0))
                : Abandoned.unreachable(
                        Outcome.Cause.BROKEN, "the answer broke off or was no HTTP: " + failure.getMessage());
    }

    private static Posted outcome(Url url, Abandoned abandoned) {
        Outcome outcome = abandoned.outcome(url, List.of());
        return outcome instanceof Outcome.Refused
                ? new Posted.Refused(outcome.explanation())
                : new Posted.Unreachable(outcome.explanation());
    }

    @Override
    public void close() {
        timers.shutdownNow();
        lookUps.shutdownNow();
    }
}
