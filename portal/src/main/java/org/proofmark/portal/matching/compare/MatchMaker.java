package org.proofmark.portal.matching.compare;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Permissions;
import org.proofmark.portal.discovery.PageShots;
import org.proofmark.portal.discovery.Sighting;
import org.proofmark.portal.discovery.Sightings;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.discovery.Sites;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.MatchFound;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Preferences;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.UseChanged;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.matching.settle.Settlement;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes matches of findings and of the pages that show them. Done twice, it is done once. */
@Component
class MatchMaker {
    private static final SiteFacts.Kind UNKNOWN = SiteFacts.Kind.UNKNOWN;

    private final FoundStore store;
    private final UpkeepStore upkeep;
    private final Sightings sightings;
    private final Sites sites;
    private final PageShots shots;
    private final Holdings holdings;
    private final Permissions permissions;
    private final Preferences preferences;
    private final Settlement settlement;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    MatchMaker(
            FoundStore store,
            UpkeepStore upkeep,
            Sightings sightings,
            Sites sites,
            PageShots shots,
            Holdings holdings,
            Permissions permissions,
            Preferences preferences,
            Settlement settlement,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.upkeep = upkeep;
        this.sightings = sightings;
        this.sites = sites;
        this.shots = shots;
        this.holdings = holdings;
        this.permissions = permissions;
        this.preferences = preferences;
        this.settlement = settlement;
        this.clock = clock;
        this.events = events;
    }

    /** Takes some sightings nobody was told of yet; answers how many. */
    @Transactional
    public int tell(int most) {
        List<Sighting> untold = sightings.untold(most);
        Map<Sha256, List<Sighting>> byImage = new LinkedHashMap<>();
        untold.forEach(seen -> byImage.computeIfAbsent(seen.digest(), digest -> new ArrayList<>())
                .add(seen));
        Told told = new Told();
        byImage.forEach((digest, seen) -> store.of(digest).forEach(known -> make(known, seen, told)));
        told.shown.forEach(settlement::settle);
        told.shown
                .values()
                .forEach(matches -> told.turned(upkeep.spread(upkeep.models(matches), false, clock.instant())));
        told.fresh.forEach((holder, matches) -> events.publishEvent(new MatchFound(holder, List.copyOf(matches))));
        tell(told);
        sightings.told(untold.stream().map(Sighting::id).toList());
        return untold.size();
    }

    /** What comes of some sightings: matches a person may be asked about, those of them that are new, and decided uses that changed. */
    private static final class Told {
        final Map<HolderId, Set<MatchId>> shown = new HashMap<>();
        final Map<HolderId, Set<MatchId>> fresh = new HashMap<>();
        final Map<HolderId, Set<MatchId>> turned = new HashMap<>();

        static void add(Map<HolderId, Set<MatchId>> to, HolderId holder, MatchId match) {
            to.computeIfAbsent(holder, one -> new HashSet<>()).add(match);
        }

        void turned(List<UpkeepStore.Touched> touched) {
            touched.stream().filter(UpkeepStore.Touched::turned).forEach(one -> add(turned, one.holder(), one.match()));
        }
    }

    private void tell(Told told) {
        told.turned.forEach((holder, matches) -> events.publishEvent(new UseChanged(holder, List.copyOf(matches))));
    }

    private void tell(List<UpkeepStore.Touched> touched) {
        Told told = new Told();
        told.turned(touched);
        tell(told);
    }

    private void make(FoundStore.Known known, List<Sighting> all, Told told) {
        Optional<Holdings.Brief> work = holdings.work(known.work()).filter(Holdings.Brief::monitored);
        if (work.isEmpty()) {
            return;
        }
        List<Sighting> seen = sightings.among(all, known.holder());
        Preferences.Preference preference = preferences.of(known.holder());
        Worth.Basis basis = basis(known.holder(), preference);
        Map<String, List<Sighting>> bySite = new LinkedHashMap<>();
        seen.forEach(one ->
                bySite.computeIfAbsent(one.site(), site -> new ArrayList<>()).add(one));
        bySite.forEach((site, pages) -> {
            FoundStore.Made made = made(known, site, pages, preference, basis);
            boolean isNew = store.keep(made, clock.instant());
            pages.forEach(page -> store.keep(made.id(), page));
            if (!isNew) {
                told.turned(bringUpToDate(made.id(), known.copy().digest()));
            }
            upkeep.words(made.id(), work.get().name());
            boolean there = pages.stream().anyMatch(page -> !page.gone());
            told.turned(upkeep.spread(List.of(made.id()), there, clock.instant()));
            if (made.tier() != Tier.SAME_SCENE) {
                shots.want(pages.getFirst().page());
                Told.add(told.shown, known.holder(), made.id());
                if (isNew) {
                    Told.add(told.fresh, known.holder(), made.id());
                }
            }
        });
    }

