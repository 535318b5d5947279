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
                        insert into matching.verdict (id, match, holder, verdict, reason, by, person, ref, at)
                        values (:id, :match, :holder, :verdict, :reason, :by, :person, :ref, :at)
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
                        select v.* from matching.verdict v where v.holder = :holder and v.match = :match order by v.at, v.id
                        """)
                .param("holder", holder.value())
                .param("match", match.value())
                .query((row, number) -> new Verdicts.Said(
                        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
                        Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                        By.valueOf(row.getString("by")),
                        Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                        Optional.ofNullable(row.getObject("ref", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
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
            Conditions asked,
            UUID act,
            Optional<Verdict> verdict,
            Optional<Reason> reason,
            PersonId person,
            Instant at) {
        return sql.sql("""
                        with those as materialized (
                            select m.* from matching.match m where %s and not m.claimed order by m.id for update),
                        said as (
                            insert into matching.verdict (id, match, holder, verdict, reason, by, person, ref, at)
                            select md5(:act::text || t.id::text)::uuid, t.id, t.holder, :verdict, :reason, 'PERSON', :person,
                                :act, :at from those t)
                        update matching.match u set verdict = :verdict, reason = :reason, news = null, version = u.version + 1,
                            decided_by = case when cast(:verdict as text) is not null then 'PERSON' end,
                            decided_ref = case when cast(:verdict as text) is not null then :act end,
                            decided_at = case when cast(:verdict as text) is not null then cast(:at as timestamptz) end,
                            decided_kind = u.kind,
                            decided_places = (select count(*) from matching.place p where p.match = u.id),
                            spared = case when cast(:verdict as text) is null and u.decided_by <> 'PERSON'
                                and u.decided_ref is not null then u.spared || u.decided_ref else u.spared end
                        from those t where u.id = t.id returning u.id
                        """.formatted(asked.where()))
                .params(asked.values())
                .param("act", act)
                .param("verdict", verdict.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("reason", reason.map(Enum::name).orElse(null), Types.VARCHAR)
                .param("person", person.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }
}
