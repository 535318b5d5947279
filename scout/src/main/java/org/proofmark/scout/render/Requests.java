package org.proofmark.scout.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;

/**
 * Answers the requests of one page through a fetcher. Only the address goes on: no cookies, no bodies, no header fields of the
 * page's making. Redirects are given back to the browser, which asks again: so it knows where it is, and each address passes
 * the fetcher.
 */
final class Requests {
    private static final String REDIRECT = "left to the browser";
    private static final Set<String> LEFT_OUT = Set.of(
            "content-encoding",
            "content-length",
            "transfer-encoding",
            "connection",
            "set-cookie",
            "alt-svc",
            "strict-transport-security",
            "public-key-pins",
            "nel",
            "report-to",
            "reporting-endpoints",
            "speculation-rules");

    private final DevTools devTools;
    private final Fetcher fetcher;
    private final RenderSettings settings;
    private final Url page;
    private final long until;
    private final Consumer<String> troubles;
    private final Consumer<String> cuts;
    private final Semaphore free;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean opened = new AtomicBoolean();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<String, Outcome> redirects = new HashMap<>();
    private final Map<Paused, Thread> open = new ConcurrentHashMap<>();
    private volatile long lastChange = System.nanoTime();
    private volatile boolean stopped;

    /** One paused request of the browser. */
    private record Paused(String session, String id, String from, String url, String method, String type) {
        static Paused of(String session, JsonNode params) {
            JsonNode request = params.path("request");
            return new Paused(
                    session,
                    params.path("requestId").asString(""),
                    params.path("redirectedRequestId").asString(""),
                    request.path("url").asString(""),
                    request.path("method").asString(""),
                    params.path("resourceType").asString(""));
        }
    }

    Requests(
            DevTools devTools,
            Fetcher fetcher,
            RenderSettings settings,
            Url page,
            long until,
            Consumer<String> troubles,
            Consumer<String> cuts) {
        this.devTools = devTools;
        this.fetcher = fetcher;
        this.settings = settings;
        this.page = page;
        this.until = until;
        this.troubles = troubles;
        this.cuts = cuts;
        this.free = new Semaphore(settings.atOnce());
    }

    /** Whether anything was asked for yet. */
    boolean asked() {
        return asked.get() > 0;
    }

    /** Answers a paused request, on a thread of its own. */
    void answer(String session, JsonNode params) {
        Paused paused = Paused.of(session, params);
        Optional<String> refusal = refusal(paused);
        if (refusal.isPresent()) {
            if (!refusal.get().isEmpty()) {
                troubles.accept(refusal.get());
            }
            fail(paused, "BlockedByClient");
            return;
        }
        underWay.incrementAndGet();
        lastChange = System.nanoTime();
        Thread thread = Thread.ofVirtual().name("request").unstarted(() -> fetchAndForget(paused));
        open.put(paused, thread);
        thread.start();
    }