    /** A page that moved is not one more. */
    private List<UpkeepStore.Touched> bringUpToDate(MatchId match, Sha256 digest) {
        List<UpkeepStore.Now> pages = sightings.of(store.sightings(match)).stream()
                .map(now -> UpkeepStore.Now.of(match, now, digest))
                .toList();
        return pages.isEmpty() ? List.of() : upkeep.seen(pages, clock.instant());
    }

    private FoundStore.Made made(
            FoundStore.Known known,
            String site,
            List<Sighting> pages,
            Preferences.Preference preference,
            Worth.Basis basis) {
        Optional<SiteFacts> facts = sites.of(site);
        SiteFacts.Kind kind = facts.map(SiteFacts::kind).orElse(UNKNOWN);
        Tier tier = known.finding().tier(preference.sameScene());
        Sighting first = pages.getFirst();
        return new FoundStore.Made(
                known,
                site,
                tier,
                kind,
                facts.flatMap(SiteFacts::country),
                first.language(),
                Optional.of(first.source()),
                Worth.of(basis, tier, known.copy(), known.finding().share(), kind),
                pages.stream().map(Sighting::lastSeen).max(Instant::compareTo).orElse(clock.instant()));
    }

    /** What a holder's licences cost, or what the holder said a use is reckoned from. */
    private Worth.Basis basis(HolderId holder, Preferences.Preference preference) {
        return permissions
                .middlePrice(holder)
                .map(price -> new Worth.Basis(price, true))
                .orElse(new Worth.Basis(preference.price(), false));
    }

    /**
     * Brings some matches of a site up to what is known of it by now; answers whether there was anything. One site at a time, so
     * that whoever else keeps several matches waits for it and not in a circle.
     */
    @Transactional
    public boolean know(int most) {
        Optional<SiteFacts> facts = sites.untold();
        if (facts.isPresent()) {
            List<UpkeepStore.Touched> known = upkeep.know(facts.get(), most, clock.instant());
            tell(known);
            if (known.size() < most) {
                sites.told(facts.get());
            }
        }
        return facts.isPresent();
    }

    /** Reckons some of a holder's matches from the price that counts by now; answers whether there may be more. */
    @Transactional
    public boolean reckon(HolderId holder, int most) {
        return upkeep.reckon(holder, basis(holder, preferences.of(holder)), most) == most;
    }

    /** Asks of all matches where they are still, and what is said there; some at a time, answers after which to go on. */
    @Transactional
    public Optional<MatchId> look(Optional<MatchId> after, int most) {
        List<UpkeepStore.Watched> watched = upkeep.watched(after, most);
        Map<Long, Sighting> seen = sightings
                .of(watched.stream().map(UpkeepStore.Watched::sighting).toList())
                .stream()
                .collect(Collectors.toMap(Sighting::id, one -> one));
        Map<MatchId, WorkId> works = new HashMap<>();
        List<UpkeepStore.Now> pages = new ArrayList<>();
        for (UpkeepStore.Watched one : watched) {
            works.put(one.match(), one.work());
            Optional.ofNullable(seen.get(one.sighting()))
                    .ifPresent(now -> pages.add(UpkeepStore.Now.of(one.match(), now, one.digest())));
        }
        if (!pages.isEmpty()) {
            tell(upkeep.seen(pages, clock.instant()));
            List<UpkeepStore.Now> there =
                    pages.stream().filter(now -> !now.gone()).toList();
            for (MatchId match : upkeep.reread(there).stream()
                    .sorted(Comparator.comparing(MatchId::value))
                    .toList()) {
                holdings.work(Objects.requireNonNull(works.get(match)))
                        .ifPresent(work -> upkeep.words(match, work.name()));
            }
        }
        return watched.isEmpty()
                ? Optional.empty()
                : Optional.of(watched.getLast().match());
    }

    /** What is asked about from now on is shown with its page's picture. */
    @EventListener
    void on(Preferences.Changed changed) {
        store.firstPages(changed.shown()).forEach(shots::want);
    }

    /** Tells that an image shows works. */
    @Transactional
    public void found(List<FoundStore.Known> known, org.proofmark.engine.fingerprint.GlobalCode code) {
        known.forEach(one -> store.keep(one, code, clock.instant()));
    }

    Optional<Holdings.Brief> work(WorkId work) {
        return holdings.work(work);
    }
}
