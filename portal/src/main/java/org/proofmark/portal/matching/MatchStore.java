package org.proofmark.portal.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.WorkUses;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of matches, read. Every question names the holder. */
@Component
class MatchStore {
    private final JdbcClient sql;

    MatchStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Match> find(HolderId holder, MatchId id) {
        return sql.sql("select m.* from matching.match m where m.holder = :holder and m.id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(MatchStore::match)
                .optional();
    }

    List<Match> find(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("select m.* from matching.match m where m.holder = :holder and m.id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids(ids))
                .query(MatchStore::match)
                .list();
    }

    List<Match> rows(Conditions asked, Asked.Sort sort, Optional<Asked.Place> after, int limit) {
        after.ifPresent(place -> asked.also(
                "(%s, m.id) < (:key, :last)".formatted(sort.key()),
                Map.of("key", place.key(), "last", MatchId.of(place.last()).value())));
        return sql.sql("select m.* from matching.match m where %s order by %s desc, m.id desc limit :limit"
                        .formatted(asked.where(), sort.order()))
                .params(asked.values())
                .param("limit", limit)
                .query(MatchStore::match)
                .list();
    }

    /** The key of a match in an order. */
    long key(HolderId holder, MatchId id, Asked.Sort sort) {
        return sql.sql("select %s from matching.match m where m.holder = :holder and m.id = :id".formatted(sort.key()))
                .param("holder", holder.value())
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    List<MatchId> ids(Conditions asked) {
        return sql.sql("select m.id from matching.match m where " + asked.where() + " order by m.id")
                .params(asked.values())
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Of some matches, how many open ones there are of the same work on the same site. */
    Map<MatchId, Integer> siblings(HolderId holder, Collection<MatchId> ids) {
        Map<MatchId, Integer> siblings = new HashMap<>();
        sql.sql("""
            select m.id, (select count(*) from matching.match o
                where o.holder = m.holder and o.site = m.site and o.work = m.work and o.open) as n
            from matching.match m where m.holder = :holder and m.id = any (:ids)
            """).param("holder", holder.value()).param("ids", ids(ids)).query(row -> {
            siblings.put(new MatchId(row.getObject("id", UUID.class)), row.getInt("n"));
        });
        return siblings;
    }

    /** The works that have matches, or open ones. */
    Set<WorkId> worksWith(HolderId holder, boolean open) {
        return Set.copyOf(sql.sql("select distinct m.work from matching.match m where m.holder = :holder and "
                        + (open ? Asked.State.OPEN : Asked.State.ALL).condition())
                .param("holder", holder.value())
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list());
    }

    /** Of one work those of the highest score, open ones first; other photos of the same scene are left out. */
    List<WorkUses.Use> surest(HolderId holder, WorkId work, int most) {
        return sql.sql("""
            select id, site, open, verdict, tier, worth_minor, currency from matching.match
            where holder = :holder and work = :work and tier <> 'SAME_SCENE'
            order by open desc, score desc, id limit :most
            """)
                .param("holder", holder.value())
                .param("work", work.value())
                .param("most", most)
                .query((row, number) -> new WorkUses.Use(
                        row.getObject("id", UUID.class),
                        row.getString("site"),
                        row.getBoolean("open"),
                        Optional.ofNullable(row.getString("verdict")),
                        row.getString("tier"),
                        money(row, "worth_minor")))
                .list();
    }

    static UUID[] ids(Collection<MatchId> ids) {
        return ids.stream().map(MatchId::value).toArray(UUID[]::new);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Money money(ResultSet row, String column) throws SQLException {
        return new Money(Money.currency(row.getString("currency")), row.getLong(column));
    }

    static Match match(ResultSet row, int number) throws SQLException {
        return new Match(
                new MatchId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                new WorkId(row.getObject("work", UUID.class)),
                row.getString("site"),
                Tier.valueOf(row.getString("tier")),
                row.getDouble("score"),
                row.getDouble("share"),
                row.getDouble("copy_share"),
                new Match.Copy(
                        Sha256.from(row.getBytes("digest")),
                        row.getInt("copy_width"),
                        row.getInt("copy_height"),
                        row.getLong("copy_bytes")),
                SiteFacts.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("country")),
                row.getString("language"),
                Optional.ofNullable(row.getObject("source", UUID.class)),
                money(row, "worth_minor"),
                instant(row, "found_at"),
                row.getBoolean("gone"),
                decision(row),
                Optional.ofNullable(row.getString("news")).map(News::valueOf),
                row.getBoolean("claimed"),
                row.getInt("version"));
    }

    private static Optional<Match.Decision> decision(ResultSet row) throws SQLException {
        if (row.getString("verdict") == null) {
            return Optional.empty();
        }
        return Optional.of(new Match.Decision(
                Verdict.valueOf(row.getString("verdict")),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                By.valueOf(row.getString("decided_by")),
                Optional.ofNullable(row.getObject("decided_person", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("decided_ref", UUID.class)),
                instant(row, "decided_at")));
    }

    /** Writes down what was decided, or that nothing is any more. */
    void decide(Match match, Optional<Match.Decision> decision) {
        sql.sql("""
                        update matching.match m set verdict = :verdict, reason = :reason, decided_by = :by,
                            decided_person = :person, decided_ref = :ref, decided_at = :at, decided_kind = m.kind, news = null, version = version + 1,
                            decided_places = matching.pages(m.id, true)
                        where m.id = :id and m.holder = :holder
                        """)
                .param("verdict", decision.map(one -> one.verdict().name()).orElse(null), Types.VARCHAR)
                .param(
                        "reason",
                        decision.flatMap(Match.Decision::reason).map(Enum::name).orElse(null),
                        Types.VARCHAR)
                .param("by", decision.map(one -> one.by().name()).orElse(null), Types.VARCHAR)
                .param(
                        "person",
                        decision.flatMap(Match.Decision::person)
                                .map(PersonId::value)
                                .orElse(null),
                        Types.OTHER)
                .param("ref", decision.flatMap(Match.Decision::ref).orElse(null), Types.OTHER)
                .param(
                        "at",
                        decision.map(one -> one.at().atOffset(java.time.ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", match.id().value())
                .param("holder", match.holder().value())
                .update();
    }

    /** From now on this cause does not settle this match. */
    void spare(Match match, UUID cause) {
        sql.sql("update matching.match set spared = spared || :cause where id = :id and holder = :holder")
                .param("cause", new UUID[] {cause})
                .param("id", match.id().value())
                .param("holder", match.holder().value())
                .update();
    }

    /** These matches, kept for this transaction; in order of their ids, so that two wait for each other and not in a circle. */
    List<Match> locked(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("""
            select m.* from matching.match m where m.holder = :holder and m.id = any (:ids)
            order by m.id for update
            """)
                .param("holder", holder.value())
                .param("ids", ids(ids))
                .query(MatchStore::match)
                .list();
    }

    /** The open matches of the same work on the same site. */
    List<MatchId> openLike(HolderId holder, MatchId id) {
        return sql.sql("""
            select o.id from matching.match m join matching.match o
                on o.holder = m.holder and o.site = m.site and o.work = m.work
            where m.holder = :holder and m.id = :id and (o.open or o.id = m.id)
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }
}
