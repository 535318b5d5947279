package org.proofmark.scout.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.url.Url;

class RobotsTest {
    private static final Url PAGE = Url.of("http://site.example/private/page?x=1");

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final List<Url> asked = Collections.synchronizedList(new ArrayList<>());

    private Robots robots(Fetcher fetcher) {
        Fetcher recording = (request, gate) -> {
            asked.add(request.url());
            return fetcher.fetch(request, gate);
        };
        return new Robots(recording, RobotsSettings.STANDARD, clock);
    }

    private Robots saying(String text) {
        return robots((request, gate) -> fetched(request, text));
    }

    private Robots failing(int status) {
        return robots((request, gate) ->
                new Outcome.Failed(request.url(), List.of(hop(request, status)), status, Optional.empty()));
    }

    private Outcome fetched(Request request, String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Outcome.Fetched(request.url(), List.of(hop(request, 200)), body, body);
    }

    private Hop hop(Request request, int status) {
        return new Hop(
                request.url(),
                "HTTP/1.1",
                Headers.NONE,
                status,
                "",
                Headers.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                now,
                Duration.ZERO,
                Duration.ZERO,
                0);
    }

    @Test
    void namesTheRuleThatForbids() {
        Robots robots = saying("User-agent: *\nDisallow: /private/\nAllow: /private/open");
        assertThat(robots.refuses(PAGE))
                .hasValueSatisfying(why -> assertThat(why).contains("site.example", "Disallow: /private/"));
        assertThat(robots.refuses(Url.of("http://site.example/private/open"))).isEmpty();
        assertThat(asked).containsExactly(Url.of("http://site.example/robots.txt"));
    }

    @Test
    void whatIsSaidToUsByNameCountsAlone() {
        Robots robots =
                saying("User-agent: *\nDisallow: /\n\nUser-agent: ProofMark\nDisallow: /private/\nCrawl-delay: 2.5");
        assertThat(robots.refuses(PAGE)).isPresent();
        assertThat(robots.refuses(Url.of("http://site.example/"))).isEmpty();
        assertThat(robots.crawlDelay(PAGE)).contains(Duration.ofMillis(2_500));
    }

    @Test
    void aPauseHasACeiling() {
        assertThat(saying("User-agent: *\nCrawl-delay: 86400").crawlDelay(PAGE)).contains(Duration.ofSeconds(30));
        assertThat(saying("User-agent: *\nCrawl-delay: -1").crawlDelay(PAGE)).isEmpty();
    }

    @Test
    void namesSitemaps() {
        Robots robots = saying("Sitemap: http://site.example/map.xml\nsitemap: /other.xml\nSitemap: mailto:x\n");
        assertThat(robots.sitemaps(PAGE))
                .containsExactly(Url.of("http://site.example/map.xml"), Url.of("http://site.example/other.xml"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void noFileForbidsNothing(int status) {
        assertThat(failing(status).refuses(PAGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 599})
    void aServerInTroubleIsLeftAlone(int status) {
        assertThat(failing(status).refuses(PAGE))
                .hasValueSatisfying(why -> assertThat(why).contains("status " + status));
    }

    @Test
    void whatCannotBeReachedIsNotAsked() {
        Robots robots = robots((request, gate) ->
                new Outcome.Unreachable(request.url(), List.of(), Outcome.Cause.NAME, "no such name"));
        assertThat(robots.refuses(PAGE)).isPresent();
        assertThat(robots.sitemaps(PAGE)).isEmpty();
    }

    @Test
    void isAskedAgainAfterADayAndNotBefore() {
        Robots robots = saying("User-agent: *\nDisallow: /private/");
        robots.refuses(PAGE);
        now = now.plus(Duration.ofHours(24));
        robots.refuses(PAGE);
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        robots.refuses(PAGE);
        assertThat(asked).hasSize(2);
    }

    @Test
    void everyOriginHasItsOwn() {
        Robots robots = saying("");
        robots.refuses(Url.of("https://site.example/"));
        robots.refuses(Url.of("http://site.example:8080/"));
        assertThat(asked)
                .containsExactly(
                        Url.of("https://site.example/robots.txt"), Url.of("http://site.example:8080/robots.txt"));
    }

    @Test
    void theFileItselfIsAlwaysAllowed() {
        assertThat(saying("User-agent: *\nDisallow: /").refuses(Url.of("http://site.example/robots.txt")))
                .isEmpty();
    }

    @Test
    void isFetchedOnceHoweverManyAsk() throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        Robots robots = robots((request, gate) -> {
            try {
                all.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return fetched(request, "User-agent: *\nDisallow: /private/");
        });
        List<Boolean> refused = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                all.countDown();
                refused.add(robots.refuses(PAGE).isPresent());
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(refused).hasSize(20).containsOnly(true);
        assertThat(asked).hasSize(1);
    }

    @Test
    void readsTheFirstMegabyteOfALongFile() {
        String beginning = "User-agent: *\nDisallow: /private/\n" + "# x\n".repeat(150_000) + "Disallow: /half\n"
                + "# x\n".repeat(200_000);
        Robots robots = saying(beginning + "Disallow: /late\n");
        assertThat(robots.refuses(Url.of("http://site.example/half"))).isPresent();
        assertThat(robots.refuses(Url.of("http://site.example/late"))).isEmpty();
    }

    @Test
    void manyStarsCostLittle() {
        String stars = "Disallow: /" + "*a".repeat(5_000) + "b$\n";
        Robots robots = saying("User-agent: *\n" + stars.repeat(80));
        long started = System.nanoTime();
        assertThat(robots.refuses(Url.of("http://site.example/" + "a".repeat(8_000))))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Disallow: /архив/",
                "Disallow: /архив/ # х",
                "disallow /архив/",
                "Disallow : /%D0%B0%D1%80%D1%85%D0%B8%D0%B2/"
            })
    void readsRulesInAnyLetters(String rule) {
        Robots robots = saying("User-agent: * # х\nDisallow: /Ångström/\n" + rule + "\nSitemap: /карта-х.xml");
        assertThat(robots.refuses(Url.of("http://site.example/архив/1"))).isPresent();
        assertThat(robots.refuses(Url.of("http://site.example/Ångström/"))).isPresent();
        assertThat(robots.refuses(Url.of("http://site.example/архи"))).isEmpty();
        assertThat(robots.sitemaps(PAGE)).containsExactly(Url.of("http://site.example/карта-х.xml"));
    }

    @Test
    void longLinesOfNothingCostLittle() {
        String blanks = "a" + " ".repeat(16_000) + "b c\n";
        Robots robots = saying("User-agent: *\nDisallow: /private/\n" + blanks.repeat(30));
        long started = System.nanoTime();
        assertThat(robots.refuses(PAGE)).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whoIsBrokenOffTellsNothingOfTheServer() throws Exception {
        Robots robots = robots((request, gate) -> Thread.currentThread().isInterrupted()
                ? new Outcome.Unreachable(request.url(), List.of(), Outcome.Cause.BROKEN, "interrupted")
                : fetched(request, "User-agent: *\nDisallow: /private/"));
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            Thread.currentThread().interrupt();
            assertThat(robots.refuses(PAGE)).isPresent();
        });
        thread.start();
        thread.join();
        assertThat(robots.refuses(Url.of("http://site.example/open"))).isEmpty();
        assertThat(asked).hasSize(2);
    }
}
