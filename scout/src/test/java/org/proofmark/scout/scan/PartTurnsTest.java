package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

class PartTurnsTest {
    private static final Url URL = Url.of("http://cdn.example/logo.png");
    private static final Site SITE = URL.site();

    private final InstantSource clock = InstantSource.system();
    private final Turns turns = new Turns(Pace.standard(), clock);
    private final PoliteManners manners = new PoliteManners(
            (request, gate) -> new Outcome.Failed(request.url(), List.of(), 404, Optional.empty()),
            RobotsSettings.STANDARD,
            turns,
            clock);
    private final PartTurns parts = new PartTurns(manners);
    private final ExecutorService browser = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        manners.stop();
        browser.close();
    }

    @Test
    void nothingIsAskedWhileAnotherHasTheTurn() throws Exception {
        turns.take(SITE);
        Future<Outcome> part = browser.submit(() -> parts.ask(Request.image(URL), this::answered));
        Thread.sleep(300);
        assertThat(asked).isEmpty();
        turns.give(SITE, Duration.ZERO, answered());

        assertThat(part.get(5, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatWaitsTogetherIsAskedOneByOneInOneTurn() throws Exception {
        turns.take(SITE);
        AtomicInteger atOnce = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Future<Outcome>> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(browser.submit(() -> parts.ask(Request.image(URL), request -> {
                seen.add(atOnce.incrementAndGet());
                pause(20);
                atOnce.decrementAndGet();
                return answered(request);
            })));
        }
        Thread.sleep(100);
        long began = System.nanoTime();
        turns.give(SITE, Duration.ZERO, answered());
        for (Future<Outcome> part : all) {
            part.get(10, TimeUnit.SECONDS);
        }

        assertThat(seen).hasSize(6).containsOnly(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("the rest of a second was kept once, not six times")
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
    }

    @Test
    void aSiteThatIsOverloadedIsLeftAlone() {
        Outcome first = parts.ask(Request.image(URL), this::overloaded);
        Outcome second = parts.ask(Request.image(URL), this::overloaded);

        assertThat(first).isInstanceOf(Outcome.Failed.class);
        assertThat(second).isInstanceOf(Outcome.Unreachable.class);
        assertThat(second.explanation()).contains("left alone");
        assertThat(asked).hasSize(1);
        Instant soon = clock.instant().plusSeconds(60);
        while (turns.readyAt(SITE).isEmpty() && clock.instant().isBefore(soon)) {
            pause(5);
        }
        assertThat(turns.readyAt(SITE).orElseThrow())
                .as("and nobody else asks it either")
                .isAfter(clock.instant().plusSeconds(100));
    }

    @Test
    void whoHasTheTurnAsksForWhatHisPageNeeds() throws Exception {
        manners.await(URL);
        CompletableFuture<Void> built = new CompletableFuture<>();
        Future<Outcome> part = browser.submit(() -> {
            Outcome outcome = parts.ask(Request.image(URL), this::overloaded);
            built.complete(null);
            return outcome;
        });
        Optional<Outcome> overload = parts.serveUntil(built, URL);

        assertThat(part.get()).isInstanceOf(Outcome.Failed.class);
        assertThat(asked).containsExactly(Thread.currentThread());
        assertThat(overload)
                .hasValueSatisfying(
                        outcome -> assertThat(Pace.isOverload(outcome)).isTrue());
        manners.done(URL, Duration.ZERO, overload.orElseThrow());
        manners.done(URL, Duration.ZERO, answered());
        assertThat(turns.readyAt(SITE).orElseThrow())
                .as("what is given back the second time changes nothing")
                .isAfter(clock.instant().plusSeconds(100));
    }

    private Outcome answered(Request request) {
        asked.add(Thread.currentThread());
        return new Outcome.Failed(request.url(), List.of(), 404, Optional.empty());
    }

    private Outcome overloaded(Request request) {
        asked.add(Thread.currentThread());
        return new Outcome.Failed(request.url(), List.of(), 429, Optional.of(Duration.ofMinutes(2)));
    }

    private static Outcome answered() {
        return new Outcome.Unchanged(URL, List.of());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
