package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.render.Shots;
import org.proofmark.scout.scan.PartTurns;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.url.Url;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the screenshots that are wanted, one after another, with the manners of every other visit; where there is a browser. */
@Component
class ShotTaker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ShotTaker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final ShotStore store;
    private final SourceWalk.Equipment equipment;
    private final Blobs blobs;
    private final Settings.Crawl settings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable PoliteManners manners;
    private volatile boolean running;

    ShotTaker(ShotStore store, SourceWalk.Equipment equipment, Blobs blobs, Settings settings) {
        this.store = store;
        this.equipment = equipment;
        this.blobs = blobs;
        this.settings = settings.crawl();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled() && Browser.missing(RenderSettings.standard()).isEmpty();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("screenshots").start(this::run);
    }

    private void run() {
        try {
            while (running) {
                Optional<String> page = next();
                if (page.isPresent()) {
                    takeAll(page.get());
                } else if (ended.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> next() {
        try {
            return store.take();
        } catch (RuntimeException broken) {
            LOG.warn("looking for wanted screenshots: {}", broken.toString());
            return Optional.empty();
        }
    }

    /** One browser for as long as there is something to take. */
    private void takeAll(String first) throws InterruptedException {
        PoliteManners heeded = equipment.manners();
        manners = heeded;
        PartTurns turns = new PartTurns(heeded);
        Optional<String> page = Optional.of(first);
        try (Browser browser =
                Browser.start((request, gate) -> part(heeded, turns, request, gate), RenderSettings.standard())) {
            while (running && page.isPresent()) {
                take(browser, heeded, turns, page.get());
                page = next();
            }
        } catch (IOException | RuntimeException broken) {
            if (running) { // Else it is taken after the next start.
                LOG.warn("a screenshot could not be taken: {}", broken.toString());
                store.failed(page.orElse(first), String.valueOf(broken.getMessage()));
            }
        }
    }

    /** A browser asks for many things at once; here each site is asked for one of them at a time, in its turn. */
    private Outcome part(PoliteManners heeded, PartTurns turns, Request request, Gate gate) {
        Optional<String> forbidden = heeded.forbids(request.url());
        if (forbidden.isPresent()) {
            return new Outcome.Refused(request.url(), List.of(), Outcome.Rule.GATE, forbidden.get());
        }
        return turns.ask(request, hurried -> equipment.web().fetch(hurried, gate));
    }

    private void take(Browser browser, PoliteManners heeded, PartTurns turns, String page)
            throws IOException, InterruptedException {
        Optional<Url> url = Url.parse(page).filter(Url::isHttp);
        Optional<String> forbidden = url.isEmpty() ? Optional.of("no address of the web") : heeded.forbids(url.get());
        if (forbidden.isPresent()) {
            store.failed(page, forbidden.get());
            return;
        }
        Url there = url.orElseThrow();
        heeded.await(there);
        long began = System.nanoTime();
        Outcome outcome = new Outcome.Unreachable(there, List.of(), Outcome.Cause.BROKEN, "broken off");
        try {
            FutureTask<Rendered> rendering =
                    new FutureTask<>(() -> browser.render(there, new Shots(true, Optional.empty())));
            Thread.ofVirtual().name("screenshot of " + there).start(rendering);
            Optional<Outcome> overload = turns.serveUntil(rendering, there);
            Rendered rendered = rendering.get();
            outcome = overload.or(rendered::page).orElse(outcome);
            keep(page, rendered);
        } catch (ExecutionException broken) {
            throw new IOException(String.valueOf(broken.getCause()), broken);
        } finally {
            heeded.done(there, Duration.ofNanos(System.nanoTime() - began), outcome);
        }
    }

    private void keep(String page, Rendered rendered) throws IOException {
        if (rendered.screenshot().isPresent()) {
            store.taken(
                    page,
                    blobs.keep(new ByteArrayInputStream(rendered.screenshot().get()))
                            .digest());
        } else {
            store.failed(page, String.join("; ", rendered.troubles()));
        }
    }

    @Override
    public void stop() {
        running = false;
        ended.countDown();
        PoliteManners heeded = manners;
        if (heeded != null) {
            heeded.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
