package org.proofmark.portal.matching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is said of matches. Every verdict given is kept; the last one stands, and a person's outweighs every other. What was
 * answered as saved is saved, and sending it again changes nothing.
 */
@Service
@Transactional
public class Verdicts {
    /** Verdicts of one call. */
    public static final int MOST = 500;

    private final MatchStore matches;
    private final VerdictStore store;
    private final Matches reading;
    private final People people;
    private final Audit audit;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Verdicts(
            MatchStore matches,
            VerdictStore store,
            Matches reading,
            People people,
            Audit audit,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.matches = matches;
        this.store = store;
        this.reading = reading;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A verdict that was given; without one, it was taken back or its cause is gone.
     *
     * @param ref what it rests on; of what a person said of several matches, what names the act
     * @param undoes the act that was taken back by it: what is said is what stood before
     * @param name of the person, where a person said it whose account is not gone
     */
    public record Said(
            UUID id,
            Optional<Verdict> verdict,
            Optional<Reason> reason,
            By by,
            Optional<PersonId> person,
            Optional<UUID> ref,
            Instant at,
            Optional<UUID> undoes,
            Optional<String> name) {
        Said named(Map<PersonId, String> names) {
            return new Said(id, verdict, reason, by, person, ref, at, undoes, person.map(names::get));
        }
    }

    /** What became of each verdict, by the client's ids. */
    public record Answer(List<UUID> saved, Map<UUID, Refused> refused) {
        public Answer {
            saved = List.copyOf(saved);
            refused = Map.copyOf(refused);
        }
    }

    /** All that was said of a match, the first first. */
    @Transactional(readOnly = true)
    public List<Said> of(SignedIn by, MatchId id) {
        reading.find(by, id);
        List<Said> said = store.of(by.holder(), id);
        Map<PersonId, String> names = people.names(
                said.stream().flatMap(one -> one.person().stream()).distinct().toList());
        return said.stream().map(one -> one.named(names)).toList();
    }

    /** Takes verdicts in their order; one that is refused does not hold up the others. */
    public Answer give(SignedIn by, List<Given> given) {
        if (given.size() > MOST) {
            throw Refused.invalid("refused.ids", MOST);
        }
        matches.locked(by.holder(), given.stream().map(Given::match).toList());
        Map<UUID, VerdictStore.On> before =
                store.given(given.stream().map(Given::id).toList());
        List<UUID> saved = new ArrayList<>();
        Map<UUID, Refused> refused = new HashMap<>();
        List<MatchId> judged = new ArrayList<>();
        for (Given one : given) {
            try {
                VerdictStore.On there = before.get(one.id());
                if (there == null) {
                    judged.addAll(give(by, one));
                    before.put(one.id(), new VerdictStore.On(by.holder(), one.match()));
                } else if (!there.equals(new VerdictStore.On(by.holder(), one.match()))) {
                    throw new Refused(Refused.Kind.CONFLICT, "refused.verdictId");
                }
                saved.add(one.id());
            } catch (Refused why) {
                refused.put(one.id(), why);
            }
        }
        tell(by.holder(), judged);
        return new Answer(saved, refused);
    }

    private void tell(HolderId holder, List<MatchId> judged) {
        if (!judged.isEmpty()) {
            events.publishEvent(new Judged(holder, judged.stream().distinct().toList()));
        }
    }

    /** @return the matches it was given on */
    private List<MatchId> give(SignedIn by, Given one) {
        Match match = matches.find(by.holder(), one.match()).orElseThrow(Refused::notFound);
        MatchLifecycle.check(
                match.state(),
                MatchLifecycle.said(one.verdict()),
                match.decision().map(Match.Decision::by));
        boolean taken = match.decision().filter(made -> made.by() == By.PERSON).isPresent();
        if (one.verdict().isEmpty() && (taken || one.undoes().isPresent())) {
            return undo(by, match, one);
        }
        if (one.group() == Given.Group.ONE || one.verdict().isEmpty()) {
            say(by, match, one.id(), one, Optional.empty());
            return List.of(match.id());
        }
        List<MatchId> judged = new ArrayList<>();
        for (Match alike : matches.locked(by.holder(), matches.openLike(by.holder(), match.id()))) {
            if (!alike.claimed()) {
                say(
                        by,
                        alike,
                        alike.id().equals(match.id()) ? one.id() : partOf(one.id(), alike.id()),
                        one,
                        Optional.of(one.id()));
                judged.add(alike.id());
            }
        }
        return judged;
    }

    /**
     * Takes back an act, named or the last that stands: two steps of the lifecycle, {@code TAKE_BACK} and the saying of what stood
     * before. One that was taken back already, or never came, changes nothing.
     */
    private List<MatchId> undo(SignedIn by, Match match, Given one) {
        Optional<UUID> act = one.undoes().or(() -> store.lastAct(by.holder(), match.id()));
        if (act.isEmpty()) {
            say(by, match, one.id(), one, Optional.empty());
            return List.of(match.id());
        }
        boolean alone = one.group() == Given.Group.ONE;
        List<MatchId> on = store.on(by.holder(), act.get());
        matches.locked(by.holder(), alone ? List.of(match.id()) : on);
        List<MatchId> undone = store.undo(
                by.holder(),
                act.get(),
                Optional.of(match.id()).filter(id -> alone),
                one.id(),
                Optional.of(match.id()),
                by.person(),
                clock.instant());
        if (undone.isEmpty() && on.contains(match.id())) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.undo");
        }
        return undone;
    }

