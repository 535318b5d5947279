package org.proofmark.scout.scan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.extract.Directives;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.render.Shots;
import org.proofmark.scout.url.Url;

/** One browser, and what the page that is built in it may ask for. One page at a time. */
final class Window implements AutoCloseable {
    /** A request that was broken off sooner may bring something the next time. */
    private static final Duration TIME_ENOUGH = Duration.ofSeconds(5);

    private static final Pattern IMAGE =
            Pattern.compile("\\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg)$", Pattern.CASE_INSENSITIVE);

    /** What all browsers of a scan share. */
    record Means(Fetcher web, Manners manners, Extractor extractor, KeptAnswers kept, PartTurns turns) {}

    private final Means means;
    private final Browser browser;
    private volatile Outcome.@Nullable Fetched current;

    /** What the page that is built, or a frame in it, asks of robots. */
    private volatile Directives asked = Directives.NONE;

    /** Bytes that came for it so far. */
    private final AtomicLong received = new AtomicLong();

    Window(Means means, RenderSettings settings) throws NoBrowserException {
        this.means = means;
        this.browser = Browser.start(this::part, settings);
    }

    /**
     * Builds a page; the browser's first request is answered by what has come already. The same page where the browser can make
     * nothing of it.
     */
    Outcome.Fetched build(Outcome.Fetched page) {
        current = page;
        asked = directives(page);
        received.set(page.received());
        Rendered built = browser.render(page.landed(), Shots.NONE);
        byte[] body =
                built.html().map(html -> html.getBytes(StandardCharsets.UTF_8)).orElse(page.body());
        return new Outcome.Fetched(page.requested(), page.hops(), body, page.encoded(), received.get(), built.cuts());
    }

    private Outcome part(Request request, Gate gate) {
        Outcome.@Nullable Fetched page = current;
        if (page != null && page.landed().equals(request.url())) {
            return new Outcome.Fetched(request.url(), List.of(page.hops().getLast()), page.body(), page.encoded());
        }
        Optional<String> unwanted = unwanted(request, page);
        if (unwanted.isPresent()) {
            return refused(request, unwanted.get());
        }
        Outcome outcome = means.kept
                .single(request.url(), gate)
                .orElseGet(() -> means.turns.ask(request, hurried -> exchange(hurried, gate)));
        if (request.wanted() == Request.Wanted.PAGE && outcome instanceof Outcome.Fetched frame) {
            asked = asked.and(directives(frame));
        }
        return outcome;
    }

    /** In the site's turn. */
    private Outcome exchange(Request request, Gate gate) {
        Optional<Outcome> meanwhile = means.kept.single(request.url(), gate);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        Optional<String> forbidden = means.manners.forbids(request.url());
        if (forbidden.isPresent()) {
            return refused(request, forbidden.get());
        }
        long began = System.nanoTime();
        Outcome outcome = means.web.fetch(request, gate);
        received.addAndGet(outcome.received());
        boolean brokenOff = Thread.currentThread().isInterrupted();
        if (!brokenOff || System.nanoTime() - began > TIME_ENOUGH.toNanos()) {
            means.kept.keep(outcome);
        }
        return outcome;
    }

    private static Outcome refused(Request request, String why) {
        return new Outcome.Refused(request.url(), List.of(), Outcome.Rule.GATE, why);
    }

    private Optional<String> unwanted(Request request, Outcome.@Nullable Fetched page) {
        Url url = request.url();
        if (request.wanted() == Request.Wanted.PAGE) {
            if (asked.noFollow()) {
                return Optional.of("the page asks that nobody follow where it leads");
            }
            if (page != null && !page.landed().site().equals(url.site())) {
                return Optional.of("leads to another site: " + url);
            }
        }
        boolean image = request.wanted() == Request.Wanted.IMAGE
                || IMAGE.matcher(url.path()).find();
        return image && (asked.noIndex() || asked.noImageIndex())
                ? Optional.of("the page asks that its images be left alone")
                : Optional.empty();
    }

    private Directives directives(Outcome.Fetched page) {
        return means.extractor
                .extract(page.landed(), page.headers(), page.body())
                .directives();
    }

    @Override
    public void close() {
        browser.close();
    }
}
