package org.proofmark.portal.matching.settle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of rules and own sites. Every question names the holder. */
@Component
class SettleStore {
    private final JdbcClient sql;

    SettleStore(JdbcClient sql) {
        this.sql = sql;
    }

    boolean insert(HolderId holder, PersonId person, Rule rule) {
        return sql.sql("""
                        insert into matching.rule (id, holder, site, path, collection, work, valid_from, valid_to, verdict,
                            reason, note, made_by, made_at)
                        values (:id, :holder, :site, :path, :collection, :work, :from, :to, :verdict, :reason, :note, :person,
                            :at)
                        on conflict (id) do nothing
                        """)
                        .param("id", rule.id().value())
                        .param("holder", holder.value())
                        .param("site", rule.site().name())
                        .param("path", rule.path())
                        .param(
                                "collection",
                                rule.collection().map(CollectionId::value).orElse(null),
                                java.sql.Types.OTHER)
                        .param("work", rule.work().map(WorkId::value).orElse(null), java.sql.Types.OTHER)
                        .param("from", rule.from().orElse(null), java.sql.Types.DATE)
                        .param("to", rule.to().orElse(null), java.sql.Types.DATE)
                        .param("verdict", rule.verdict().name())
                        .param("reason", rule.reason().name())
                        .param("note", rule.note())
                        .param("person", person.value())
                        .param("at", rule.madeAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean end(HolderId holder, RuleId id, Instant at) {
        return sql.sql("""
                        update matching.rule set ended_at = :at where holder = :holder and id = :id and ended_at is null
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("holder", holder.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<Rule> rule(HolderId holder, RuleId id) {
        return sql.sql("select * from matching.rule where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(SettleStore::rule)
                .optional();
    }

    List<Rule> rules(HolderId holder, Collection<UUID> ids) {
        return sql.sql("select * from matching.rule where holder = :holder and id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids.toArray(UUID[]::new))
                .query(SettleStore::rule)
                .list();
    }

    /** Matches a rule settles, in order, after one. */
    List<MatchId> settledBy(HolderId holder, RuleId id, Optional<MatchId> after, int most) {
        return sql.sql("""
                        select id from matching.match
                        where holder = :holder and decided_ref = :rule and decided_by = 'RULE'
                            and (cast(:after as uuid) is null or id > cast(:after as uuid))
                        order by id limit :most
                        """)
                .param("holder", holder.value())
                .param("rule", id.value())
                .param("after", after.map(MatchId::value).orElse(null), java.sql.Types.OTHER)
                .param("most", most)
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    List<Rule> rules(HolderId holder, boolean endedToo) {
        return sql.sql("select * from matching.rule where holder = :holder and (:all or ended_at is null)"
                        + " order by made_at desc, id")
                .param("holder", holder.value())
                .param("all", endedToo)
                .query(SettleStore::rule)
                .list();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return new Rule(
                new RuleId(row.getObject("id", UUID.class)),
                new LicensedDomain(row.getString("site")),
                row.getString("path"),
                Optional.ofNullable(row.getObject("collection", UUID.class)).map(CollectionId::new),
                Optional.ofNullable(row.getObject("work", UUID.class)).map(WorkId::new),
                Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
                Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
                Verdict.valueOf(row.getString("verdict")),
                Reason.valueOf(row.getString("reason")),
                row.getString("note"),
                instant(row, "made_at"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    /** How many matches each rule settles now. */
    Map<UUID, Long> settledBy(HolderId holder) {
        Map<UUID, Long> settled = new HashMap<>();
        sql.sql("""
                        select decided_ref, count(*) as n from matching.match
                        where holder = :holder and decided_by in ('RULE', 'LICENCE', 'OWN_SITE') group by 1
                        """).param("holder", holder.value()).query(row -> {
            settled.put(row.getObject("decided_ref", UUID.class), row.getLong("n"));
        });
        return settled;
    }

    Map<String, Instant> ownSites(HolderId holder) {
        Map<String, Instant> sites = new java.util.TreeMap<>();
        sql.sql("select site, since from matching.own_site where holder = :holder order by site")
                .param("holder", holder.value())
                .query(row -> {
                    sites.put(row.getString("site"), instant(row, "since"));
                });
        return sites;
    }

    void addOwnSite(HolderId holder, String site, Instant at) {
        sql.sql("""
                        insert into matching.own_site (holder, site, since) values (:holder, :site, :at) on conflict do nothing
                        """)
                .param("holder", holder.value())
                .param("site", site)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeOwnSite(HolderId holder, String site) {
        sql.sql("delete from matching.own_site where holder = :holder and site = :site")
                .param("holder", holder.value())
                .param("site", site)
                .update();
    }

    /** Matches that may be settled, or were settled by something else than a person; in order, after one. */
    List<MatchId> settleable(HolderId holder, Optional<String> site, Optional<MatchId> after, int most) {
        return sql.sql("""
                        select id from matching.match
                        where holder = :holder and not claimed and tier <> 'SAME_SCENE'
                            and (verdict is null or decided_by <> 'PERSON')
                            and (cast(:site as text) is null or site = :site)
                            and (cast(:after as uuid) is null or id > cast(:after as uuid))
                        order by id limit :most
                        """)
                .param("holder", holder.value())
                .param("site", site.orElse(null), java.sql.Types.VARCHAR)
                .param("after", after.map(MatchId::value).orElse(null), java.sql.Types.OTHER)
                .param("most", most)
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    /** What follows what a person says of these: they themselves, and those decided in their likeness. */
    List<MatchId> followers(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("""
                        select id from matching.match
                        where holder = :holder and not claimed
                            and (id = any (:ids) and verdict is null
                                or decided_by = 'MEMORY' and decided_ref = any (:ids))
                        """)
                .param("holder", holder.value())
                .param("ids", ids(ids))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    /** All matches of some works that no person decided. */
    List<MatchId> ofWorks(HolderId holder, Collection<WorkId> works) {
        return sql.sql("""
                        select id from matching.match
                        where holder = :holder and work = any (:works) and not claimed and tier <> 'SAME_SCENE'
                            and (verdict is null or decided_by <> 'PERSON')
                        """)
                .param("holder", holder.value())
                .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    static UUID[] ids(Collection<MatchId> ids) {
        return ids.stream().map(MatchId::value).toArray(UUID[]::new);
    }

    /** What is known of matches besides themselves. */
    record Beside(List<Use.Page> pages, Instant first, Instant last, GlobalCode code, Set<UUID> spared) {}

    Map<MatchId, Beside> beside(HolderId holder, Collection<MatchId> ids) {
        Map<MatchId, List<Use.Page>> pages = new HashMap<>();
        Map<MatchId, Beside> beside = new HashMap<>();
        sql.sql("""
                        select p.match, p.page from matching.place p join matching.match m on m.id = p.match
                        where m.holder = :holder and m.id = any (:ids)
                        """).param("holder", holder.value()).param("ids", ids(ids)).query(row -> {
            pages.computeIfAbsent(new MatchId(row.getObject("match", UUID.class)), id -> new ArrayList<>())
                    .add(Use.Page.of(row.getString("page")));
        });
        sql.sql("""
                        select m.id, m.spared, m.last_seen, f.code, f.quality, coalesce(
                            (select min(p.first_seen) from matching.place p where p.match = m.id), m.found_at) as first_seen
                        from matching.match m left join matching.finding f on f.digest = m.digest and f.work = m.work
                        where m.holder = :holder and m.id = any (:ids)
                        """).param("holder", holder.value()).param("ids", ids(ids)).query(row -> {
            MatchId id = new MatchId(row.getObject("id", UUID.class));
            beside.put(
                    id,
                    new Beside(
                            pages.getOrDefault(id, List.of()),
                            instant(row, "first_seen"),
                            instant(row, "last_seen"),
                            MemoryStore.code(row),
                            Set.of((UUID[]) row.getArray("spared").getArray())));
        });
        return beside;
    }

    /** Matches a person decided, of the works and sites of these. */
    List<MatchId> judgedLike(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("""
                        select distinct o.id from matching.match m join matching.match o
                            on o.holder = m.holder and o.work = m.work and o.site = m.site
                        where m.holder = :holder and m.id = any (:ids) and o.decided_by = 'PERSON'
                        """)
                .param("holder", holder.value())
                .param("ids", ids(ids))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    void newsOfLarger(Match match) {
        sql.sql("""
                        update matching.match set news = 'BIGGER' where id = :id and holder = :holder and verdict is null
                        """)
                .param("id", match.id().value())
                .param("holder", match.holder().value())
                .update();
    }

    /** Wants a holder's matches gone through once more. */
    void reconsider(HolderId holder, Instant at) {
        sql.sql("""
                        insert into matching.reconsider (holder, since) values (:holder, :at)
                        on conflict (holder) do update set since = excluded.since
                        """)
                .param("holder", holder.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All who have anything that ends by itself, or that a walk may have outgrown. */
    Set<HolderId> holders() {
        return new HashSet<>(sql.sql("select distinct holder from matching.match")
                .query((row, number) -> new HolderId(row.getObject("holder", UUID.class)))
                .list());
    }

    /** One holder whose matches are to be gone through, and since when. */
    record Wish(HolderId holder, OffsetDateTime since) {}

    Optional<Wish> wish() {
        return sql.sql("select holder, since from matching.reconsider order by since limit 1")
                .query((row, number) -> new Wish(
                        new HolderId(row.getObject("holder", UUID.class)),
                        row.getObject("since", OffsetDateTime.class)))
                .optional();
    }

    void granted(Wish wish) {
        sql.sql("delete from matching.reconsider where holder = :holder and since = :since")
                .param("holder", wish.holder().value())
                .param("since", wish.since())
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