    private static UUID partOf(UUID act, MatchId match) {
        return UUID.nameUUIDFromBytes((act + " " + match).getBytes(StandardCharsets.UTF_8));
    }

    private void say(SignedIn by, Match match, UUID id, Given one, Optional<UUID> act) {
        Instant now = clock.instant();
        store.insert(new VerdictStore.Row(
                id,
                match.id(),
                by.holder(),
                one.verdict(),
                one.reason(),
                By.PERSON,
                Optional.of(by.person()),
                act,
                now));
        if (one.verdict().isEmpty()) {
            match.decision()
                    .filter(made -> made.by() != By.PERSON)
                    .flatMap(Match.Decision::ref)
                    .ifPresent(cause -> matches.spare(match, cause));
        }
        matches.decide(
                match,
                one.verdict()
                        .map(verdict -> new Match.Decision(
                                verdict, one.reason(), By.PERSON, Optional.of(by.person()), act, now)));
    }

    /**
     * Gives one verdict on all matches asked for that are not claimed.
     *
     * @param id names the act: the same again is the same act, whatever is found by then
     * @return on how many it was given
     */
    public long giveAll(SignedIn by, UUID id, Asked asked, Verdict verdict, Optional<Reason> reason) {
        return giveAll(by, id, asked, clock.instant(), verdict, reason);
    }

    /**
     * The same, on none that was found after a moment: what somebody was not shown is not judged.
     *
     * @param shown when the matches were counted
     */
    public long giveAll(SignedIn by, UUID id, Asked asked, Instant shown, Verdict verdict, Optional<Reason> reason) {
        new Given(id, new MatchId(id), Optional.of(verdict), reason, Given.Group.ONE);
        long before = store.givenTogether(by.holder(), id);
        if (before > 0) {
            return before;
        }
        Conditions those = reading.conditions(by, asked)
                .also("m.found_at <= :shown", Map.of("shown", shown.atOffset(ZoneOffset.UTC)));
        List<MatchId> judged = store.insertAll(those, id, verdict, reason, by.person(), clock.instant());
        audit.note(Optional.of(by.person().value()), "matches.judged", id, judged.size() + " " + verdict.word());
        tell(by.holder(), judged);
        return judged.size();
    }

    /**
     * Takes back an act on many, as far as what it said still stands: what stood before stands again.
     *
     * @param id names the taking back
     * @param act the act's id
     * @return on how many it was taken back
     */
    public long takeBackAll(SignedIn by, UUID id, UUID act) {
        long before = store.givenTogether(by.holder(), id);
        if (before > 0) {
            return before;
        }
        matches.locked(by.holder(), store.on(by.holder(), act));
        List<MatchId> judged =
                store.undo(by.holder(), act, Optional.empty(), id, Optional.empty(), by.person(), clock.instant());
        audit.note(Optional.of(by.person().value()), "matches.takenBack", act, judged.size() + " matches");
        tell(by.holder(), judged);
        return judged.size();
    }

    /**
     * Decides for a cause that is no person.
     *
     * @param ref the licence, rule, site or match it rests on
     * @return whether it is decided by it now and was not before
     */
    public boolean settle(Match match, By by, UUID ref, Verdict verdict, Optional<Reason> reason) {
        Optional<Match.Decision> stands = match.decision();
        if (stands.filter(one -> one.by() == by && one.ref().equals(Optional.of(ref)) && one.verdict() == verdict)
                .isPresent()) {
            return false;
        }
        return decide(
                match,
                Optional.of(
                        new Match.Decision(verdict, reason, by, Optional.empty(), Optional.of(ref), clock.instant())));
    }

    /** What settled it no longer does; what a person said stays. */
    public boolean unsettle(Match match) {
        return decide(match, Optional.empty());
    }

    private boolean decide(Match match, Optional<Match.Decision> decision) {
        Optional<By> stands = match.decision().map(Match.Decision::by);
        if (decision.isPresent() && stands.isPresent()) {
            decide(match, Optional.empty());
            return matches.find(match.holder(), match.id())
                    .filter(open -> open.decision().isEmpty())
                    .filter(open -> decide(open, decision))
                    .isPresent();
        }
        MatchLifecycle.Event event = MatchLifecycle.settled(decision.map(Match.Decision::verdict));
        if (MatchLifecycle.next(match.state(), event, stands).isEmpty()) {
            return false;
        }
        store.insert(new VerdictStore.Row(
                UUID.randomUUID(),
                match.id(),
                match.holder(),
                decision.map(Match.Decision::verdict),
                decision.flatMap(Match.Decision::reason),
                decision.map(Match.Decision::by).or(() -> stands).orElseThrow(),
                Optional.empty(),
                decision.or(match::decision).flatMap(Match.Decision::ref),
                clock.instant()));
        matches.decide(match, decision);
        return true;
    }
}
