package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.render.WebInMemory;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.scan.RenderedPages;
import org.proofmark.scout.url.Url;

/** Sites whose pages a browser builds, as their servers see it. */
class RenderedSiteTest {
    private static final String SITE = "http://site.example/";
    private static final String CDN = "http://cdn.example/";

    @TempDir
    private Path folder;

    @BeforeEach
    void browser() {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    @Test
    void eachPartOfItsPagesIsAskedForOnceInARound() throws Exception {
        try (TestWeb web = new TestWeb()) {
            String links = "<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>";
            String page = links + "<link rel=stylesheet href=/site.css><script src=/site.js></script><img src=" + CDN
                    + "logo.png><img src=/moved.png><img src=/missing.png>";
            for (String name : List.of("", "1", "2", "3")) {
                web.page(SITE + name, "<title>" + name + "</title>" + page);
            }
            web.text(SITE + "site.css", "text/css", "body { background: url(/back.png) }")
                    .text(SITE + "site.js", "text/javascript", "document.body.append('built')")
                    .redirect(SITE + "moved.png", "/photo.png");
            List<String> images = List.of(SITE + "photo.png", SITE + "back.png", CDN + "logo.png");
            images.forEach(image -> web.text(image, "image/png", "a picture"));
            Round round = new Round.Plan(web, folder).rendered().over(SITE);

            assertThat(round.complete()).isTrue();
            assertThat(images)
                    .allSatisfy(
                            image -> assertThat(web.requests(image)).as(image).isOne());
            assertThat(List.of("", "1", "2", "3", "site.css", "site.js", "moved.png", "missing.png"))
                    .allSatisfy(name ->
                            assertThat(web.requests(SITE + name)).as(name).isOne());
        }
    }

    /** A walk fetches what pages only link to, while a browser wants what other pages show of the same server. */
    @Test
    void aServerIsAskedForOneThingAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TestWeb web = new TestWeb()) {
            web.rule("cdn.example", target -> {
                if (target.equals("/robots.txt")) {
                    return Optional.empty();
                }
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                pause(30);
                now.decrementAndGet();
                return Optional.of(PlainServer.answer(200, "Content-Type: image/png\r\n", "a picture"));
            });
            StringBuilder start = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                int number = i;
                start.append("<a href=/%d>x</a>".formatted(i));
                StringBuilder page = new StringBuilder();
                IntStream.range(0, 8)
                        .forEach(n -> page.append("<img src=%sshown-%d-%d.png>".formatted(CDN, number, n)));
                web.page(SITE + i, page.toString());
            }
            IntStream.range(0, 30).forEach(n -> start.append("<a href=%slinked-%d.png>x</a>".formatted(CDN, n)));
            web.page(SITE, start.toString());
            Round round = new Round.Plan(web, folder).rendered().over(SITE);

            assertThat(round.complete()).isTrue();
            assertThat(web.requestsTo("cdn.example")).isEqualTo(62);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void aServerThatIsOverloadedGetsItsRestFromBrowsersToo() throws Exception {
        List<Long> asked = new CopyOnWriteArrayList<>();
        try (TestWeb web = new TestWeb()) {
            web.rule("cdn.example", target -> {
                if (target.equals("/robots.txt")) {
                    return Optional.empty();
                }
                asked.add(System.nanoTime());
                return Optional.of(PlainServer.answer(429, "Retry-After: 2\r\n", ""));
            });
            StringBuilder page = new StringBuilder();
            IntStream.range(0, 10).forEach(n -> page.append("<img src=%s%d.png>".formatted(CDN, n)));
            web.page(SITE, page.toString());
            new Round.Plan(web, folder)
                    .rendered()
                    .stopWhen(() -> asked.size() > 2)
                    .over(SITE);

            assertThat(asked).hasSizeGreaterThan(2);
            for (int i = 1; i < asked.size(); i++) {
                assertThat(Duration.ofNanos(asked.get(i) - asked.get(i - 1))).isGreaterThan(Duration.ofMillis(1_900));
            }
        }
    }

