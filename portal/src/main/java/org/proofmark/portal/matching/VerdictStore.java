package org.proofmark.portal.matching;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of verdicts as they were given; rows are only added. */
@Component
class VerdictStore {
    /** Verdicts a person gave in one act: one named so, or all that were given together. */
    private static final String OF_ACT =
            "(v.ref = :act or v.id = :act and v.ref is null) and v.by = 'PERSON' and v.verdict is not null";

    /** What a person said and nobody took back. */
    private static final String KEPT = """
            %1$s.by = 'PERSON' and %1$s.undoes is null and not exists (select 1 from matching.verdict u
                where u.match = %1$s.match and u.undoes = coalesce(%1$s.ref, %1$s.id))
            """;

    private final JdbcClient sql;

    VerdictStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** One row of it. */
    record Row(
            UUID id,
            MatchId match,
            HolderId holder,
            Optional<Verdict> verdict,
            Optional<Reason> reason,
            By by,
            Optional<PersonId> person,
            Optional<UUID> ref,
            Instant at) {}

    void insert(Row row) {
        sql.sql("""
                        insert into matching.verdict (id, match, holder, verdict, reason, by, person, ref, at, stood)
                        values (:id, :match, :holder, :verdict, :reason, :by, :person, :ref, :at,
                            (select matching.stands(m) from matching.match m where m.id = :match))
                        """)
                .param("id", row.id())
                .param("match", row.match().value())
                .param("holder", row.holder().value())
                .param("verdict", row.verdict().map(Enum::name).orElse(null), Types.VARCHAR)
                .param("reason", row.reason().map(Enum::name).orElse(null), Types.VARCHAR)
                .param("by", row.by().name())
                .param("person", row.person().map(PersonId::value).orElse(null), Types.OTHER)
                .param("ref", row.ref().orElse(null), Types.OTHER)
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whose match each of these verdicts was given on, of those that were given. */
    record On(HolderId holder, MatchId match) {}

    Map<UUID, On> given(Collection<UUID> ids) {
        Map<UUID, On> given = new HashMap<>();
        sql.sql("select id, holder, match from matching.verdict where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    given.put(
                            row.getObject("id", UUID.class),
                            new On(
                                    new HolderId(row.getObject("holder", UUID.class)),
                                    new MatchId(row.getObject("match", UUID.class))));
                });
        return given;
    }

    /** How many matches an act on many was given on; nothing where it was not given. */
    long givenTogether(HolderId holder, UUID act) {
        return sql.sql("select count(*) from matching.verdict where ref = :act and holder = :holder and by = 'PERSON'")
                .param("act", act)
                .param("holder", holder.value())
                .query(Long.class)
                .single();
    }

    List<Verdicts.Said> of(HolderId holder, MatchId match) {
        return sql.sql("""
                        select v.* from matching.verdict v where v.holder = :holder and v.match = :match order by v.number
                        """)
                .param("holder", holder.value())
                .param("match", match.value())
                .query((row, number) -> new Verdicts.Said(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
                        Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                        By.valueOf(row.getString("by")),
                        Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                        Optional.ofNullable(row.getObject("ref", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("undoes", UUID.class)),
                        Optional.empty()))
                .list();
    }

    /** The last act of a person on a match that was not taken back. */
    Optional<UUID> lastAct(HolderId holder, MatchId match) {
        return sql.sql("""
                        select coalesce(v.ref, v.id) from matching.verdict v
                        where v.holder = :holder and v.match = :match and v.verdict is not null and %s
                        order by v.number desc limit 1
                        """.formatted(KEPT.formatted("v")))
                .param("holder", holder.value())
                .param("match", match.value())
                .query(UUID.class)
                .optional();
    }

    /** The matches an act was on, and is not taken back. */
    List<MatchId> on(HolderId holder, UUID act) {
        return sql.sql("select v.match from matching.verdict v where v.holder = :holder and %s and %s"
                        .formatted(OF_ACT, KEPT.formatted("v")))
                .param("holder", holder.value())
                .param("act", act)
                .query((row, number) -> new MatchId(row.getObject("match", UUID.class)))
                .list();
    }

    /**
     * Takes an act back where nothing was said since: a person's earlier verdict stands again, with what was new about the match
     * then. What was settled without a person is left open, for whoever settles.
     *
     * @param only on this match alone
     * @param id names the taking back; on the match {@code first} its row has that id
     * @return on which it was taken back
     */
    List<MatchId> undo(
            HolderId holder,
            UUID act,
            Optional<MatchId> only,
            UUID id,
            Optional<MatchId> first,
            PersonId person,
            Instant at) {
        return sql.sql("""
                        with acts as materialized (
                            select m.id, m.holder, case when v.stood ->> 'decided_by' = 'PERSON' then v.stood
                                else jsonb_build_object('news', v.stood -> 'news') end as stood
                            from matching.verdict v join matching.match m on m.id = v.match and m.holder = v.holder
                            where v.holder = :holder and %s and %s and m.decided_by = 'PERSON' and not m.claimed
                                and (cast(:only as uuid) is null or m.id = cast(:only as uuid))
                                and not exists (select 1 from matching.verdict l
                                    where l.match = v.match and l.number > v.number and %s)
                            order by m.id for update of m),
                        back as materialized (
                            select a.id, a.holder, s.verdict, s.reason, s.decided_by, s.decided_person, s.decided_ref,
                                s.decided_at, s.decided_kind, s.decided_places, s.news
                            from acts a cross join lateral jsonb_populate_record(null::matching.match, a.stood) s),
                        said as (
                            insert into matching.verdict (id, match, holder, verdict, reason, by, person, ref, at, undoes)
                            select case when b.id = cast(:first as uuid) then :id else md5(:id::text || b.id::text)::uuid end,
                                b.id, b.holder, b.verdict, b.reason, 'PERSON', :person,
                                case when cast(:only as uuid) is null then :id end, :at, :act from back b)
                        update matching.match m set verdict = b.verdict, reason = b.reason, decided_by = b.decided_by,
                            decided_person = b.decided_person, decided_ref = b.decided_ref, decided_at = b.decided_at,
                            decided_kind = b.decided_kind, decided_places = b.decided_places, news = b.news,
                            version = m.version + 1
                        from back b where m.id = b.id returning m.id
                        """.formatted(OF_ACT, KEPT.formatted("v"), KEPT.formatted("l")))
                .param("holder", holder.value())
                .param("act", act)
                .param("only", only.map(MatchId::value).orElse(null), Types.OTHER)
                .param("id", id)
                .param("first", first.map(MatchId::value).orElse(null), Types.OTHER)
                .param("person", person.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Gives one verdict on many.
     *
     * @param act names the act; each match's row is named after it
     * @param asked which; those claimed are left out
     * @return on which it was given
     */
    List<MatchId> insertAll(
            Conditions asked, UUID act, Verdict verdict, Optional<Reason> reason, PersonId person, Instant at) {
        return sql.sql("""
                        with those as materialized (
                            select m.* from matching.match m where %s and not m.claimed order by m.id for update),
                        said as (
                            insert into matching.verdict (id, match, holder, verdict, reason, by, person, ref, at, stood)
                            select md5(:act::text || t.id::text)::uuid, t.id, t.holder, :verdict, :reason, 'PERSON', :person,
                                :act, :at, matching.stands(m) from those t join matching.match m on m.id = t.id)
                        update matching.match u set verdict = :verdict, reason = :reason, news = null, version = u.version + 1,
                            decided_by = 'PERSON', decided_person = :person, decided_ref = :act,
                            decided_at = cast(:at as timestamptz), decided_kind = u.kind,
                            decided_places = matching.pages(u.id, true)
                        from those t where u.id = t.id returning u.id
                        """.formatted(asked.where()))
                .params(asked.values())
                .param("act", act)
                .param("verdict", verdict.name())
                .param("reason", reason.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("person", person.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }
}
