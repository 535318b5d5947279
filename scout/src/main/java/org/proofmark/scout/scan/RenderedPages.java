package org.proofmark.scout.scan;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.extract.Directives;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.NoBrowserException;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.render.Shots;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

/**
 * Pages as a browser builds them; everything else as it is. What the browser asks for on the way heeds robots.txt and the wish
 * of a page that its images be left alone; frames stay on the page's site. A site is asked for one thing at a time, but without rest in between: the parts of a page are one visit. Images it has asked for
 * are kept for a while, so that they are not asked for twice.
 */
public final class RenderedPages implements Fetcher, AutoCloseable {
    private static final long MOST_KEPT = 128L << 20;
    private static final Pattern IMAGE =
            Pattern.compile("\\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg)$", Pattern.CASE_INSENSITIVE);

    private final Fetcher web;
    private final Manners manners;
    private final Extractor extractor;
    private final Browser browser;
    private final Map<Site, ReentrantLock> sites = new ConcurrentHashMap<>();
    private final Map<Url, Outcome.Fetched> images = new LinkedHashMap<>();
    private long kept;
    private volatile Outcome.@Nullable Fetched current;

    /** What the page that is built, or a frame in it, asks of robots. */
    private volatile Directives asked = Directives.NONE;

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
        this.extractor = extractor;
        this.browser = Browser.start(this::part, settings);
    }

    @Override
    public Outcome fetch(Request request, Gate gate) {
        return switch (request.wanted()) {
            case PAGE -> page(request, gate);
            case IMAGE -> taken(request.url()).orElseGet(() -> web.fetch(request, gate));
            case ANY -> web.fetch(request, gate);
        };
    }

    /**
     * Only what is a page goes to the browser; what it is, its first bytes say. A server that says a page is as it was speaks of
     * the bytes it sends, not of what scripts make of them: the page is asked for as if for the first time.
     */
    private Outcome page(Request request, Gate gate) {
        Outcome plain = web.fetch(request.with(Validators.NONE), gate);
        if (!(plain instanceof Outcome.Fetched fetched) || !isHtml(fetched)) {
            return plain;
        }
        Rendered rendered = rendered(fetched);
        return rendered.html()
                .map(html -> (Outcome) new Outcome.Fetched(
                        request.url(), fetched.hops(), html.getBytes(StandardCharsets.UTF_8), fetched.encoded()))
                .orElse(fetched);
    }

    /** One page at a time: the browser's first request is answered by what has come already. */
    private synchronized Rendered rendered(Outcome.Fetched page) {
        current = page;
        asked = directives(page);
        return browser.render(page.landed(), Shots.NONE);
    }

    private static boolean isHtml(Outcome.Fetched fetched) {
        String type =
                fetched.headers().first("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    private Outcome part(Request request, Gate gate) {
        Outcome.@Nullable Fetched page = current;
        if (page != null && page.landed().equals(request.url())) {
            return new Outcome.Fetched(request.url(), List.of(page.hops().getLast()), page.body(), page.encoded());
        }
        Optional<String> forbidden = forbidden(request, page);
        if (forbidden.isPresent()) {
            return new Outcome.Refused(request.url(), List.of(), Outcome.Rule.GATE, forbidden.get());
        }
        ReentrantLock turn = sites.computeIfAbsent(request.url().site(), any -> new ReentrantLock());
        turn.lock();
        try {
            Outcome outcome = web.fetch(request, gate);
            keep(outcome);
            if (request.wanted() == Request.Wanted.PAGE && outcome instanceof Outcome.Fetched frame) {
                asked = asked.and(directives(frame));
            }
            return outcome;
        } finally {
            turn.unlock();
        }
    }

    private Optional<String> forbidden(Request request, Outcome.@Nullable Fetched page) {
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
        if (image && (asked.noIndex() || asked.noImageIndex())) {
            return Optional.of("the page asks that its images be left alone");
        }
        return manners.forbids(url);
    }

    private Directives directives(Outcome.Fetched page) {
        return extractor.extract(page.landed(), page.headers(), page.body()).directives();
    }

    private void keep(Outcome outcome) {
        synchronized (images) {
            if (outcome instanceof Outcome.Fetched fetched
                    && fetched.headers().first("Content-Type").orElse("").startsWith("image/")
                    && kept + fetched.body().length <= MOST_KEPT) {
                images.put(fetched.requested(), fetched);
                kept += fetched.body().length;
            }
        }
    }

    private Optional<Outcome> taken(Url image) {
        synchronized (images) {
            Optional<Outcome.Fetched> fetched = Optional.ofNullable(images.remove(image));
            fetched.ifPresent(one -> kept -= one.body().length);
            return fetched.map(one -> one);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
