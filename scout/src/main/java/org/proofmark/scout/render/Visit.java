package org.proofmark.scout.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;

/** One page in the browser, from opening to closing. */
final class Visit {
    /** What may run beside the page's own thread; everything else that a page starts is closed before its first step. */
    private static final Set<String> ALLOWED = Set.of("iframe", "worker");

    private static final int MOST_CUTS = 10;

    private static final Map<String, Object> ATTACH =
            Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true);

    private final DevTools devTools;
    private final RenderSettings settings;
    private final Url url;
    private final Shots shots;
    private final Requests requests;
    private final long until;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final CompletableFuture<String> session = new CompletableFuture<>();
    private final CompletableFuture<Boolean> loaded = new CompletableFuture<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<String> cuts = new ArrayList<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private volatile String target = "";
    private volatile String context = "";

    private Url landed;
    private @Nullable String html;
    private byte @Nullable [] screenshot;
    private byte @Nullable [] imageShot;

    Visit(DevTools devTools, Fetcher fetcher, RenderSettings settings, Url url, Shots shots) {
        this.devTools = devTools;
        this.settings = settings;
        this.url = url;
        this.shots = shots;
        this.landed = url;
        this.until = System.nanoTime() + settings.total().toNanos();
        this.requests = new Requests(devTools, fetcher, settings, url, until, this::trouble, this::cut);
    }

    void run() {
        devTools.tell(this::happened);
        try {
            open();
            load();
            scroll();
            take();
        } catch (BrowserFailure e) {
            cut(String.valueOf(e.getMessage()));
        }
        requests.stop();
    }

    private void open() throws BrowserFailure {
        browser("Target.setAutoAttach", ATTACH);
        context = browser("Target.createBrowserContext", Map.of("disposeOnDetach", true))
                .path("browserContextId")
                .asString("");
        browser(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "deny", "browserContextId", context, "eventsEnabled", true));
        browser("Browser.grantPermissions", Map.of("permissions", List.of(), "browserContextId", context));
        target = browser("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asString("");
        DevTools.await(session, "opening a page", left());
    }

    private void load() throws BrowserFailure {
        String error = call("Page.navigate", Map.of("url", url.toString()))
                .path("errorText")
                .asString("");
        if (!error.isEmpty()) {
            throw new BrowserFailure("opening " + url + ": " + error);
        }
        Duration most = settings.loading().compareTo(left()) < 0 ? settings.loading() : left();
        if (!DevTools.within(most, loaded, "loading")) {
            cut("not loaded after %.1f s: taken as it was"
                    .formatted(settings.loading().toMillis() / 1e3));
            devTools.post(page(), "Page.stopLoading", Map.of());
            devTools.post(page(), "Runtime.terminateExecution", Map.of());
        }
        settle();
    }

    private void settle() throws BrowserFailure {
        if (!requests.awaitQuiet(settings.quiet(), settings.settling())) {
            trouble("still asking for more after " + settings.settling().toSeconds() + " s: not waited for");
        }
    }

    /** In a world of scripts of its own, which the page cannot reach. */
    private void scroll() throws BrowserFailure {
        JsonNode reached = evaluate(Scripts.SCROLL.formatted(settings.scrolls()));
        if (!reached.asBoolean(false)) {
            cut("longer than %d windows: not scrolled to its end".formatted(settings.scrolls()));
        }
        settle();
    }

    private void take() throws BrowserFailure {
        JsonNode frame = call("Page.getFrameTree", Map.of()).path("frameTree").path("frame");
        landed = Url.parse(frame.path("url").asString("")
                        + frame.path("urlFragment").asString(""))
                .orElse(url);
        JsonNode root = call("DOM.getDocument", Map.of("depth", 0)).path("root").path("nodeId");
        String text = call("DOM.getOuterHTML", Map.of("nodeId", root.asInt(0), "includeShadowDOM", true))
                .path("outerHTML")
                .asString("");
        if (text.length() > settings.htmlBytes()) {
            cut("a document of %,d characters: cut".formatted(text.length()));
            text = text.substring(0, settings.htmlBytes());
        }
        html = text;
        if (shots.page()) {
            screenshot = attempt("the page's picture", this::wholePage);
        }
        if (shots.image().isPresent()) {
            imageShot = attempt("the image's picture", () -> image(shots.image().get()));
        }
    }

    private interface Attempt {
        byte @Nullable [] run() throws BrowserFailure;
    }

    private byte @Nullable [] attempt(String what, Attempt picture) {
        try {
            return picture.run();
        } catch (BrowserFailure e) {
            trouble(what + ": " + e.getMessage());
            return null;
        }
    }

    private byte[] wholePage() throws BrowserFailure {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        double height = size.path("height").asDouble(settings.height());
        if (height > settings.screenshotHeight()) {
            trouble("%,.0f pixels high: pictured are %,d".formatted(height, settings.screenshotHeight()));
        }
        double width =
                Math.min(Math.max(size.path("width").asDouble(0), settings.width()), settings.screenshotHeight());
        return picture(0, 0, width, Math.min(Math.max(height, settings.height()), settings.screenshotHeight()));
    }

    private byte @Nullable [] image(Url image) throws BrowserFailure {
        JsonNode box = evaluate(Scripts.FIND_IMAGE.formatted(Scripts.quoted(image.toString())));
        if (box.path("width").asDouble(0) < 1 || box.path("height").asDouble(0) < 1) {
            trouble("the page does not show " + image);
            return null;
        }
        double most = settings.screenshotHeight();
        return picture(
                box.path("x").asDouble(0),
                box.path("y").asDouble(0),
                Math.min(box.path("width").asDouble(0), most),
                Math.min(box.path("height").asDouble(0), most));
    }

    private byte[] picture(double x, double y, double width, double height) throws BrowserFailure {
        Map<String, Object> clip = Map.of("x", x, "y", y, "width", width, "height", height, "scale", 1);
        String data = call(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .path("data")
                .asString("");
        return Base64.getDecoder().decode(data);
    }

    private JsonNode evaluate(String script) throws BrowserFailure {
        String frame = call("Page.getFrameTree", Map.of())
                .path("frameTree")
                .path("frame")
                .path("id")
                .asString("");
        int world = call("Page.createIsolatedWorld", Map.of("frameId", frame))
                .path("executionContextId")
                .asInt(0);
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("expression", script);
        params.put("contextId", world);
        params.put("awaitPromise", true);
        params.put("returnByValue", true);
        return call("Runtime.evaluate", params).path("result").path("value");
    }

    private String page() {
        return session.getNow("");
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(until - System.nanoTime(), 1));
    }

    private JsonNode browser(String method, Map<String, ?> params) throws BrowserFailure {
        return devTools.call("", method, params, left());
    }

    private JsonNode call(String method, Map<String, ?> params) throws BrowserFailure {
        return devTools.call(page(), method, params, left());
    }

    private void trouble(String what) {
        synchronized (troubles) {
            if (troubles.size() < settings.requests()) {
                troubles.add(what);
            }
        }
    }

    /** A trouble by which the page may not be whole. */
    private void cut(String what) {
        trouble(what);
        synchronized (troubles) {
            if (cuts.size() < MOST_CUTS) {
                cuts.add(what);
            }
        }
    }

    /** On the thread that reads: sends, but never waits. */
    private void happened(DevTools.Event event) {
        JsonNode params = event.params();
        switch (event.method()) {
            case "Target.attachedToTarget" -> attached(params);
            case "Fetch.requestPaused" -> requests.answer(event.session(), params);
            case "Page.loadEventFired" -> {
                if (event.session().equals(page()) && requests.asked()) {
                    loaded.complete(true);
                }
            }
            case "Page.javascriptDialogOpening" ->
                devTools.post(event.session(), "Page.handleJavaScriptDialog", Map.of("accept", false));
            case "Network.webSocketCreated" ->
                trouble("a WebSocket refused: " + params.path("url").asString(""));
            case "Network.webTransportCreated" ->
                trouble("a WebTransport refused: " + params.path("url").asString(""));
            case "Browser.downloadWillBegin" ->
                trouble("a download refused: " + params.path("url").asString(""));
            case "Inspector.targetCrashed" -> {
                if (event.session().equals(page())) {
                    loaded.completeExceptionally(new BrowserFailure("the page crashed"));
                }
            }
            default -> {
                // of no interest
            }
        }
    }

    private void attached(JsonNode params) {
        JsonNode info = params.path("targetInfo");
        String type = info.path("type").asString("");
        String id = info.path("targetId").asString("");
        String its = params.path("sessionId").asString("");
        if (!info.path("browserContextId").asString("").equals(context) || type.equals("browser_ui")) {
            return; // what the browser opens for itself
        }
        if (type.equals("page") && opened.compareAndSet(false, true)) {
            var _ = begin(its).whenComplete((_, _) -> session.complete(its));
        } else if (ALLOWED.contains(type)) {
            var _ = begin(its);
        } else if (closed.add(id)) {
            trouble("a %s refused: %s"
                    .formatted(type.replace('_', ' '), info.path("url").asString("")));
            devTools.post("", "Target.closeTarget", Map.of("targetId", id));
        }
    }

    /**
     * What stands before its first step. Commands that a kind of target does not know it answers with an error: no harm. Done
     * when all are answered: a page sent elsewhere before forgets them.
     */
    private CompletableFuture<Void> begin(String its) {
        Map<String, Object> screen =
                Map.of("width", settings.width(), "height", settings.height(), "deviceScaleFactor", 1, "mobile", false);
        return CompletableFuture.allOf(
                devTools.send(its, "Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*")))),
                devTools.send(its, "Network.enable", Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0)),
                devTools.send(its, "Network.setBypassServiceWorker", Map.of("bypass", true)),
                devTools.send(its, "Page.enable", Map.of()),
                devTools.send(its, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", Scripts.BEFORE_ALL)),
                devTools.send(its, "Emulation.setDeviceMetricsOverride", screen),
                devTools.send(its, "Target.setAutoAttach", ATTACH),
                devTools.send(its, "Runtime.runIfWaitingForDebugger", Map.of()));
    }

    /** Closes the page; false where the browser does not manage it in time. */
    boolean leave(Duration most) {
        try {
            devTools.call("", "Target.closeTarget", Map.of("targetId", target), most);
            devTools.call("", "Target.disposeBrowserContext", Map.of("browserContextId", context), most);
            return true;
        } catch (BrowserFailure e) {
            return false;
        } finally {
            devTools.tell(_ -> {});
        }
    }

    Rendered rendered(@Nullable String killed) {
        synchronized (troubles) {
            List<String> all = new ArrayList<>(troubles);
            List<String> cut = new ArrayList<>(cuts);
            if (killed != null) {
                all.addFirst(killed);
                cut.addFirst(killed);
            }
            return new Rendered(
                    url,
                    landed,
                    Optional.ofNullable(html),
                    requests.outcomes(),
                    Optional.ofNullable(screenshot),
                    Optional.ofNullable(imageShot),
                    all,
                    cut);
        }
    }
}
