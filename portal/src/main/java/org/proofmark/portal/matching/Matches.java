package org.proofmark.portal.matching;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
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
    private final TallyStore tally;
    private final PlaceStore places;
    private final FindingStore findings;
    private final Holdings holdings;

    Matches(MatchStore store, TallyStore tally, PlaceStore places, FindingStore findings, Holdings holdings) {
        this.store = store;
        this.tally = tally;
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

    /** The same, kept for the caller's transaction: nobody else decides them meanwhile. */
    @Transactional
    public List<Match> locked(HolderId holder, Collection<MatchId> ids) {
        return store.locked(holder, ids);
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
        return tally.count(conditions(by, asked));
    }

    /** Whether there ever was one. */
    public boolean any(SignedIn by) {
        return tally.any(by.holder());
    }

    /** What is asked, counted by all that facets tell apart, whichever of that is asked. */
    public Facets facets(SignedIn by, Asked asked) {
        return tally.facets(Conditions.butFacets(by.holder(), asked, works(by, asked)));
    }

    /** How many there are of each state. */
    public Tally.Counts counts(SignedIn by, Asked asked) {
        return facets(by, asked).counts(asked);
    }

    /** How many wait for a person, whatever is asked: the number in the navigation. */
    public long open(SignedIn by) {
        return count(by, Asked.EVERYTHING_OPEN);
    }

    /** By site, kind of site by kind of site, of each the first. */
    public List<Tally.Section> kinds(SignedIn by, Asked asked, int limit) {
        checkLimit(limit);
        List<TallyStore.Site> rows =
                tally.sites(conditions(by, asked), asked.sort(), Optional.empty(), limit + 1, true);
        return sections(
                by,
                asked,
                Stream.of(SiteFacts.Kind.BUSINESS, SiteFacts.Kind.UNKNOWN, SiteFacts.Kind.PRIVATE)
                        .map(kind ->
                                rows.stream().filter(row -> row.kind() == kind).toList())
                        .filter(some -> !some.isEmpty())
                        .toList(),
                limit);
    }

    /** By site. */
    public Tally.Section sites(SignedIn by, Asked asked, Optional<Asked.Place> after, int limit) {
        checkLimit(limit);
        List<TallyStore.Site> rows = tally.sites(conditions(by, asked), asked.sort(), after, limit + 1, false);
        return sections(by, asked, List.of(rows), limit).getFirst();
    }

    /** What is told of their sites is asked for all sections together. */
    private List<Tally.Section> sections(SignedIn by, Asked asked, List<List<TallyStore.Site>> sections, int limit) {
        Object[] names = sections.stream()
                .flatMap(rows -> rows.stream().limit(limit))
                .map(TallyStore.Site::site)
                .toArray(String[]::new);
        Shown shown = shown(by, asked, TallyStore.Grouping.SITE, names);
        return sections.stream().map(rows -> section(rows, shown, limit)).toList();
    }

    private static Tally.Section section(List<TallyStore.Site> rows, Shown shown, int limit) {
        Stretch<TallyStore.Site> stretch = Stretch.of(rows, limit, last -> new Asked.Place(last.key(), last.site()));
        List<Tally.OfSite> sites = stretch.rows().stream()
                .flatMap(row -> shown
                        .of(row.site())
                        .map(of -> new Tally.OfSite(
                                row.site(),
                                row.kind(),
                                row.country(),
                                row.matches(),
                                of.within(),
                                of.worth(),
                                of.newest(),
                                shown.strip(row.site())))
                        .stream())
                .toList();
        return new Tally.Section(
                rows.isEmpty() ? SiteFacts.Kind.UNKNOWN : rows.getFirst().kind(),
                rows.isEmpty() ? 0 : rows.getFirst().alike(),
                sites,
                stretch.next());
    }

    /** By work. */
    public Tally.Works works(SignedIn by, Asked asked, Optional<Asked.Place> after, int limit) {
        checkLimit(limit);
        List<TallyStore.Work> rows = tally.works(conditions(by, asked), asked.sort(), after, limit + 1);
        Stretch<TallyStore.Work> stretch = Stretch.of(
                rows, limit, last -> new Asked.Place(last.key(), last.work().toString()));
        Object[] ids = stretch.rows().stream().map(row -> row.work().value()).toArray(UUID[]::new);
        Shown shown = shown(by, asked, TallyStore.Grouping.WORK, ids);
        return new Tally.Works(
                rows.isEmpty() ? 0 : rows.getFirst().all(),
                stretch.rows().stream()
                        .flatMap(row -> shown
                                .of(row.work().toString())
                                .map(of -> new Tally.OfWork(
                                        row.work(),
                                        row.matches(),
                                        of.within(),
                                        of.worth(),
                                        of.newest(),
                                        shown.strip(row.work().toString())))
                                .stream())
                        .toList(),
                stretch.next());
    }

    /** What is told of groups besides their counts; of one whose last match went meanwhile, nothing. */
    private record Shown(Map<String, TallyStore.Detail> details, Map<String, List<Tally.Frame>> strips) {
        Optional<TallyStore.Detail> of(String group) {
            return Optional.ofNullable(details.get(group));
        }

        List<Tally.Frame> strip(String group) {
            return strips.getOrDefault(group, List.of());
        }
    }

    private Shown shown(SignedIn by, Asked asked, TallyStore.Grouping grouping, Object[] groups) {
        Conditions conditions = conditions(by, asked);
        return new Shown(
                tally.details(conditions, grouping, groups),
                tally.strips(conditions, asked.sort(), grouping, groups, STRIP));
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

    /** On how many pages each is, and since and until when; those on none are left out. */
    public Map<MatchId, Stay> stays(SignedIn by, Collection<MatchId> ids) {
        return places.stays(by.holder(), ids);
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
