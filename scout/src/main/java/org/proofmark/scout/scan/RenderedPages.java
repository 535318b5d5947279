package org.proofmark.scout.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.url.Url;

/**
 * Pages as a browser builds them; everything else as it is. What the browser asks for on the way heeds robots.txt and the wish
 * of a page that its images be left alone; frames stay on the page's site. A site is asked for one thing at a time, in its
 * turn, but without rest between what a page asks for together: the parts of a page are one visit. What was answered is kept
 * until the round ends, as far as there is room, so that nothing is asked for twice: not a logo by a thousand pages, nor an
 * image by a page and then by the scan. A page that hangs holds up no other site: the next gets a browser of its own.
 */
public final class RenderedPages implements Fetcher, AutoCloseable {
    private static final long MOST_KEPT = 128L << 20;
    private static final int MOST_BROWSERS = 4;

    /** How long a page waits for a browser that is there before another is started. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Fetcher web;
    private final Manners manners;
    private final RenderSettings settings;
    private final KeptAnswers kept = new KeptAnswers(MOST_KEPT);
    private final PartTurns turns;
    private final Window.Means means;
    private final List<Window> windows = new ArrayList<>();
    private final BlockingQueue<Window> free = new LinkedBlockingQueue<>();

    /**
     * Starts a browser.
     *
     * @param extractor reads what a page asks of robots
     * @throws NoBrowserException where there is none, with how to install it
     */
    public RenderedPages(Fetcher web, Manners manners, Extractor extractor, RenderSettings settings)
            throws NoBrowserException {
        this.web = web;
        this.manners = manners;
        this.settings = settings;
        this.turns = new PartTurns(manners);
        this.means = new Window.Means(web, manners, extractor, kept, turns);
        free.add(opened());
    }

    private Window opened() throws NoBrowserException {
        Window window = new Window(means, settings);
        windows.add(window);
        return window;
    }

    @Override
    public Outcome fetch(Request request, Gate gate) {
        return switch (request.wanted()) {
            case PAGE -> page(request.with(Validators.NONE), gate);
            case IMAGE, ANY -> once(request, gate);
        };
    }

    private Outcome once(Request request, Gate gate) {
        return kept.whole(request, gate).orElseGet(() -> {
            Outcome outcome = web.fetch(request, gate);
            kept.keep(outcome);
            return outcome;
        });
    }

    /**
     * Only what is a page goes to the browser; what it is, its first bytes say. A server that says a page is as it was speaks of
     * the bytes it sends, not of what scripts make of them: the page is asked for as if for the first time.
     */
    private Outcome page(Request request, Gate gate) {
        Outcome plain = once(request, gate);
        if (!(plain instanceof Outcome.Fetched fetched) || !isHtml(fetched)) {
            return plain;
        }
        return built(fetched, request.url());
    }

    private static boolean isHtml(Outcome.Fetched fetched) {
        String type =
                fetched.headers().first("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    /**
     * What a browser makes of a page; the page itself where nobody is to wait for one. Whoever is here has the turn at the site that was
     * asked: while the browser builds, he asks for what lies there.
     */
    private Outcome built(Outcome.Fetched page, Url asked) {
        try {
            Window window = window();
            try {
                FutureTask<Outcome> building = new FutureTask<>(() -> window.build(page));
                Thread.ofVirtual().name("page " + asked.site()).start(building);
                Optional<Outcome> overload = turns.serveUntil(building, asked);
                overload.ifPresent(outcome -> manners.done(asked, Duration.ZERO, outcome));
                return building.get();
            } finally {
                free.add(window);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return page;
        } catch (ExecutionException e) {
            throw new IllegalStateException("building " + page.landed(), e.getCause());
        }
    }

    private Window window() throws InterruptedException {
        Optional<Window> soon = Optional.ofNullable(free.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        Optional<Window> mine = soon.or(this::another);
        return mine.isPresent() ? mine.get() : free.take();
    }

    private synchronized Optional<Window> another() {
        try {
            return windows.size() < MOST_BROWSERS ? Optional.of(opened()) : Optional.empty();
        } catch (NoBrowserException e) {
            return Optional.empty(); // there was one: whoever has it gives it back
        }
    }

    /** The round is over: from now on everything is asked for again. */
    public void forget() {
        kept.forget();
        turns.forget();
    }

    @Override
    public synchronized void close() {
        windows.forEach(Window::close);
    }
}
