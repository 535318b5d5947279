package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http2.hpack.HeaderListConstraintException;
import org.proofmark.scout.url.Url;

/**
 * Asks the web itself: guarded, limited. Redirects are followed here and nowhere else, each
 * hop checked like the first.
 */
public final class WebFetcher implements Fetcher, AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final FetchSettings settings;
    private final InstantSource clock;
    private final Cookies cookies;
    private final Codings codings;
    private final IdleLines idle;
    private final Dialler dialler;
    private final ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fetch deadlines").factory());

    /** Asks the system's name server, trusts whom the JDK trusts. */
    public WebFetcher(FetchSettings settings) {
        this(settings, Resolver.SYSTEM, Connector.DIRECT, systemTrust(), InstantSource.system());
    }

    /**
     * With other means.
     *
     * @param trust whose certificates are believed
     */
    public WebFetcher(
            FetchSettings settings, Resolver resolver, Connector connector, SSLContext trust, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.cookies = new Cookies(settings, clock);
        this.codings = new Codings(settings);
        this.idle = new IdleLines(settings.maxIdleLines(), settings.keepIdle());
        this.dialler = new Dialler(settings, resolver, connector, trust, lookUps, "h2", "http/1.1");
    }

    static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    @Override
    public Outcome fetch(Request request, Gate gate) {
        List<Hop> hops = new ArrayList<>();
        try (Deadline deadline = new Deadline(request.deadline(), timers)) {
            Url url = request.url().withoutFragment();
            while (true) {
                Optional<Outcome> outcome = hop(request, url, deadline, hops);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                url = target(hops, url, gate);
            }
        } catch (Abandoned e) {
            return e.outcome(request.url(), hops);
        }
    }

    /** One question; empty where its answer leads on. */
    private Optional<Outcome> hop(Request request, Url url, Deadline deadline, List<Hop> hops) throws Abandoned {
        try {
            checkLength(url);
            Headers sent = RequestFields.of(request, url, settings, cookies.to(url));
            try (Exchange exchange = asked(url, sent, deadline)) {
                return answered(request, exchange, hops);
            }
        } catch (IOException | HttpException e) {
            throw named(e, deadline);
        }
    }

    /** Asks on a line that was kept; where the other side has hung up meanwhile, and else, on a new one. */
    private Exchange asked(Url url, Headers sent, Deadline deadline) throws IOException, HttpException {
        long started = System.nanoTime();
        Optional<Line> kept = idle.take(url.origin());
        if (kept.isPresent()) {
            try {
                if (kept.get().wire().isQuiet()) {
                    return asked(kept.get(), url, sent, deadline, started);
                }
            } catch (Abandoned | SocketTimeoutException e) {
                throw e;
            } catch (IOException | HttpException e) {
                deadline.atMost(settings.silence()); // throws where the failure was ours, by the deadline
            }
            IdleLines.hangUp(kept.get());
        }
        return asked(dialler.open(url, deadline), url, sent, deadline, started);
    }

    private Exchange asked(Line line, Url url, Headers sent, Deadline deadline, long started)
            throws IOException, HttpException {
        Exchange exchange = new Exchange(settings, idle, line, deadline, url, sent, clock, started);
        boolean answered = false;
        try {
            deadline.guard(line.socket());
            exchange.ask();
            answered = true;
            return exchange;
        } finally {
            if (!answered) {
                IdleLines.hangUp(line);
            }
        }
    }

    private void checkLength(Url url) throws Abandoned {
        if (url.toString().length() > settings.maxUrlCharacters()) {
            throw Abandoned.refused(
                    Outcome.Rule.ADDRESS,
                    "an address of more than %,d characters".formatted(settings.maxUrlCharacters()));
        }
    }

    private Optional<Outcome> answered(Request request, Exchange exchange, List<Hop> hops)
            throws IOException, HttpException {
        Wire.Head head = exchange.head();
        Hop hop = exchange.hop();
        hops.add(hop);
        cookies.from(hop.url(), head.fields());
        if (REDIRECTS.contains(head.status()) && head.fields().location().isPresent()) {
            return Optional.empty();
        }
        if (head.status() == 304 && !request.validators().equals(Validators.NONE)) {
            return Optional.of(new Outcome.Unchanged(request.url(), hops));
        }
        if (head.status() < 200 || head.status() > 299) {
            Optional<Duration> wait = RetryAfter.of(head.fields(), clock.instant());
            return Optional.of(new Outcome.Failed(request.url(), hops, head.status(), wait));
        }
        return Optional.of(whole(request, exchange, hops));
    }

    private Outcome whole(Request request, Exchange exchange, List<Hop> hops) throws IOException, HttpException {
        long maxBytes = Math.min(request.maxBytes(), Integer.MAX_VALUE - 16_384);
        try {
            byte[] encoded = exchange.body(maxBytes);
            hops.set(hops.size() - 1, exchange.hop());
            byte[] body = codings.decoded(encoded, hops.getLast().response(), maxBytes);
            return new Outcome.Fetched(request.url(), hops, body, encoded);
        } finally {
            hops.set(hops.size() - 1, exchange.hop());
        }
    }

    private Url target(List<Hop> hops, Url url, Gate gate) throws Abandoned {
        String text = hops.getLast().response().location().orElse("");
        Url target = url.resolve(text)
                .orElseThrow(
                        () -> Abandoned.unreachable(Outcome.Cause.BROKEN, "redirected to no address: " + shown(text)))
                .withoutFragment();
        if (!target.isHttp()) {
            throw Abandoned.refused(
                    Outcome.Rule.SCHEME, "redirected to " + shown(target.toString()) + ", which is not on the web");
        }
        if (hops.size() > settings.maxRedirects()) {
            throw Abandoned.refused(
                    Outcome.Rule.REDIRECTS,
                    "more than %d redirects; the last to %s"
                            .formatted(settings.maxRedirects(), shown(target.toString())));
        }
        Optional<String> refusal = gate.refuses(target);
        if (refusal.isPresent()) {
            throw Abandoned.refused(Outcome.Rule.GATE, refusal.get());
        }
        return target;
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private Abandoned named(Exception failure, Deadline deadline) {
        if (failure instanceof Abandoned abandoned) {
            return abandoned;
        }
        if (deadline.hasPassed()) {
            return deadline.exceeded();
        }
        return switch (failure) {
            case SocketTimeoutException e ->
                Abandoned.unreachable(
                        Outcome.Cause.TOO_SLOW,
                        "no byte for %.1f s".formatted(settings.silence().toMillis() / 1000.0));
            case MessageConstraintException e -> Exchange.headersTooLarge(settings);
            case HeaderListConstraintException e -> Exchange.headersTooLarge(settings);
            default ->
                Abandoned.unreachable(
                        Outcome.Cause.BROKEN, "the answer broke off or was no HTTP: " + failure.getMessage());
        };
    }

    @Override
    public void close() {
        idle.close();
        timers.shutdownNow();
        lookUps.shutdownNow();
    }
}
