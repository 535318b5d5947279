package org.proofmark.portal.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.WorkUses;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sums over matches. Each is over the same conditions as the rows it stands for. */
@Component
class TallyStore {
    private static final String STATE = state();

    /** What two rows have in common that are summed up into one. */
    private static final String MIX =
            "holder, site, open, tier, kind, language, share, coalesce(verdict, ''), coalesce(country, ''), coalesce(decided_by, '')";

    private final JdbcClient sql;

    TallyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Which of the states that exclude each other a match is in. */
    private static String state() {
        StringBuilder cases = new StringBuilder("case");
        for (Asked.State state : Asked.State.values()) {
            if (state != Asked.State.ALL) {
                cases.append(" when ")
                        .append(state.condition())
                        .append(" then '")
                        .append(state)
                        .append("'");
            }
        }
        return cases.append(" end").toString();
    }

    boolean any(HolderId holder) {
        // Not "exists": it may read all matches of others before the first of this holder.
        return sql.sql("select min(site) is not null from matching.match where holder = :holder")
                .param("holder", holder.value())
                .query(Boolean.class)
                .single();
    }

    long count(Conditions asked) {
        return sql.sql("select coalesce(sum(m.n), 0) from %s m where %s".formatted(asked.sums(), asked.where()))
                .params(asked.values())
                .query(Long.class)
                .single();
    }

