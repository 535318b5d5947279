package org.proofmark.scout.scan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.scout.extract.Directives;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.politeness.Traps;
import org.proofmark.scout.url.Url;

/** Goes to one server, address by address, until nothing is left there. */
final class Walk {
    /** What all walks of a scan share. */
    record Ground(
            Frontier frontier,
            Map<String, Source> sources,
            Manners manners,
            Traps traps,
            Budgets budgets,
            Places places,
            Patience patience,
            ScanSettings settings,
            InstantSource clock,
            Reading reading,
            Looking looking,
            Desk desk,
            Counts counts,
            Runnable kept) {}

    private final String host;
    private final Ground ground;
    private final Map<Long, Integer> tries = new HashMap<>();

    /** Errands that were led beyond what is watched. */
    private final Set<Long> ledAway = ConcurrentHashMap.newKeySet();

    /** Errands that were led to what the round has seen. */
    private final Map<Long, Visit.Spared> ledBack = new ConcurrentHashMap<>();

    Walk(String host, Ground ground) {
        this.host = host;
        this.ground = ground;
    }

    void go(BooleanSupplier stopping) throws InterruptedException {
        while (!stopping.getAsBoolean()) {
            Optional<Errand> errand = ground.frontier.next(host);
            if (errand.isEmpty()) {
                return;
            }
            run(errand.get());
        }
    }

    private void run(Errand errand) throws InterruptedException {
        Source source = ground.sources.get(errand.scope());
        if (source == null) {
            keep(errand, new Visit.Missed(Visit.Why.BUDGET, 0, errand.scope() + " is not watched now"));
            return;
        }
        ground.desk.await(errand.url());
        Optional<Visit.Spared> spared = ground.frontier.spared(errand);
        if (spared.isPresent()) {
            keep(errand, spared.get());
            return;
        }
        Optional<Visit.Missed> refusal = refusal(errand, source);
        if (Thread.interrupted()) { // stopped while its robots.txt was waited for: nothing was refused
            throw new InterruptedException();
        }
        if (refusal.isPresent()) {
            keep(errand, refusal.get());
            return;
        }
        if (source.live() && errand.role() == Role.PAGE && errand.referrer().isEmpty()) {
            ground.frontier.offer(sitemaps(errand, source), ground.clock.instant());
        }
        fetch(errand, source);
    }

    /** Asks when it is this walk's turn and there is a place, and lays the answer on the desk. */
    private void fetch(Errand errand, Source source) throws InterruptedException {
        if (source.live()) {
            ground.manners.await(errand.url());
        }
        try (Places.Place place = ground.places.take()) {
            Outcome outcome =
                    source.live() ? ask(errand, source) : source.fetcher().fetch(request(errand), Gate.OPEN);
            place.answered();
            ground.counts.received(outcome.received());
            ground.budgets.received(errand.scope(), outcome.received());
            if (again(errand, outcome)) {
                ground.budgets.giveBack(errand);
                ground.frontier.giveBack(errand);
            } else {
                ground.desk.put(
                        Stream.of(errand.url(), outcome.landed()).collect(Collectors.toSet()),
                        () -> keep(errand, visit(errand, source, outcome)));
            }
        }
    }

    private Optional<Visit.Missed> refusal(Errand errand, Source source) {
        if (source.live() && errand.role() != Role.IMAGE) {
            Optional<String> trap = ground.traps.refuses(errand.url());
            if (trap.isPresent()) {
                return Optional.of(new Visit.Missed(Visit.Why.TRAP, 0, trap.get()));
            }
        }
        Optional<String> tired = source.live() ? ground.patience.refuses(host) : Optional.empty();
        if (tired.isPresent()) {
            return Optional.of(new Visit.Missed(Visit.Why.UNREACHABLE, 0, tired.get()));
        }
        Optional<String> budget = ground.budgets.refuses(errand, ground.clock.instant());
        if (budget.isPresent()) {
            return Optional.of(new Visit.Missed(Visit.Why.BUDGET, 0, budget.get()));
        }
        Optional<String> forbidden = source.live() ? ground.manners.forbids(errand.url()) : Optional.empty();
        if (forbidden.isPresent()) {
            ground.budgets.giveBack(errand);
        }
        return forbidden.map(words -> new Visit.Missed(Visit.Why.ROBOTS, 0, words));
    }

    /** A start page's server may name lists of its pages: where to begin, too, and as such due in every round. */
    private List<Lead> sitemaps(Errand errand, Source source) {
        return ground.manners.sitemaps(errand.url()).stream()
                .filter(source::admits)
                .map(url -> new Lead(
                        url,
                        Role.SITEMAP,
                        errand.scope(),
                        errand.depth(),
                        0,
                        Optional.of(errand.url()),
                        Optional.of(ground.clock.instant())))
                .toList();
    }

    /** Asks a server whose turn was waited for, and gives the turn back. */
    private Outcome ask(Errand errand, Source source) {
        Instant began = ground.clock.instant();
        Outcome outcome = null;
        try {
            outcome = source.fetcher().fetch(request(errand), next -> gate(errand, source, next));
            if (outcome.hops().isEmpty() || !(outcome instanceof Outcome.Unreachable)) {
                ground.patience.tell(host, outcome);
            } // else this server answered, and another, to which it led, did not
            return outcome;
        } finally {
            ground.manners.done(
                    errand.url(),
                    Duration.between(began, ground.clock.instant()),
                    outcome != null
                            ? outcome
                            : new Outcome.Unreachable(errand.url(), List.of(), Outcome.Cause.BROKEN, "broken off"));
        }
    }

