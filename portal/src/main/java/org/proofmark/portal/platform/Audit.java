package org.proofmark.portal.platform;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Who did what to which thing, and when. Written in the transaction of the act, never changed, never deleted. */
@Component
public class Audit {
    private final JdbcClient sql;
    private final InstantSource clock;
    private final TransactionTemplate apart;

    Audit(JdbcClient sql, InstantSource clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * An act.
     *
     * @param id grows from entry to entry
     * @param who the person, nobody for the program itself and for strangers
     * @param act what, a word with dots: {@code sign-in.failed}
     * @param about the thing acted on
     * @param told further facts, in words; no secrets
     */
    public record Entry(long id, java.time.Instant at, Optional<UUID> who, String act, String about, String told) {}

    public void note(Optional<UUID> who, String act, Object about, String told) {
        sql.sql("insert into platform.audit (at, who, act, about, told) values (:at, :who, :act, :about, :told)")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", who.orElse(null), java.sql.Types.OTHER)
                .param("act", act)
                .param("about", about.toString())
                .param("told", told)
                .update();
    }

    /** What was tried is undone by its refusal; that it was tried is not: this stays whatever becomes of the caller's transaction. */
    public void noteRefused(Optional<UUID> who, String act, Object about, String told) {
        apart.executeWithoutResult(transaction -> note(who, act, about, told));
    }

    /** One act on several things: what is told of each, by the thing. */
    public void noteEach(Optional<UUID> who, String act, Map<?, String> told) {
        sql.sql("""
            insert into platform.audit (at, who, act, about, told)
            select :at, :who, :act, about, told from unnest(:about, :told) as t (about, told)
            """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", who.orElse(null), java.sql.Types.OTHER)
                .param("act", act)
                .param("about", told.keySet().stream().map(Object::toString).toArray(String[]::new))
                .param("told", told.values().toArray(String[]::new))
                .update();
    }

    /** The latest entries about a thing, newest first, 200 at most. */
    public List<Entry> about(Object thing) {
        return sql.sql("select id, at, who, act, about, told from platform.audit where about = :about order by id"
                        + " desc limit 200")
                .param("about", thing.toString())
                .query(Audit::entry)
                .list();
    }

    /** The latest entries of a person, newest first, 200 at most. */
    public List<Entry> of(UUID person) {
        return sql.sql("select id, at, who, act, about, told from platform.audit where who = :who order by id desc"
                        + " limit 200")
                .param("who", person)
                .query(Audit::entry)
                .list();
    }

    /**
     * Entries, newest first.
     *
     * @param person who did it or to whom it was done; nobody: all
     * @param act how the act begins; "": all
     * @param before only entries with smaller ids
     */
    public List<Entry> find(Optional<UUID> person, String act, long before, int limit) {
        return sql.sql("""
            select id, at, who, act, about, told from platform.audit
            where id < :before and starts_with(act, :act)
              and (cast(:person as uuid) is null or who = cast(:person as uuid) or about = cast(:person as text))
            order by id desc limit :limit
            """)
                .param("before", before)
                .param("act", act)
                .param("person", person.map(UUID::toString).orElse(null), java.sql.Types.VARCHAR)
                .param("limit", limit)
                .query(Audit::entry)
                .list();
    }

    private static Entry entry(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("who", UUID.class)),
                row.getString("act"),
                row.getString("about"),
                row.getString("told"));
    }
}
