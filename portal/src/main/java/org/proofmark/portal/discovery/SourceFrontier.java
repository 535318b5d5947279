package org.proofmark.portal.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.proofmark.portal.discovery.RoundStore.Step;
import org.proofmark.scout.frontier.ChangeRate;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Hosts;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The frontier of one source, in PostgreSQL, for the worker that has the source: nothing is kept for one that lost it. An image
 * is spared where another source's walk saw its address lately, and looked at once whatever walk meets it.
 */
final class SourceFrontier implements Frontier {
    /** So often a transaction is tried that got into another's way. */
    private static final int TRIES = 5;

    private final ReentrantLock turn = new ReentrantLock();
    private final Ground ground;
    private final Claimed claimed;
    private final Hosts hosts;

    /** Of addresses another source's walk saw: when it did. They count as visited then, so that no two spare each other for ever. */
    private final Map<Long, Instant> seenElsewhere = new HashMap<>();

    private int round;
    private Instant begun = Instant.EPOCH;

    /** What all frontiers stand on. */
    @Component
    record Ground(
            AddressStore addresses,
            SpareStore spares,
            VisitStore visits,
            RoundStore rounds,
            TransactionTemplate together,
            InstantSource clock) {}

    /**
     * A source as a worker has it.
     *
     * @param live whether it is somebody's server; else what it shows is of another day
     * @param every between the beginnings of two rounds
     * @param smallestSide images smaller than this are of no use
     */
    record Claimed(
            SourceId source, String scope, UUID worker, boolean live, Duration every, int maxDepth, int smallestSide) {}

    /** The source is another worker's now, or nobody's. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostException(SourceId source) {
            super("the source " + source + " was taken over");
        }
    }

    SourceFrontier(Ground ground, Claimed claimed) {
        this.ground = ground;
        this.claimed = claimed;
        this.hosts = new Hosts(
                errand -> AddressStore.host(errand.url()),
                (host, most) -> ground.addresses.ahead(claimed.source, claimed.scope, host, most));
        this.round = ground.rounds.last(claimed.source);
        count();
    }

    private <T> T locked(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private <T> T kept(Supplier<T> work) {
        return locked(() -> {
            for (int tried = 1; ; tried++) {
                try {
                    return java.util.Objects.requireNonNull(ground.together.execute(transaction -> {
                        if (!ground.rounds.has(claimed.source, claimed.worker)) {
                            throw new LostException(claimed.source);
                        }
                        return work.get();
                    }));
                } catch (TransientDataAccessException inTheWay) {
                    if (tried == TRIES) {
                        throw inTheWay;
                    }
                }
            }
        });
    }

    @Override
    public int begin(Instant now, boolean everything) {
        return locked(() -> {
            round = kept(() -> ground.rounds.open(claimed.source).orElseGet(() -> {
                int number = ground.rounds.begin(claimed.source, now);
                ground.addresses.open(claimed.source, now, everything);
                return number;
            }));
            begun = ground.rounds.started(claimed.source, round).orElse(now);
            count();
            return round;
        });
    }

    @Override
    public void end(Instant now) {
        kept(() -> {
            ground.rounds.end(claimed.source, now);
            return true;
        });
    }

    private void count() {
        hosts.count(ground.addresses.waiting(claimed.source));
    }

    @Override
    public void offer(Collection<Lead> leads, Instant now) {
        locked(() -> {
            kept(() -> take(leads, now)).forEach(hosts::add);
            comeBefore(leads);
            return true;
        });
    }

    private void comeBefore(Collection<Lead> leads) {
        leads.forEach(lead -> hosts.comeBefore(AddressStore.host(lead.url()), lead));
    }

    /** What lies deeper than this source is walked is not even written down. */
    private List<String> take(Collection<Lead> leads, Instant now) {
        List<Lead> near =
                leads.stream().filter(lead -> lead.depth() <= claimed.maxDepth).toList();
        return ground.addresses.offer(claimed.source, near, round, now);
    }

    @Override
    public Map<String, Integer> waiting() {
        return locked(hosts::waiting);
    }

    @Override
    public Set<String> ready() {
        return locked(hosts::ready);
    }

    @Override
    public boolean isEmpty() {
        return locked(() -> hosts.size() == 0);
    }

    @Override
    public Optional<Errand> next(String host) {
        return locked(() -> hosts.next(host));
    }

    @Override
    public void giveBack(Errand errand) {
        locked(() -> {
            hosts.giveBack(errand);
            return errand;
        });
    }

    @Override
    public void keep(Errand errand, Visit visit, Instant now) {
        locked(() -> {
            List<String> opened = kept(() -> {
                Kept kept = write(errand, visit, now);
                long left = hosts.size() - 1 + kept.opened.size();
                ground.rounds.step(claimed.source, round, kept.step, Math.max(0, left), now);
                return kept.opened;
            });
            opened.forEach(hosts::add);
            if (visit instanceof Visit.Read read) {
                comeBefore(read.leads());
            }
            seenElsewhere.remove(errand.id());
            hosts.done(errand);
            return errand;
        });
    }

