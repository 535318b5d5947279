package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.robots.RobotsSettings;
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
}
