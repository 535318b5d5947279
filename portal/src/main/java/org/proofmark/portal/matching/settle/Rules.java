package org.proofmark.portal.matching.settle;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A holder's rules. A foreign rule is not found, like one that never was. */
@Service
@Transactional
public class Rules {
    /** Rules a holder may have at a time. */
    private static final int MOST = 2_000;

    private final SettleStore store;
    private final Settlement settlement;
    private final Collections collections;
    private final Works works;
    private final Audit audit;
    private final InstantSource clock;

    Rules(
            SettleStore store,
            Settlement settlement,
            Collections collections,
            Works works,
            Audit audit,
            InstantSource clock) {
        this.store = store;
        this.settlement = settlement;
        this.collections = collections;
        this.works = works;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a rule is to say, and what it does or would do. */
    public record Wanted(
            LicensedDomain site,
            String path,
            Optional<CollectionId> collection,
            Optional<WorkId> work,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Verdict verdict,
            Reason reason,
            String note) {}

    /**
     * What making it does.
     *
     * @param settles matches that are open and would be no longer
     */
    public record Effect(long settles) {}

    /** A rule, and how many matches it settles now. */
    public record Standing(Rule rule, long settles) {}

    /** The last made first. */
    @Transactional(readOnly = true)
    public List<Standing> all(SignedIn by, boolean endedToo) {
        Map<UUID, Long> settled = store.settledBy(by.holder());
        return store.rules(by.holder(), endedToo).stream()
                .map(rule -> new Standing(rule, settled.getOrDefault(rule.id().value(), 0L)))
                .toList();
    }

    @Transactional(readOnly = true)
    public Standing find(SignedIn by, RuleId id) {
        Rule rule = store.rule(by.holder(), id).orElseThrow(Refused::notFound);
        return new Standing(rule, store.settledBy(by.holder()).getOrDefault(id.value(), 0L));
    }

    /** Those of these ids that are rules of the holder, ended ones too, in no order. */
    @Transactional(readOnly = true)
    public List<Rule> find(SignedIn by, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : store.rules(by.holder(), ids);
    }

    /** The matches a rule settles, in an order of their own, after one. */
    @Transactional(readOnly = true)
    public List<MatchId> settled(SignedIn by, RuleId id, Optional<MatchId> after, int most) {
        return store.settledBy(by.holder(), id, after, most);
    }

    private Rule rule(SignedIn by, RuleId id, Wanted wanted) {
        wanted.collection().ifPresent(collection -> collections.find(by, collection));
        wanted.work().ifPresent(work -> works.find(by, work));
        return new Rule(
                id,
                wanted.site(),
                wanted.path(),
                wanted.collection(),
                wanted.work(),
                wanted.from(),
                wanted.to(),
                wanted.verdict(),
                wanted.reason(),
                wanted.note(),
                clock.instant(),
                Optional.empty());
    }

    /** What the rule would do, without making it. */
    @Transactional(readOnly = true)
    public Effect tryOut(SignedIn by, Wanted wanted) {
        Rule rule = rule(by, new RuleId(UUID.randomUUID()), wanted);
        return new Effect(open(by, rule));
    }

    /** How many matches that a rule names are open. */
    private long open(SignedIn by, Rule rule) {
        return settlement.count(
                by.holder(), rule.matchSite(), rule, match -> match.decision().isEmpty());
    }

    /**
     * Makes a rule, for what is there and for what comes.
     *
     * @param id made by the caller: the same again is the same rule
     */
    public Standing make(SignedIn by, RuleId id, Wanted wanted) {
        if (store.rules(by.holder(), false).size() >= MOST) {
            throw Refused.invalid("refused.rule.many", MOST);
        }
        Rule rule = rule(by, id, wanted);
        if (store.insert(by.holder(), by.person(), rule)) {
            settlement.settleSite(by.holder(), rule.matchSite());
            settlement.reconsider(by.holder());
            audit.note(Optional.of(by.person().value()), "rule.made", id, rule.site() + rule.path());
        }
        return find(by, id);
    }

    /** Ends a rule, and takes back what only it settled; answers how many matches wait again. */
    public long end(SignedIn by, RuleId id) {
        Rule rule = store.rule(by.holder(), id).orElseThrow(Refused::notFound);
        long before = open(by, rule);
        if (store.end(by.holder(), id, clock.instant())) {
            settlement.settleSite(by.holder(), rule.matchSite());
            settlement.reconsider(by.holder());
            audit.note(Optional.of(by.person().value()), "rule.ended", id, rule.site() + rule.path());
        }
        return open(by, rule) - before;
    }
}
