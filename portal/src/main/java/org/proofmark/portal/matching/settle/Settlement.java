package org.proofmark.portal.matching.settle;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.CollectionsChanged;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicencesChanged;
import org.proofmark.portal.catalogue.licences.Permissions;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Judged;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Preferences;
import org.proofmark.portal.matching.Verdicts;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Settles matches without a person, and takes back what nothing settles any more. Whatever changed, going through a match once more
 * gives what it would have been had it come now; going through it twice changes nothing.
 */
@Component
@Transactional
public class Settlement {
    private static final int TOGETHER = 500;

    private final SettleStore store;
    private final MemoryStore memories;
    private final Matches matches;
    private final Verdicts verdicts;
    private final Permissions permissions;
    private final Holdings holdings;
    private final InstantSource clock;

    Settlement(
            SettleStore store,
            MemoryStore memories,
            Matches matches,
            Verdicts verdicts,
            Permissions permissions,
            Holdings holdings,
            InstantSource clock) {
        this.store = store;
        this.memories = memories;
        this.matches = matches;
        this.verdicts = verdicts;
        this.permissions = permissions;
        this.holdings = holdings;
        this.clock = clock;
    }

    /** Goes through these matches of a holder; answers how many are decided otherwise now. */
    public int settle(HolderId holder, Collection<MatchId> ids) {
        int changed = 0;
        for (Map.Entry<Use, Optional<Cause>> one :
                causes(holder, ids, List.of()).entrySet()) {
            changed += apply(one.getKey().match(), one.getValue()) ? 1 : 0;
        }
        return changed;
    }

    private boolean apply(Match match, Optional<Cause> cause) {
        if (cause.isPresent()) {
            Cause why = cause.get();
            return verdicts.settle(match, why.by(), why.ref(), why.verdict(), why.reason());
        }
        return match.decision().isPresent() && verdicts.unsettle(match);
    }

    /** What settles each of these that no person decided, with rules there might be besides. */
    Map<Use, Optional<Cause>> causes(HolderId holder, Collection<MatchId> ids, List<Rule> besides) {
        List<Match> known = besides.isEmpty() ? matches.locked(holder, ids) : matches.of(holder, ids);
        List<Match> rows = known.stream()
                .filter(match -> !match.claimed())
                .filter(match ->
                        match.decision().filter(made -> made.by() == By.PERSON).isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return Map.of();
        }
        Grounds grounds = grounds(holder, rows, besides);
        Map<Use, Optional<Cause>> causes = new HashMap<>();
        for (Use use : uses(holder, rows)) {
            Optional<Cause> cause = grounds.cause(use);
            causes.put(use, cause);
            if (besides.isEmpty() && cause.isEmpty() && use.match().decision().isEmpty() && grounds.larger(use)) {
                store.newsOfLarger(use.match());
            }
        }
        return causes;
    }

    private List<Use> uses(HolderId holder, List<Match> rows) {
        Map<MatchId, SettleStore.Beside> beside =
                store.beside(holder, rows.stream().map(Match::id).toList());
        return rows.stream()
                .map(match -> {
                    SettleStore.Beside known = Objects.requireNonNull(beside.get(match.id()));
                    return new Use(
                            match,
                            known.pages(),
                            LocalDate.ofInstant(known.first(), ZoneOffset.UTC),
                            LocalDate.ofInstant(match.gone() ? known.last() : clock.instant(), ZoneOffset.UTC),
                            known.code(),
                            known.spared());
                })
                .toList();
    }

    private Grounds grounds(HolderId holder, List<Match> rows, List<Rule> besides) {
        List<Rule> rules = new ArrayList<>(store.rules(holder, false));
        rules.sort(Comparator.comparing(Rule::madeAt)
                .thenComparing(rule -> rule.id().value()));
        rules.addAll(besides);
        Map<CollectionId, Set<WorkId>> collections = new HashMap<>();
        rules.stream()
                .flatMap(rule -> rule.collection().stream())
                .forEach(id -> collections.computeIfAbsent(id, one -> holdings.within(holder, one)));
        Set<WorkId> works = rows.stream().map(Match::work).collect(Collectors.toSet());
        List<MatchId> like =
                store.judgedLike(holder, rows.stream().map(Match::id).toList());
        Map<String, List<Match>> judged = matches.of(holder, like).stream()
                .collect(Collectors.groupingBy(match -> Grounds.key(match.work(), match.site())));
        return new Grounds(
                holder,
                permissions.of(holder),
                store.ownSites(holder).keySet(),
                rules,
                collections,
                memories.of(holder, works),
                judged);
    }

    /** Goes through all matches of a holder on a site. */
    int settleSite(HolderId holder, String site) {
        int changed = 0;
        for (List<MatchId> ids = store.settleable(holder, Optional.of(site), Optional.empty(), TOGETHER);
                !ids.isEmpty();
                ids = store.settleable(holder, Optional.of(site), Optional.of(ids.getLast()), TOGETHER)) {
            changed += settle(holder, ids);
        }
        return changed;
    }

    /** How many of a holder's matches on a site would be settled otherwise than they are, with one more rule. */
    long count(HolderId holder, String site, Rule besides, Predicate<Match> which) {
        long count = 0;
        for (List<MatchId> ids = store.settleable(holder, Optional.of(site), Optional.empty(), TOGETHER);
                !ids.isEmpty();
                ids = store.settleable(holder, Optional.of(site), Optional.of(ids.getLast()), TOGETHER)) {
            count += causes(holder, ids, List.of(besides)).entrySet().stream()
                    .filter(one -> which.test(one.getKey().match()))
                    .filter(one -> one.getValue()
                            .filter(cause -> cause.ref().equals(besides.id().value()))
                            .isPresent())
                    .count();
        }
        return count;
    }

    /** Matches of a holder that may be settled, in order, after one. */
    public List<MatchId> some(HolderId holder, Optional<MatchId> after) {
        return store.settleable(holder, Optional.empty(), after, TOGETHER);
    }

    /** A holder whose licences, collections or sites changed, since when; settled when {@link #done} is told. */
    public Optional<Wish> next() {
        return store.wish().map(wish -> new Wish(wish.holder(), wish));
    }

    /** That a holder's matches be gone through. */
    public record Wish(HolderId holder, Object since) {}

    /** It was gone through; where something changed meanwhile, the wish stays. */
    public void done(Wish wish) {
        store.granted((SettleStore.Wish) wish.since());
    }

    /** Periods end by themselves: every day all is gone through. */
    public void reconsiderAll() {
        store.holders().forEach(holder -> store.reconsider(holder, clock.instant()));
    }

    void reconsider(HolderId holder) {
        store.reconsider(holder, clock.instant());
    }

    @EventListener
    void on(LicencesChanged changed) {
        reconsider(changed.holder());
    }

    @EventListener
    void on(Preferences.Changed changed) {
        reconsider(changed.holder());
    }

    @EventListener
    void on(CollectionsChanged changed) {
        reconsider(changed.holder());
    }

    /** What a person says of an image is remembered, and what was settled in its likeness follows. */
    @EventListener
    void on(Judged judged) {
        Set<WorkId> works = memories.remember(judged.holder(), judged.matches(), clock.instant());
        Set<MatchId> touched = new HashSet<>(store.followers(judged.holder(), judged.matches()));
        if (!works.isEmpty()) {
            touched.addAll(store.ofWorks(judged.holder(), works));
        }
        if (!touched.isEmpty()) {
            settle(judged.holder(), touched);
        }
    }
}
