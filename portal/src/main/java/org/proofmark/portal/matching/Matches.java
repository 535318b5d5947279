package org.proofmark.portal.matching;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A holder's matches. A foreign match is not found, like one that never was. */
@Service
@Transactional(readOnly = true)
public class Matches {
    /** Rows answered at once. */
    public static final int MOST = 500;

    /** Copies in the strip of a row. */
    private static final int STRIP = 12;

    private final MatchStore store;
    private final PlaceStore places;
    private final FindingStore findings;
    private final Holdings holdings;

    Matches(MatchStore store, PlaceStore places, FindingStore findings, Holdings holdings) {
        this.store = store;
        this.places = places;
        this.findings = findings;
        this.holdings = holdings;
    }

    public Match find(SignedIn by, MatchId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    /** Those of these matches that are the holder's, in no order. */
    public List<Match> find(SignedIn by, Collection<MatchId> ids) {
        return store.find(by.holder(), ids);
    }

    /** Those of these matches that are a holder's, for what is done without a person. */
    public List<Match> of(HolderId holder, Collection<MatchId> ids) {
        return store.find(holder, ids);
    }

    /** Matches in the order asked. */
    public Stretch<Match> look(SignedIn by, Asked asked, Optional<Asked.Place> after, int limit) {
        checkLimit(limit);
        List<Match> rows = store.rows(conditions(by, asked), asked.sort(), after, limit + 1);
        return Stretch.of(
                rows,
                limit,
                last -> new Asked.Place(
                        store.key(by.holder(), last.id(), asked.sort()),
                        last.id().toString()));
    }

    /** How many are asked for. */
    public long count(SignedIn by, Asked asked) {
        return store.count(conditions(by, asked));
    }

    /** How many there are of each state. */
    public Tally.Counts counts(SignedIn by, Asked asked) {
        return store.counts(Conditions.ofAnyState(by.holder(), asked, works(by, asked)));
    }

    /** How many wait for a person, whatever is asked: the number in the navigation. */
    public long open(SignedIn by) {
        return count(by, Asked.EVERYTHING_OPEN);
    }

    /** By site. */
    public Stretch<Tally.OfSite> sites(SignedIn by, Asked asked, Optional<Asked.Place> after, int limit) {
        checkLimit(limit);
        List<MatchStore.Group<Tally.OfSite>> rows = store.sites(conditions(by, asked), asked.sort(), after, limit + 1);
        Stretch<MatchStore.Group<Tally.OfSite>> stretch = Stretch.of(
                rows, limit, last -> new Asked.Place(last.key(), last.of().site()));
        Object[] names = stretch.rows().stream().map(row -> row.of().site()).toArray(String[]::new);
        Map<String, List<Tally.Frame>> strips = store.strips(conditions(by, asked), asked.sort(), "site", names, STRIP);
        return stretch.map(row -> {
            Tally.OfSite of = row.of();
            return new Tally.OfSite(
                    of.site(),
                    of.kind(),
                    of.country(),
                    of.matches(),
                    of.works(),
                    of.worth(),
                    of.newest(),
                    strips.getOrDefault(of.site(), List.of()));
        });
    }

    /** By work. */
    public Stretch<Tally.OfWork> works(SignedIn by, Asked asked, Optional<Asked.Place> after, int limit) {
        checkLimit(limit);
        List<MatchStore.Group<Tally.OfWork>> rows = store.works(conditions(by, asked), asked.sort(), after, limit + 1);
        Stretch<MatchStore.Group<Tally.OfWork>> stretch = Stretch.of(
                rows,
                limit,
                last -> new Asked.Place(last.key(), last.of().work().toString()));
        Object[] ids =
                stretch.rows().stream().map(row -> row.of().work().value()).toArray(java.util.UUID[]::new);
        Map<String, List<Tally.Frame>> strips = store.strips(conditions(by, asked), asked.sort(), "work", ids, STRIP);
        return stretch.map(row -> {
            Tally.OfWork of = row.of();
            return new Tally.OfWork(
                    of.work(),
                    of.matches(),
                    of.sites(),
                    of.worth(),
                    of.newest(),
                    strips.getOrDefault(of.work().toString(), List.of()));
        });
    }

    /** Sites and matches of each kind of site. */
    public Tally.Kinds kinds(SignedIn by, Asked asked) {
        return store.kinds(conditions(by, asked));
    }

    /** What could be asked for besides; each under everything asked but itself. */
    public Tally.Choices choices(SignedIn by, Asked asked) {
        Function<String, Map<String, Long>> of =
                name -> store.choices(conditions(by, asked.with(name, "")), name.equals("by") ? "decided_by" : name);
        return new Tally.Choices(
                of.apply("tier"), of.apply("kind"), of.apply("country"), of.apply("language"), of.apply("by"));
    }

    /** All matches asked for. */
    public List<MatchId> ids(SignedIn by, Asked asked) {
        return store.ids(conditions(by, asked));
    }

    /** Of some matches, how many open ones there are of the same photo on the same site. */
    public Map<MatchId, Integer> siblings(SignedIn by, Collection<MatchId> ids) {
        return store.siblings(by.holder(), ids);
    }

    /** The pages that show a match, the first seen first. */
    public List<Place> places(SignedIn by, MatchId id) {
        return places.of(by.holder(), List.of(id), MOST).getOrDefault(id, List.of());
    }

    /** Of some matches the first pages that show them. */
    public Map<MatchId, List<Place>> places(SignedIn by, Collection<MatchId> ids, int most) {
        return places.of(by.holder(), ids, most);
    }

    /** On how many pages each is. */
    public Map<MatchId, Integer> placeCounts(SignedIn by, Collection<MatchId> ids) {
        return places.counts(by.holder(), ids);
    }

    /** What the engine found of these matches. */
    public Map<MatchId, Finding> findings(SignedIn by, Collection<MatchId> ids) {
        return findings.of(by.holder(), ids);
    }

    /** What the worth of each was reckoned from. */
    public Map<MatchId, List<Worth.Factor>> factors(SignedIn by, Collection<MatchId> ids) {
        return findings.factors(by.holder(), ids);
    }

    /** The works that have matches; with {@code open} only those that have undecided ones. */
    public Set<WorkId> worksWith(SignedIn by, boolean open) {
        return store.worksWith(by.holder(), open);
    }

    Conditions conditions(SignedIn by, Asked asked) {
        return Conditions.of(by.holder(), asked, works(by, asked));
    }

    private Optional<Set<WorkId>> works(SignedIn by, Asked asked) {
        return asked.collection().map(collection -> holdings.within(by.holder(), collection));
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.invalid("refused.limit");
        }
    }
}
