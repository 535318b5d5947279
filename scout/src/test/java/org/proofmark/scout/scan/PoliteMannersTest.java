package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Rota;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

class PoliteMannersTest {
    private final Turns turns = new Turns(Pace.fixed(Duration.ZERO), InstantSource.system());
    private final PoliteManners manners = new PoliteManners(
            (request, gate) -> new Outcome.Failed(request.url(), List.of(), 404, Optional.empty()),
            RobotsSettings.STANDARD,
            turns,
            InstantSource.system());

    /** A server leads to another of its site, whose robots.txt somebody is about to ask for: he waits for the turn. */
    @Test
    void whoHasTheTurnDoesNotWaitForOneWhoWaitsForIt() throws Exception {
        Url www = Url.of("http://www.site.example/");
        Url images = Url.of("http://images.site.example/photo.jpg");
        CountDownLatch has = new CountDownLatch(1);
        CountDownLatch led = new CountDownLatch(1);
        AtomicReference<Optional<String>> answer = new AtomicReference<>(Optional.of("none"));
        Thread first = Thread.ofVirtual().start(() -> {
            try {
                manners.await(www);
                has.countDown();
                led.await();
                answer.set(manners.forbids(images));
                manners.done(www, Duration.ZERO, new Outcome.Unchanged(www, List.of()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        has.await();
        Thread second = Thread.ofVirtual().start(() -> manners.forbids(images));
        Thread.sleep(200);
        assertThat(second.isAlive()).as("it waits for the turn").isTrue();
        led.countDown();

        assertThat(first.join(Duration.ofSeconds(10))).isTrue();
        assertThat(second.join(Duration.ofSeconds(10))).isTrue();
        assertThat(answer.get()).isEmpty();
    }

    @Test
    void aTurnGivenBackTwiceStaysAnothers() throws Exception {
        Url url = Url.of("http://site.example/");
        Outcome outcome = new Outcome.Unchanged(url, List.of());
        manners.await(url);
        manners.done(url, Duration.ZERO, outcome);
        assertThat(turns.take(url.site())).isTrue();
        manners.done(url, Duration.ZERO, outcome);

        assertThat(turns.take(url.site())).isFalse();
    }

    /** The servers of a site share its turn, and so the longest rest one of them asks for. */
    @Test
    void theLongestRestThatAServerOfASiteAsksForIsKept() {
        List<Duration> rests = new ArrayList<>();
        PoliteManners asking = new PoliteManners(
                (request, gate) -> {
                    String delay = request.url().host().toString().startsWith("www") ? "25" : "2";
                    byte[] body = ("User-agent: *\nCrawl-delay: " + delay).getBytes(StandardCharsets.UTF_8);
                    return new Outcome.Fetched(request.url(), List.of(hop(request.url())), body, body);
                },
                RobotsSettings.STANDARD,
                new Rota() {
                    @Override
                    public boolean take(Site site) {
                        return true;
                    }

                    @Override
                    public Optional<Instant> readyAt(Site site) {
                        return Optional.of(Instant.EPOCH);
                    }

                    @Override
                    public void asks(Site site, Duration rest) {
                        rests.add(rest);
                    }

                    @Override
                    public void give(Site site, Duration took, Outcome outcome) {}
                },
                InstantSource.system());
        asking.forbids(Url.of("http://www.site.example/"));
        asking.forbids(Url.of("http://images.site.example/"));

        assertThat(rests).containsExactly(Duration.ofSeconds(25), Duration.ofSeconds(25));
    }

    private static Hop hop(Url url) {
        return new Hop(
                url,
                "HTTP/1.1",
                Headers.NONE,
                200,
                "",
                Headers.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Instant.now(),
                Duration.ZERO,
                Duration.ZERO,
                0);
    }
}
