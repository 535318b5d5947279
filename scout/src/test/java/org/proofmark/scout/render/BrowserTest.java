package org.proofmark.scout.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/** Needs a Chromium; {@code ./proofmark test} installs it. */
class BrowserTest {
    private static final String SITE = "http://site.example/";
    private static final RenderSettings SETTINGS =
            settings(Optional.empty(), Duration.ofSeconds(20), Duration.ofSeconds(8), 1_500);

    private static volatile Fetcher web = new WebInMemory();
    private static Optional<Browser> shared = Optional.empty();

    @BeforeAll
    static void startOnce() throws IOException {
        Optional<String> missing = Browser.missing(SETTINGS);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        shared = Optional.of(Browser.start((request, gate) -> web.fetch(request, gate), SETTINGS));
    }

    @AfterAll
    static void stop() {
        shared.ifPresent(Browser::close);
    }

    @Test
    void showsWhatAScriptBuilds() {
        Rendered page = render(new WebInMemory()
                .page(SITE, "<body><script src=/made.js></script>")
                .put(SITE + "made.js", 200, bytes("document.body.append('built of ' + navigator.onLine)")));
        assertThat(page.html()).hasValueSatisfying(html -> assertThat(html).contains("built of true"));
        assertThat(page.troubles()).isEmpty();
    }

    @Test
    void givesWhatStandsInShadowTrees() {
        Rendered page = render(
                new WebInMemory()
                        .page(
                                SITE,
                                "<div id=x></div><script>x.attachShadow({mode: 'open'}).innerHTML = '<img src=/in-the-shadow.png>'</script>"));
        assertThat(page.html()).hasValueSatisfying(html -> assertThat(html).contains("in-the-shadow.png"));
    }