    @Test
    void aPageThatHangsHoldsUpNoOtherSite() throws Exception {
        WebInMemory web = new WebInMemory()
                .page("http://hangs.example/", "<script>while (true) {}</script>")
                .page("http://other.example/", "<script>document.write('bu' + 'ilt')</script>");
        try (RenderedPages pages = pages(web)) {
            Thread hanging = Thread.ofVirtual()
                    .start(() -> pages.fetch(Request.page(Url.of("http://hangs.example/")), Gate.OPEN));
            while (!web.asked().contains("http://hangs.example/")) {
                pause(10);
            }
            Outcome other = pages.fetch(Request.page(Url.of("http://other.example/")), Gate.OPEN);

            assertThat(hanging.isAlive()).isTrue();
            assertThat(other)
                    .isInstanceOfSatisfying(
                            Outcome.Fetched.class,
                            page -> assertThat(new String(page.body(), StandardCharsets.UTF_8))
                                    .contains("built"));
            hanging.join();
        }
    }

    @Test
    void whatABrowserAsksForIsChargedOnce() throws Exception {
        byte[] script = new byte[3_000];
        Arrays.fill(script, (byte) ';');
        String page = "<script src=/site.js></script><img src=/logo.png>";
        WebInMemory web = new WebInMemory()
                .page(SITE, page)
                .page(SITE + "second", page)
                .put(SITE + "robots.txt", 404, new byte[0])
                .put(SITE + "site.js", 200, script, "Content-Type", "text/javascript")
                .put(SITE + "logo.png", 200, new byte[500], "Content-Type", "image/png");
        try (RenderedPages pages = pages(web)) {
            Outcome first = pages.fetch(Request.page(Url.of(SITE)), Gate.OPEN);
            Outcome logo = pages.fetch(Request.image(Url.of(SITE + "logo.png")), Gate.OPEN);
            Outcome second = pages.fetch(Request.page(Url.of(SITE + "second")), Gate.OPEN);

            assertThat(first.received()).isEqualTo(page.length() + 3_500);
            assertThat(logo.received()).isZero();
            assertThat(second.received()).isEqualTo(page.length());
        }
    }

    @Test
    void whereAPageWasCutIsToldOfIt() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, "<script>for (let i = 0; i < 510; i++) fetch('/part-' + i)</script><p>endless")
                    .page(SITE + "whole", "<p>whole");
            Round round = new Round.Plan(web, folder).rendered().over(SITE, SITE + "whole");

            assertThat(round.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.url()).isEqualTo(SITE);
                assertThat(trouble.explanation()).contains("more than 500 requests: no more answered");
            });
        }
    }

    @Test
    void whatIsKeptIsOfOneRoundOnly() throws Exception {
        WebInMemory web = new WebInMemory()
                .page(SITE, "<img src=/logo.png>")
                .put(SITE + "robots.txt", 404, new byte[0])
                .put(SITE + "logo.png", 200, new byte[] {1}, "Content-Type", "image/png");
        try (RenderedPages pages = pages(web)) {
            pages.fetch(Request.page(Url.of(SITE)), Gate.OPEN);
            Request logo = Request.image(Url.of(SITE + "logo.png"));
            assertThat(pages.fetch(logo, Gate.OPEN)).isInstanceOf(Outcome.Fetched.class);
            assertThat(Collections.frequency(web.asked(), SITE + "logo.png")).isOne();
            web.put(SITE + "logo.png", 200, new byte[] {2}, "Content-Type", "image/png");
            pages.forget();

            assertThat(pages.fetch(logo, Gate.OPEN))
                    .isInstanceOfSatisfying(
                            Outcome.Fetched.class,
                            fetched -> assertThat(fetched.body()).containsExactly(2));
        }
    }

    private static RenderedPages pages(WebInMemory web) throws Exception {
        Turns turns = new Turns(Pace.fixed(Duration.ZERO), InstantSource.system());
        return new RenderedPages(
                web,
                new PoliteManners(web, RobotsSettings.STANDARD, turns, InstantSource.system()),
                new Documents(ExtractLimits.standard()),
                RenderSettings.standard());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