    private Optional<String> gate(Errand errand, Source source, Url next) {
        if (errand.role() != Role.IMAGE && errand.role() != Role.PART && !source.mayLand(next)) {
            ledAway.add(errand.id());
            return Optional.of("leads to another site: " + next);
        }
        return ground.manners.forbids(next).or(() -> seen(errand, next));
    }

    private Optional<String> seen(Errand errand, Url next) {
        try {
            ground.desk.await(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty(); // nobody is to ask any more
        }
        Optional<Visit.Spared> seen = ground.frontier.spared(errand, next);
        seen.ifPresent(spared -> ledBack.put(errand.id(), spared));
        return seen.map(_ -> "leads to what was seen: " + next);
    }

    private static Request request(Errand errand) {
        Request request = switch (errand.role()) {
            case IMAGE -> Request.image(errand.url());
            case PAGE -> Request.page(errand.url());
            case SITEMAP, FEED, PART -> Request.page(errand.url()).anything();
        };
        Validators known = errand.digest().isPresent() ? errand.validators() : Validators.NONE;
        return errand.referrer().map(request::from).orElse(request).with(known);
    }

    /** Whether a busy or broken server is worth another try. */
    private boolean again(Errand errand, Outcome outcome) {
        boolean broken =
                outcome instanceof Outcome.Unreachable unreachable && unreachable.cause() == Outcome.Cause.BROKEN;
        return (Patience.isBusy(outcome) || broken)
                && tries.merge(errand.id(), 1, Integer::sum) < ground.settings.tries();
    }

    private void keep(Errand errand, Visit visit) {
        ground.counts.add(errand, visit);
        ground.frontier.keep(errand, visit, ground.clock.instant());
        ground.kept.run();
    }

    private Visit visit(Errand errand, Source source, Outcome outcome) {
        Visit.Spared spared = ledBack.remove(errand.id());
        if (spared != null && outcome instanceof Outcome.Refused) {
            return spared;
        }
        return switch (outcome) {
            case Outcome.Fetched fetched -> fetched(errand, source, fetched);
            case Outcome.Unchanged _ when asksToBeLeftAlone(errand, outcome) -> leftAlone(outcome);
            case Outcome.Unchanged _ ->
                new Visit.Same(answer(errand, outcome, 304, errand.digest().orElse(""), 0));
            case Outcome.Failed failed -> new Visit.Missed(Visit.Why.STATUS, failed.status(), failed.explanation());
            case Outcome.Refused refused ->
                new Visit.Missed(
                        refused.rule() == Outcome.Rule.GATE && !ledAway.contains(errand.id())
                                ? Visit.Why.ROBOTS
                                : Visit.Why.REFUSED,
                        status(refused),
                        refused.explanation(),
                        refused.received());
            case Outcome.TooLarge large ->
                new Visit.Missed(Visit.Why.TOO_LARGE, status(large), large.explanation(), large.received());
            case Outcome.Unreachable unreachable ->
                new Visit.Missed(
                        Visit.Why.UNREACHABLE,
                        status(unreachable),
                        "%s: %s"
                                .formatted(
                                        unreachable.cause().name().toLowerCase(Locale.ROOT), unreachable.explanation()),
                        unreachable.received());
        };
    }

    private Visit fetched(Errand errand, Source source, Outcome.Fetched fetched) {
        Visit.Answer answer = answer(errand, fetched, fetched.status(), digest(errand, fetched), fetched.received());
        if (asksToBeLeftAlone(errand, fetched)) {
            return leftAlone(fetched);
        }
        if (answer.isOf(errand.digest())) {
            return new Visit.Same(answer);
        }
        return errand.role() == Role.IMAGE
                ? ground.reading
                        .drawing(errand, source, fetched, answer)
                        .or(() -> ground.reading.page(errand, source, fetched, answer))
                        .orElseGet(() -> ground.looking.look(fetched, answer))
                : ground.reading.read(errand, source, fetched, answer);
    }

    /** A document whose server asks something else of robots than last time is another. */
    private static String digest(Errand errand, Outcome.Fetched fetched) {
        String body = Digests.sha256(fetched.body());
        Directives asked = Directives.of(fetched.headers());
        return errand.role() == Role.IMAGE || asked.equals(Directives.NONE)
                ? body
                : Digests.sha256((body + asked).getBytes(StandardCharsets.US_ASCII));
    }

    /** An image's wish; a page's is read with it. */
    private static boolean asksToBeLeftAlone(Errand errand, Outcome outcome) {
        Directives asked = Directives.of(outcome.headers());
        return errand.role() == Role.IMAGE && (asked.noIndex() || asked.noImageIndex());
    }

    private static Visit leftAlone(Outcome outcome) {
        return new Visit.Missed(Visit.Why.ROBOTS, status(outcome), "its X-Robots-Tag asks not to be looked at");
    }

    private static Visit.Answer answer(Errand errand, Outcome outcome, int status, String digest, long bytes) {
        Validators stated = Validators.of(outcome.headers());
        boolean silent = stated.etag().isEmpty() && stated.lastModified().isEmpty();
        Validators known = status == 304 && silent ? errand.validators() : stated;
        return new Visit.Answer(status, outcome.landed(), known, digest, bytes);
    }

    private static int status(Outcome outcome) {
        return outcome.hops().isEmpty() ? 0 : outcome.hops().getLast().status();
    }
}
