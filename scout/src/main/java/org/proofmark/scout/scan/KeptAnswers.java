package org.proofmark.scout.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.politeness.Pace;
import org.proofmark.scout.url.Url;

/**
 * What servers answered in this round, so that they are not asked twice. Each answer is kept at its own address, a redirect too;
 * where there is no more room, what was used least recently goes. Safe for use by many threads at once.
 */
final class KeptAnswers {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 10;

    /** What an answer takes beside its body, bytes. */
    private static final int BESIDE = 1_000;

    private final long room;
    private final Map<Url, Outcome> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    /** @param room bytes of all bodies together */
    KeptAnswers(long room) {
        this.room = room;
    }

    /** Keeps each answer of a chain; not that a server is overloaded, which passes. */
    void keep(Outcome outcome) {
        for (Hop hop : outcome.hops()) {
            if (isRedirect(hop)) {
                put(new Outcome.Refused(hop.url(), List.of(hop), Outcome.Rule.GATE, "leads on"));
            }
        }
        end(outcome).ifPresent(this::put);
    }

    /** The last of a chain by itself. */
    private static Optional<Outcome> end(Outcome outcome) {
        List<Hop> hops = outcome.hops();
        if (!hops.isEmpty() && isRedirect(hops.getLast()) || Pace.isOverload(outcome)) {
            return Optional.empty();
        }
        Url url = outcome.landed().withoutFragment();
        List<Hop> last = hops.isEmpty() ? List.of() : List.of(hops.getLast());
        return switch (outcome) {
            case Outcome.Fetched fetched ->
                Optional.of(new Outcome.Fetched(url, last, fetched.body(), fetched.encoded()));
            case Outcome.Failed failed ->
                Optional.of(new Outcome.Failed(url, last, failed.status(), failed.retryAfter()));
            case Outcome.TooLarge large -> Optional.of(new Outcome.TooLarge(url, last, large.explanation()));
            case Outcome.Unreachable lost ->
                Optional.of(new Outcome.Unreachable(url, last, lost.cause(), lost.explanation()));
            case Outcome.Refused refused ->
                refused.rule() == Outcome.Rule.GATE
                        ? Optional.empty()
                        : Optional.of(new Outcome.Refused(url, last, refused.rule(), refused.explanation()));
            case Outcome.Unchanged _ -> Optional.empty();
        };
    }

    private static boolean isRedirect(Hop hop) {
        return REDIRECTS.contains(hop.status()) && hop.response().location().isPresent();
    }

    private synchronized void put(Outcome answer) {
        Outcome before = answers.put(answer.requested(), answer);
        taken += size(answer) - (before == null ? 0 : size(before));
        Iterator<Outcome> oldest = answers.values().iterator();
        while (taken > room && oldest.hasNext()) {
            taken -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(Outcome answer) {
        if (!(answer instanceof Outcome.Fetched fetched)) {
            return BESIDE;
        }
        int body = fetched.body().length;
        int packed = fetched.encoded().length;
        return (long) BESIDE + body + (packed == body ? 0 : packed);
    }

    private synchronized Optional<Outcome> at(Url url) {
        return Optional.ofNullable(answers.get(url));
    }

    /** The one answer of an address, as a fetcher gives it to whoever follows redirects himself. */
    Optional<Outcome> single(Url url, Gate gate) {
        return at(url.withoutFragment())
                .flatMap(kept -> leadsOn(kept)
                        ? target(kept)
                                .flatMap(gate::refuses)
                                .map(words ->
                                        new Outcome.Refused(kept.requested(), kept.hops(), Outcome.Rule.GATE, words))
                        : Optional.of(kept));
    }

    /** What a request for a file would bring, redirects followed; empty where a part of it would have to be asked for. */
    Optional<Outcome> whole(Request request, Gate gate) {
        List<Hop> hops = new ArrayList<>();
        Optional<Url> next = Optional.of(request.url().withoutFragment());
        while (next.isPresent() && hops.size() <= MOST_REDIRECTS) {
            Optional<Outcome> kept = at(next.get());
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            hops.addAll(kept.get().hops());
            if (!leadsOn(kept.get())) {
                return chain(request, hops, kept.get());
            }
            next = target(kept.get()).filter(Url::isHttp);
            Optional<String> words = next.flatMap(gate::refuses);
            if (words.isPresent()) {
                return Optional.of(new Outcome.Refused(request.url(), hops, Outcome.Rule.GATE, words.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> chain(Request request, List<Hop> hops, Outcome last) {
        return switch (last) {
            case Outcome.Fetched fetched ->
                fetched.body().length > request.maxBytes()
                        ? Optional.empty()
                        : Optional.of(new Outcome.Fetched(
                                request.url(), hops, fetched.body(), fetched.encoded(), 0, List.of()));
            case Outcome.Failed failed ->
                Optional.of(new Outcome.Failed(request.url(), hops, failed.status(), failed.retryAfter()));
            case Outcome.Unchanged _, Outcome.Refused _, Outcome.TooLarge _, Outcome.Unreachable _ -> Optional.empty();
        };
    }

    private static boolean leadsOn(Outcome kept) {
        return !kept.hops().isEmpty() && isRedirect(kept.hops().getLast());
    }

    private static Optional<Url> target(Outcome redirect) {
        return redirect.landed()
                .resolve(redirect.headers().location().orElse(""))
                .map(Url::withoutFragment);
    }

    /** The round is over: what was true in it need not be in the next. */
    synchronized void forget() {
        answers.clear();
        taken = 0;
    }

    /** How many there are. */
    synchronized int count() {
        return answers.size();
    }
}