    @Test
    void followsRedirectsAndKnowsWhereItIs() {
        Rendered page = render(new WebInMemory()
                .redirect(SITE, "/deep/one")
                .redirect(SITE + "deep/one", "two")
                .page(SITE + "deep/two", "<img src=picture.png>")
                .put(SITE + "deep/picture.png", 200, square(Color.RED, 10), "Content-Type", "image/png"));
        assertThat(page.landed()).isEqualTo(Url.of(SITE + "deep/two"));
        assertThat(page.page()).hasValueSatisfying(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
            assertThat(outcome.hops()).extracting(Hop::status).containsExactly(302, 302, 200);
        });
        assertThat(page.resources()).extracting(Outcome::requested).contains(Url.of(SITE + "deep/picture.png"));
    }

    @Test
    void triggersLazyLoadingByScrolling() {
        WebInMemory pages = new WebInMemory().page(SITE, """
                <div style="height: 9000px"></div><img loading=lazy src=/native.png width=10 height=10><img id=own width=10 height=10>
                <script>
                new IntersectionObserver((seen, me) => { if (seen[0].isIntersecting) { own.src = '/own.png'; me.disconnect(); } }).observe(own);
                addEventListener('scroll', () => { if (scrollY > 6000 && !window.more) { window.more = 1;
                    document.body.insertAdjacentHTML('beforeend', '<div style="height: 3000px"></div><img loading=lazy src=/later.png>'); } });
                </script>""");
        render(pages);
        assertThat(pages.asked()).contains(SITE + "native.png", SITE + "own.png", SITE + "later.png");
    }

    @Test
    void endsEndlessPages() {
        Rendered page = render(new WebInMemory().page(SITE, """
                <div style="height: 3000px"></div><script>
                addEventListener('scroll', () => document.body.insertAdjacentHTML('beforeend', '<div style="height: 3000px"></div>'));
                </script>"""));
        assertThat(page.troubles()).contains("longer than 16 windows: not scrolled to its end");
        assertThat(page.html()).isPresent();
    }

    @Test
    void picturesTheWholePageAndTheImage() throws IOException {
        web = new WebInMemory()
                .page(
                        SITE,
                        "<body style='margin: 0'><div style='height: 2000px; background: blue'></div><img src=/red.png width=100 height=50>")
                .put(SITE + "red.png", 200, square(Color.RED, 10), "Content-Type", "image/png");
        Rendered page = browser().render(Url.of(SITE), new Shots(true, Url.parse(SITE + "red.png")));
        assertThat(page.troubles()).isEmpty();
        BufferedImage whole = picture(page.screenshot());
        assertThat(whole.getWidth()).isEqualTo(1280);
        assertThat(whole.getHeight()).isBetween(2050, 2060);
        assertThat(new Color(whole.getRGB(5, 1900))).isEqualTo(Color.BLUE);
        assertThat(new Color(whole.getRGB(50, 2025))).isEqualTo(Color.RED);
        BufferedImage image = picture(page.imageShot());
        assertThat(image.getWidth()).isEqualTo(100);
        assertThat(image.getHeight()).isEqualTo(50);
        assertThat(new Color(image.getRGB(99, 49))).isEqualTo(Color.RED);
    }

    @Test
    void findsAnImageThatIsABackground() throws IOException {
        web = new WebInMemory()
                .page(SITE, "<div style=\"width: 70px; height: 30px; background: url('/red.png')\"></div>")
                .put(SITE + "red.png", 200, square(Color.RED, 10), "Content-Type", "image/png");
        Rendered page = browser().render(Url.of(SITE), new Shots(false, Url.parse(SITE + "red.png")));
        assertThat(picture(page.imageShot()).getWidth()).isEqualTo(70);
    }

    @Test
    void saysThatThePageDoesNotShowAnImage() {
        web = new WebInMemory().page(SITE, "nothing");
        Rendered page = browser().render(Url.of(SITE), new Shots(false, Url.parse(SITE + "red.png")));
        assertThat(page.troubles()).containsExactly("the page does not show " + SITE + "red.png");
    }

    @Test
    void tellsWhatBecameOfEveryRequest() {
        Rendered page = render(new WebInMemory()
                .page(SITE, "<img src=/gone.png><img src=http://192.168.1.1/private.png>")
                .put(SITE + "gone.png", 404, new byte[0]));
        assertThat(page.resources())
                .filteredOn(outcome -> !outcome.requested().path().equals("/favicon.ico"))
                .extracting(outcome -> outcome.requested().path() + " " + outcome.explanation())
                .contains("/gone.png status 404", "/private.png not allowed: 192.168.1.1");
    }

    @Test
    void saysWhyAPageCannotBeOpened() {
        Rendered page = render(new WebInMemory());
        assertThat(page.html()).isEmpty();
        assertThat(page.troubles()).containsExactly("opening " + SITE + ": net::ERR_ACCESS_DENIED");
    }

    @Test
    void asksNothingButByGet() {
        Rendered page = render(new WebInMemory().page(SITE, """
                <form id=f method=post action=/form><input name=a></form>
                <script>fetch('/post', {method: 'POST', body: 'x'}); navigator.sendBeacon('/beacon', 'x')</script>"""));
        assertThat(page.troubles()).contains("POST refused: " + SITE + "post", "POST refused: " + SITE + "beacon");
    }

    @Test
    void dialogsAndPopupsHoldNothingUp() {
        WebInMemory pages = new WebInMemory()
                .page(
                        SITE,
                        "<script>alert(1); confirm(2); window.open('/popup'); print(); document.write('done')</script>")
                .page(SITE + "popup", "popup");
        Rendered page = render(pages);
        assertThat(page.html()).hasValueSatisfying(html -> assertThat(html).contains("done</body>"));
        assertThat(pages.asked()).doesNotContain(SITE + "popup");
    }

    @Test
    void refusesDownloads() {
        Rendered page = render(new WebInMemory()
                .page(SITE, "<a id=a href=/file.zip download>x</a><script>a.click()</script>")
                .put(
                        SITE + "file.zip",
                        200,
                        new byte[9],
                        "Content-Type",
                        "application/zip",
                        "Content-Disposition",
                        "attachment"));
        assertThat(page.troubles()).contains("a download refused: " + SITE + "file.zip");
    }

    @Test
    void endsAPageThatNeverEndsAndShowsTheNext() throws IOException {
        RenderSettings hasty = settings(Optional.empty(), Duration.ofSeconds(2), Duration.ofMillis(500), 1_500);
        WebInMemory pages =
                new WebInMemory().page(SITE, "<script>while (true) {}</script>").page(SITE + "2", "<p>two");
        try (Browser browser = Browser.start(pages, hasty)) {
            long began = System.nanoTime();
            Rendered page = browser.render(Url.of(SITE), Shots.NONE);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
            assertThat(page.troubles()).isNotEmpty();
            assertThat(browser.render(Url.of(SITE + "2"), Shots.NONE).html())
                    .hasValueSatisfying(html -> assertThat(html).contains("two"));
        }
    }

    @Test
    void takesAPageAsItIsWhenItsResourcesDoNotCome() throws IOException {
        RenderSettings hasty = settings(Optional.empty(), Duration.ofSeconds(2), Duration.ofMillis(500), 1_500);
        WebInMemory pages = new WebInMemory().page(SITE, "<p>here<img src=/slow.png>");
        Fetcher slow = (request, gate) -> {
            if (request.url().path().equals("/slow.png")) {
                pages.slow(Duration.ofSeconds(30));
            }
            return pages.put(SITE + "slow.png", 200, new byte[0]).fetch(request, gate);
        };
        try (Browser browser = Browser.start(slow, hasty)) {
            Rendered page = browser.render(Url.of(SITE), Shots.NONE);
            assertThat(page.troubles()).first().asString().startsWith("not loaded after 0.5 s");
        }
    }

    @Test
    void killsABrowserThatTakesTooMuchMemory() throws IOException {
        RenderSettings small = settings(Optional.empty(), Duration.ofSeconds(20), Duration.ofSeconds(8), 20);
        try (Browser browser = Browser.start(new WebInMemory().page(SITE, "<p>hello"), small)) {
            assertThat(browser.render(Url.of(SITE), Shots.NONE).troubles())
                    .contains("killed: more than 20 MB of memory");
        }
    }

    @Test
    void saysHowToInstallABrowser() {
        RenderSettings none = settings(
                Optional.of(Path.of("/nonexistent/chromium")), Duration.ofSeconds(2), Duration.ofSeconds(1), 1);
        assertThatThrownBy(() -> Browser.start(new WebInMemory(), none))
                .isInstanceOf(NoBrowserException.class)
                .hasMessageContaining("/nonexistent/chromium");
    }

    /** With the system's wall and without it: each of the others must hold by itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingLeavesTheBrowser(boolean alone) throws IOException {
        try (Canary canary = new Canary()) {
            String there = "127.0.0.1:" + canary.port();
            WebInMemory pages = hostile(there);
            try (Browser browser = alone ? Browser.start(pages, SETTINGS) : Browser.withNetwork(pages, SETTINGS)) {
                Rendered page = browser.render(Url.of(SITE), Shots.NONE);
                assertThat(page.html())
                        .hasValueSatisfying(html -> assertThat(html).contains("every way was tried"));
                assertThat(page.troubles()).anyMatch(trouble -> trouble.startsWith("a WebSocket refused"));
                assertThat(pages.asked())
                        .contains(
                                "http://" + there + "/img",
                                "http://" + there + "/fetch",
                                "http://" + there + "/redirected");
            }
            assertThat(canary.visits()).isZero();
        }
    }

    /** Shows that the canary counts. */
    @Test
    void theCanarySings() throws IOException, InterruptedException {
        try (Canary canary = new Canary();
                java.net.Socket socket =
                        new java.net.Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), canary.port())) {
            for (int i = 0; i < 500 && canary.visits() == 0; i++) {
                Thread.sleep(2);
            }
            assertThat(socket.isConnected()).isTrue();
            assertThat(canary.visits()).isEqualTo(1);
        }
    }

    private static WebInMemory hostile(String there) {
        String page = """
                <link rel=dns-prefetch href=http://THERE><link rel=preconnect href=http://THERE>
                <link rel=prefetch href=http://THERE/prefetch><link rel=preload as=image href=http://THERE/preload>
                <link rel=modulepreload href=http://THERE/module><link rel=prerender href=http://THERE/prerender>
                <link rel=stylesheet href=http://THERE/css><link rel=manifest href=http://THERE/manifest><link rel=icon href=http://THERE/icon>
                <script type=speculationrules>{"prefetch": [{"urls": ["http://THERE/speculated"]}], "prerender": [{"urls": ["/prerendered"]}]}</script>
                <img src=http://THERE/img><img src=/redirects><iframe src=http://THERE/frame></iframe><iframe src=http://other.example/></iframe>
                <object data=http://THERE/object></object><embed src=http://THERE/embed><video src=http://THERE/video autoplay></video>
                <audio src=http://THERE/audio autoplay></audio><a id=ping href=#x ping=http://THERE/ping>x</a><script src=http://THERE/js></script>
                <style>@import 'http://THERE/import'; @font-face { font-family: f; src: url(http://THERE/font) } p { font-family: f }</style><p>text
                <form id=form method=post action=http://THERE/form target=other><input name=a></form><iframe name=other></iframe>
                <script>
                const t = f => { try { const r = f(); if (r && r.catch) r.catch(() => {}); } catch (e) {} };
                t(() => fetch('http://THERE/fetch'));
                t(() => fetch('http://THERE/keepalive', {keepalive: true, mode: 'no-cors'}));
                t(() => fetch('http://THERE/post', {method: 'POST', mode: 'no-cors'}));
                t(() => fetch('http://THERE/preflight', {headers: {'X-A': 'b'}}));
                t(() => { const x = new XMLHttpRequest(); x.open('GET', 'http://THERE/xhr'); x.send(); });
                t(() => new WebSocket('ws://THERE/ws'));
                t(() => new EventSource('http://THERE/events'));
                t(() => navigator.sendBeacon('http://THERE/beacon', 'x'));
                t(() => { const p = new RTCPeerConnection({iceServers: [{urls: ['stun:THERE', 'turn:THERE?transport=tcp'], username: 'a', credential: 'b'}]});
                    p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o)); });
                t(() => { const f = document.createElement('iframe'); document.body.append(f);
                    const p = new f.contentWindow.RTCPeerConnection({iceServers: [{urls: 'stun:THERE'}]});
                    p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o)); });
                t(() => new WebTransport('https://THERE/webtransport'));
                t(() => navigator.serviceWorker.register('/worker.js'));
                t(() => new Worker('/worker.js'));
                t(() => new Worker(URL.createObjectURL(new Blob(["fetch('http://THERE/blob-worker').catch(() => {}); new WebSocket('ws://THERE/worker-ws')"]))));
                t(() => new SharedWorker('/worker.js'));
                t(() => navigator.geolocation.getCurrentPosition(() => {}));
                t(() => Notification.requestPermission());
                t(() => window.open('http://THERE/popup'));
                t(() => ping.click());
                t(() => form.submit());
                t(() => { CSS.paintWorklet && CSS.paintWorklet.addModule('http://THERE/worklet'); });
                t(() => import('http://THERE/import.js'));
                t(() => document.fonts.load('12px f'));
                t(() => { new Image().src = 'http://name.example:1/never-resolved'; });
                document.write('every way was tried');
                </script>""".replace("THERE", there);
        return new WebInMemory()
                .page(SITE, page)
                .page(
                        "http://other.example/",
                        "<script>fetch('http://THERE/from-frame'); new WebSocket('ws://THERE/frame-ws')</script>"
                                .replace("THERE", there))
                .page(SITE + "prerendered", "<img src=http://THERE/prerendered-image>".replace("THERE", there))
                .redirect(SITE + "redirects", "http://" + there + "/redirected")
                .put(
                        SITE + "worker.js",
                        200,
                        bytes("fetch('http://THERE/worker').catch(() => {}); importScripts('http://THERE/imported')"
                                .replace("THERE", there)),
                        "Content-Type",
                        "text/javascript");
    }

    private static RenderSettings settings(Optional<Path> executable, Duration total, Duration loading, int megabytes) {
        return new RenderSettings(
                executable,
                1280,
                1024,
                total,
                loading,
                Duration.ofMillis(120),
                Duration.ofSeconds(1),
                16,
                500,
                6,
                1 << 20,
                10 << 20,
                1 << 20,
                16_000,
                megabytes);
    }

    private static Rendered render(WebInMemory pages) {
        web = pages;
        return browser().render(Url.of(SITE), Shots.NONE);
    }

    private static Browser browser() {
        return shared.orElseThrow();
    }

    private static BufferedImage picture(Optional<byte[]> png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png.orElseThrow()));
    }

    private static byte[] square(Color colour, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, side, side);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