    private void fetchAndForget(Paused paused) {
        try {
            fetch(paused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped: already answered
        } finally {
            open.remove(paused);
            underWay.decrementAndGet();
            lastChange = System.nanoTime();
        }
    }

    /** Empty where it may be asked; otherwise why not, an empty text where that was already said. */
    private Optional<String> refusal(Paused paused) {
        int number = asked.incrementAndGet();
        if (number == settings.requests() + 1) {
            cuts.accept("more than %,d requests: no more answered".formatted(settings.requests()));
        }
        if (stopped || number > settings.requests()) {
            return Optional.of("");
        }
        if (!paused.method.equals("GET") && !paused.method.equals("HEAD")) {
            return Optional.of("%s refused: %s".formatted(paused.method, paused.url));
        }
        if (paused.type.equals("Media") || paused.type.equals("Prefetch") || paused.type.equals("Ping")) {
            return Optional.of("%s not fetched: %s".formatted(paused.type.toLowerCase(Locale.ROOT), paused.url));
        }
        return Url.parse(paused.url).filter(Url::isHttp).isPresent()
                ? Optional.empty()
                : Optional.of("not an http address: " + paused.url);
    }

    private void fetch(Paused paused) throws InterruptedException {
        Url url = Url.of(paused.url).withoutFragment();
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (left.isNegative() || left.isZero() || bytes.get() > settings.pageBytes()) {
            cuts.accept("%s: %s".formatted(left.isPositive() ? "too many bytes in all, not fetched" : "too late", url));
            fail(paused, "TimedOut");
            return;
        }
        Request.Wanted wanted = switch (paused.type) {
            case "Document" -> Request.Wanted.PAGE;
            case "Image" -> Request.Wanted.IMAGE;
            default -> Request.Wanted.ANY;
        };
        Optional<Url> referrer = url.equals(page.withoutFragment()) ? Optional.empty() : Optional.of(page);
        free.acquire();
        Outcome outcome;
        try {
            outcome = fetcher.fetch(
                    new Request(url, wanted, Validators.NONE, referrer, settings.requestBytes(), left),
                    _ -> Optional.of(REDIRECT));
        } finally {
            free.release();
        }
        give(paused, outcome, keep(paused, outcome));
    }

    /** Keeps an outcome, unless it is a redirect: that becomes part of the one it leads to. True where it is one. */
    private boolean keep(Paused paused, Outcome outcome) {
        synchronized (outcomes) {
            Outcome earlier = redirects.remove(paused.from);
            Outcome whole = earlier == null ? outcome : Chain.of(earlier, outcome);
            if (isRedirect(outcome)) {
                redirects.put(paused.id, whole);
                return true;
            }
            outcomes.add(whole);
            return false;
        }
    }

    private static boolean isRedirect(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && refused.rule() == Outcome.Rule.GATE
                && refused.explanation().equals(REDIRECT)
                && !refused.hops().isEmpty();
    }

    private void give(Paused paused, Outcome outcome, boolean redirect) {
        switch (outcome) {
            case Outcome.Fetched fetched -> {
                bytes.addAndGet(fetched.body().length);
                opened.set(true);
                fulfil(paused, fetched.hops().getLast(), paused.method.equals("HEAD") ? new byte[0] : fetched.body());
            }
            case Outcome.Failed failed -> fulfil(paused, failed.hops().getLast(), new byte[0]);
            case Outcome.Refused refused -> {
                if (redirect) {
                    fulfil(paused, refused.hops().getLast(), new byte[0]);
                } else if (paused.type.equals("Document") && opened.get()) {
                    remain(paused);
                } else {
                    fail(paused, "AccessDenied");
                }
            }
            case Outcome.Unchanged _, Outcome.TooLarge _ -> fail(paused, "Failed");
            case Outcome.Unreachable _ -> fail(paused, "ConnectionFailed");
        }
    }

    private void fulfil(Paused paused, Hop hop, byte[] body) {
        List<Map<String, String>> fields = new ArrayList<>();
        for (Headers.Field field : hop.response().fields()) {
            if (!LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT))) {
                fields.add(Map.of("name", field.name(), "value", field.value()));
            }
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("requestId", paused.id);
        params.put("responseCode", hop.status());
        params.put("responseHeaders", fields);
        params.put("body", Base64.getEncoder().encodeToString(body));
        devTools.post(paused.session, "Fetch.fulfillRequest", params);
    }

    /** Whoever would leave the page stays where he is: an error would take its place. */
    private void remain(Paused paused) {
        devTools.post(paused.session, "Fetch.fulfillRequest", Map.of("requestId", paused.id, "responseCode", 204));
    }

    private void fail(Paused paused, String reason) {
        devTools.post(paused.session, "Fetch.failRequest", Map.of("requestId", paused.id, "errorReason", reason));
    }

    /** Waits until no request was under way for a while; false where that did not happen in time. */
    boolean awaitQuiet(Duration quiet, Duration most) throws BrowserFailure {
        long end = Math.min(System.nanoTime() + most.toNanos(), until);
        try {
            while (underWay.get() > 0 || System.nanoTime() - lastChange < quiet.toNanos()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(20);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserFailure("interrupted");
        }
    }

    /** No more answers from now on; what is open ends. */
    void stop() {
        stopped = true;
        open.forEach((paused, thread) -> {
            fail(paused, "Aborted");
            thread.interrupt();
        });
    }

    /** What became of each request; of a redirect that the browser did not follow, that. */
    List<Outcome> outcomes() {
        synchronized (outcomes) {
            List<Outcome> all = new ArrayList<>(outcomes);
            for (Outcome open : redirects.values()) {
                all.add(new Outcome.Refused(
                        open.requested(), open.hops(), Outcome.Rule.REDIRECTS, "not followed by the browser"));
            }
            return all;
        }
    }
}
