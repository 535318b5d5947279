package org.proofmark.portal.catalogue.sites;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.ImportSettings;
import org.proofmark.portal.platform.Settings;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.politeness.Turns;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.scan.Manners;
import org.proofmark.scout.scan.PoliteManners;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Component;

/** The web as imports see it: through the scout's guard, with its manners, one request at a time at each site. */
@Component
class SiteWeb implements AutoCloseable {
    private final WebFetcher fetcher;
    private final Manners manners;
    private final InstantSource clock;
    private final boolean privateNetworks;
    private final Set<Thread> asking = new HashSet<>();

    SiteWeb(Settings settings, InstantSource clock) {
        ImportSettings imports = settings.imports();
        Optional<Url> contact = settings.address().flatMap(address -> Url.parse(address.toString()));
        this.fetcher = new WebFetcher(FetchSettings.standard(contact).withPrivateNetworks(settings.privateNetworks()));
        this.manners =
                new PoliteManners(fetcher, RobotsSettings.STANDARD, new Turns(pace(imports.rest()), clock), clock);
        this.clock = clock;
        this.privateNetworks = settings.privateNetworks();
    }

    private static Pace pace(Duration rest) {
        Pace standard = Pace.standard();
        return rest.isZero()
                ? Pace.fixed(rest)
                : new Pace(
                        rest,
                        standard.times(),
                        rest.compareTo(standard.most()) > 0 ? rest : standard.most(),
                        standard.backOff(),
                        standard.longestBackOff());
    }

    /** Whether an address looks like one of the web, before anything is asked. */
    boolean mayBe(Url url) {
        return url.isHttp()
                && url.username().isEmpty()
                && url.password().isEmpty()
                && (privateNetworks
                        || url.host().contains(".")
                        || url.hostAddress().isPresent());
    }

    /** The sitemaps that a site's robots.txt names. */
    List<Url> sitemaps(Url url) {
        return manners.sitemaps(url);
    }

    /**
     * Asks, when it is the site's turn.
     *
     * @param gate asked before a redirect is followed, after robots.txt
     * @throws InterruptedException when nobody wants to know any more
     */
    Outcome ask(Request request, Gate gate) throws InterruptedException {
        Thread me = Thread.currentThread();
        Outcome outcome;
        synchronized (asking) {
            asking.add(me);
        }
        try {
            outcome = askInTurn(request, gate);
        } finally {
            synchronized (asking) {
                asking.remove(me);
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped at " + request.url());
        }
        return outcome;
    }

    private Outcome askInTurn(Request request, Gate gate) throws InterruptedException {
        Url url = request.url();
        Optional<String> forbidden = manners.forbids(url);
        if (forbidden.isPresent()) {
            return new Outcome.Refused(url, List.of(), Outcome.Rule.GATE, forbidden.get());
        }
        manners.await(url);
        Instant began = clock.instant();
        Outcome outcome = new Outcome.Unreachable(url, List.of(), Outcome.Cause.BROKEN, "broken off");
        try {
            outcome = fetcher.fetch(request, next -> manners.forbids(next).or(() -> gate.refuses(next)));
            return outcome;
        } finally {
            manners.done(url, Duration.between(began, clock.instant()), outcome);
        }
    }

    /** Has a thread ask no more, if it is asking or waits to: nowhere else, or it would break what it writes. */
    void stop(Thread thread) {
        synchronized (asking) {
            if (asking.contains(thread)) {
                thread.interrupt();
            }
        }
    }

    /** Whether asking once more may help: the server is busy, or the connection broke. */
    static boolean isPassing(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.status() == 429 || failed.status() == 503;
            case Outcome.Unreachable unreachable ->
                unreachable.cause() != Outcome.Cause.NAME && unreachable.cause() != Outcome.Cause.TLS;
            case Outcome.Fetched fetched -> false;
            case Outcome.Unchanged unchanged -> false;
            case Outcome.Refused refused -> false;
            case Outcome.TooLarge large -> false;
        };
    }

    /** Why nothing came: key of a text and its values. */
    static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fetched fetched -> "refused.site.unknown";
            case Outcome.Unchanged unchanged -> "refused.site.unknown";
            case Outcome.Failed failed -> "refused.site.status\t" + failed.status();
            case Outcome.Refused refused ->
                (refused.rule() == Outcome.Rule.GATE ? "refused.site.robots\t" : "refused.site.address\t")
                        + line(refused.explanation());
            case Outcome.TooLarge large -> "refused.site.tooLarge";
            case Outcome.Unreachable unreachable -> "refused.site.unreachable\t" + line(unreachable.explanation());
        };
    }

    private static String line(String explanation) {
        String line = explanation.replaceAll("[\\p{Cntrl}]+", " ");
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    @Override
    public void close() {
        manners.stop();
        fetcher.close();
    }
}