    Facets facets(Conditions asked) {
        return new Facets(sql.sql("""
                        select %1$s as state, m.tier, m.kind, m.country, m.language, m.decided_by, sum(m.n) as n
                        from %2$s m where %3$s group by 1, 2, 3, 4, 5, 6 having sum(m.n) > 0
                        """.formatted(STATE, asked.sums(), asked.where()))
                .params(asked.values())
                .query((row, number) -> new Facets.Facet(
                        Asked.State.valueOf(row.getString("state")),
                        Tier.valueOf(row.getString("tier")),
                        SiteFacts.Kind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getString("country")),
                        row.getString("language"),
                        Optional.ofNullable(row.getString("decided_by")).map(By::valueOf),
                        row.getLong("n")))
                .list());
    }

    /**
     * The matches of a site.
     *
     * @param key its place in the order
     * @param alike how many sites there are of its kind, or in all
     */
    record Site(String site, SiteFacts.Kind kind, Optional<String> country, long matches, long key, long alike) {}

    /**
     * Sites in the order asked.
     *
     * @param apart of each kind of site so many
     */
    List<Site> sites(Conditions asked, Asked.Sort sort, Optional<Asked.Place> after, int limit, boolean apart) {
        Map<String, Object> place = new HashMap<>();
        after.ifPresent(last -> place.putAll(Map.of("key", last.key(), "last", last.last())));
        return sql.sql("""
                        with mixed as (
                            select m.site, m.kind, m.country, %1$s(%2$s)::bigint as key, sum(m.n)::bigint as matches
                            from %3$s m where %4$s group by m.site, m.kind, m.country having sum(m.n) > 0),
                        one as materialized (
                            select site, min(kind) as kind, min(country) as country, %1$s(key)::bigint as key,
                                sum(matches)::bigint as matches
                            from mixed group by site)
                        select first.*, part.alike
                        from (select %5$s as of, count(*) as alike from one group by 1) part,
                            lateral (select * from one where %5$s = part.of and %6$s order by key desc, site desc limit :limit) first
                        order by key desc, site desc
                        """.formatted(
                                sort == Asked.Sort.WORTH ? "sum" : "max",
                                sort.key(),
                                sort == Asked.Sort.WORTH ? asked.sumsOfSites() : Conditions.matches(),
                                asked.where(),
                                apart ? "kind" : "true",
                                after.isEmpty() ? "true" : "(key, site) < (:key, :last)"))
                .params(asked.values())
                .params(place)
                .param("limit", limit)
                .query((row, number) -> new Site(
                        row.getString("site"),
                        SiteFacts.Kind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getString("country")),
                        row.getLong("matches"),
                        row.getLong("key"),
                        row.getLong("alike")))
                .list();
    }

    /**
     * The matches of a work.
     *
     * @param key its place in the order
     * @param all how many works there are
     */
    record Work(WorkId work, long matches, long key, long all) {}

    /** Works in the order asked. */
    List<Work> works(Conditions asked, Asked.Sort sort, Optional<Asked.Place> after, int limit) {
        Map<String, Object> place = new HashMap<>();
        after.ifPresent(last -> place.putAll(
                Map.of("key", last.key(), "last", WorkId.of(last.last()).value())));
        String key = (sort == Asked.Sort.WORTH ? "sum(%s)::bigint" : "max(%s)").formatted(sort.key());
        return sql.sql("""
                        with one as materialized (
                            select m.work, %1$s as key, count(*) as matches
                            from matching.match m where %2$s group by m.work)
                        select one.*, (select count(*) from one) as alike from one
                        where %3$s order by key desc, work desc limit :limit
                        """.formatted(key, asked.where(), after.isEmpty() ? "true" : "(key, work) < (:key, :last)"))
                .params(asked.values())
                .params(place)
                .param("limit", limit)
                .query((row, number) -> new Work(
                        new WorkId(row.getObject("work", UUID.class)),
                        row.getLong("matches"),
                        row.getLong("key"),
                        row.getLong("alike")))
                .list();
    }

    /** What matches are put together by. */
    enum Grouping {
        SITE("site", "work"),
        WORK("work", "site");

        private final String column;
        private final String within;

        Grouping(String column, String within) {
            this.column = column;
            this.within = within;
        }
    }

    /**
     * What is told of a group that is shown.
     *
     * @param within of a site how many works, of a work how many sites
     */
    record Detail(long within, Money worth, Instant newest) {}

    Map<String, Detail> details(Conditions asked, Grouping by, Object[] groups) {
        Map<String, Detail> details = new HashMap<>();
        sql.sql("""
                        select g.of::text as of, d.*
                        from unnest(:groups) g (of), lateral (
                            select count(distinct m.%1$s) as within, sum(m.worth_minor)::bigint as worth,
                                min(m.currency) as currency, max(m.new_at) as newest
                            from matching.match m where %2$s and m.%3$s = g.of) d
                        where d.newest is not null
                        """.formatted(by.within, asked.where(), by.column))
                .params(asked.values())
                .param("groups", groups)
                .query(row -> {
                    details.put(
                            row.getString("of"),
                            new Detail(
                                    row.getLong("within"),
                                    MatchStore.money(row, "worth"),
                                    MatchStore.instant(row, "newest")));
                });
        return details;
    }

    /** The first copies of each group, in the order asked. */
    Map<String, List<Tally.Frame>> strips(Conditions asked, Asked.Sort sort, Grouping by, Object[] groups, int each) {
        Map<String, List<Tally.Frame>> strips = new HashMap<>();
        sql.sql("""
                        select g.of::text as of, s.*
                        from unnest(:groups) g (of), lateral (
                            select m.id, m.copy_width, m.copy_height, m.tier, m.verdict
                            from matching.match m where %2$s and m.%3$s = g.of order by %1$s desc, m.id desc limit :each) s
                        """.formatted(sort.order(), asked.where(), by.column))
                .params(asked.values())
                .param("groups", groups)
                .param("each", each)
                .query(row -> {
                    strips.computeIfAbsent(row.getString("of"), of -> new ArrayList<>())
                            .add(new Tally.Frame(
                                    new MatchId(row.getObject("id", UUID.class)),
                                    row.getInt("copy_width"),
                                    row.getInt("copy_height"),
                                    Tier.valueOf(row.getString("tier")),
                                    Optional.ofNullable(row.getString("verdict"))
                                            .map(Verdict::valueOf)));
                });
        return strips;
    }

    /** How many matches each of these works has; those without are left out. */
    Map<WorkId, WorkUses.Count> ofWorks(HolderId holder, Collection<WorkId> works) {
        Map<WorkId, WorkUses.Count> counts = new HashMap<>();
        sql.sql("""
                        select m.work, count(*) as n, count(*) filter (where m.open) as open, count(distinct m.site) as sites
                        from matching.match m
                        where m.holder = :holder and m.work = any (:works) and m.tier <> 'SAME_SCENE' group by m.work
                        """)
                .param("holder", holder.value())
                .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .query(row -> {
                    counts.put(
                            new WorkId(row.getObject("work", UUID.class)),
                            new WorkUses.Count(row.getLong("n"), row.getLong("open"), row.getLong("sites")));
                });
        return counts;
    }

    /**
     * Sums up what was added since. Of what was summed up before, only rows of a mix to which something was added are written anew.
     *
     * <p>The plan is made for what there is at the moment: one that was kept from when there was nothing compares each row with each
     * other.
     *
     * @param most so many rows at once
     * @return how many it was
     */
    @Transactional
    int sumUp(int most) {
        sql.sql("set local plan_cache_mode = force_custom_plan").update();
        return sql.sql("""
                        with added as (
                            delete from matching.tally where ctid = any (array(
                                select ctid from matching.tally where not summed limit :most for update skip locked))
                            returning *),
                        before as (
                            delete from matching.tally where ctid = any (array(
                                select of.id from (select distinct holder, site from added) a, lateral (
                                    select ctid as id from matching.tally t
                                    where t.holder = a.holder and t.site = a.site and t.summed
                                        and ((%1$s) in (select %1$s from added)) is true -- so that it is hashed
                                    offset 0) of)) -- so that it is done site by site
                            returning *),
                        summed as (
                            insert into matching.tally
                                (holder, site, open, verdict, tier, kind, country, language, decided_by, share, n, worth_minor, summed)
                            select holder, site, open, verdict, tier, kind, country, language, decided_by, share,
                                sum(n), sum(worth_minor), true
                            from (select * from added union all select * from before) t
                            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(n) <> 0 or sum(worth_minor) <> 0)
                        select count(*) from added
                        """.formatted(MIX))
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