    private record Kept(Step step, List<String> opened) {}

    private Kept write(Errand errand, Visit visit, Instant now) {
        return switch (visit) {
            case Visit.Read read -> {
                answered(errand, read.answer(), now);
                ground.addresses.explain(
                        errand, read.why().orElse(null), read.explanation().orElse(null));
                List<String> opened = take(read.leads(), now);
                int pictures = ground.visits.read(claimed.source, errand, read, claimed.smallestSide, now);
                if (errand.role() == Role.IMAGE) {
                    ground.visits.back(errand, now);
                    ground.visits.content(errand, read.answer().digest());
                }
                yield new Kept(step(errand, read.answer(), pictures), opened);
            }
            case Visit.Seen seen -> {
                answered(errand, seen.answer(), now);
                boolean added =
                        ground.visits.keep(seen.picture(), true, seen.answer().bytes(), now);
                ground.visits.back(errand, now);
                ground.visits.content(errand, seen.picture().digest());
                yield new Kept(step(errand, seen.answer(), added ? 1 : 0), List.of());
            }
            case Visit.Useless useless -> {
                answered(errand, useless.answer(), now);
                ground.visits.keep(useless.picture(), false, useless.answer().bytes(), now);
                ground.addresses.explain(errand, useless.why(), useless.explanation());
                yield new Kept(step(errand, useless.answer(), 0), List.of());
            }
            case Visit.Spared spared -> {
                answered(errand, spared.answer(), seenElsewhere.getOrDefault(errand.id(), now));
                if (errand.role() == Role.IMAGE) {
                    ground.visits.back(errand, now);
                    ground.visits.content(errand, spared.answer().digest());
                } else if (spared.answer().isOf(errand.digest())) {
                    ground.visits.same(errand, now);
                }
                yield new Kept(step(errand, spared.answer(), 0), List.of());
            }
            case Visit.Same same -> {
                ground.addresses.found(errand);
                ground.addresses.answered(errand, same.answer(), round, second(now), now);
                ground.visits.same(errand, now);
                yield new Kept(step(errand, same.answer(), 0), List.of());
            }
            case Visit.Missed missed -> {
                boolean gone = missed.status() == 404 || missed.status() == 410;
                ground.addresses.missed(errand, missed, gone, round, second(now), now);
                if (gone) {
                    ground.visits.gone(errand);
                }
                yield new Kept(new Step(0, 0, 0, 1, missed.bytes()), List.of());
            }
        };
    }

    private void answered(Errand errand, Visit.Answer answer, Instant now) {
        ground.addresses.answered(errand, answer, round, second(now), now);
        ground.addresses.explain(errand, null, null);
    }

    private Instant second(Instant now) {
        return ChangeRate.second(now, begun, Optional.of(claimed.every));
    }

    private static Step step(Errand errand, Visit.Answer answer, int pictures) {
        boolean image = errand.role() == Role.IMAGE;
        return new Step(image ? 0 : 1, image ? 1 : 0, pictures, 0, answer.bytes());
    }

    @Override
    public Optional<Visit.Spared> spared(Errand errand) {
        return locked(() -> ground.spares
                .spared(claimed.source, errand, round)
                .or(() -> claimed.live && errand.role() == Role.IMAGE ? elsewhere(errand) : Optional.empty()));
    }

    private Optional<Visit.Spared> elsewhere(Errand errand) {
        Optional<SpareStore.Elsewhere> there = ground.spares.elsewhere(claimed.source, errand, ground.clock.instant());
        there.ifPresent(one -> seenElsewhere.put(errand.id(), one.at()));
        return there.map(SpareStore.Elsewhere::seen);
    }

    @Override
    public Optional<Visit.Spared> spared(Errand errand, Url target) {
        return locked(() -> ground.spares.spared(claimed.source, errand, target, round));
    }

    @Override
    public Optional<Picture> picture(String digest) {
        return ground.visits.picture(digest);
    }

    @Override
    public void asked(BiConsumer<Url, String> told) {
        if (claimed.live) {
            ground.addresses.asked(claimed.source, told);
        }
    }

    @Override
    public List<Trouble> troubles() {
        return ground.rounds.missed(claimed.source).stream()
                .map(missed -> new Trouble(
                        missed.url(),
                        missed.role(),
                        claimed.scope,
                        missed.referrer().orElse(""),
                        missed.why(),
                        missed.status(),
                        missed.explanation(),
                        missed.at()))
                .toList();
    }

    @Override
    public List<Coverage> coverage() {
        return List.of(ground.rounds.coverage(claimed.source, claimed.scope, round));
    }

    /** Nothing to close: what is kept is kept. */
    @Override
    public void close() {}
}
