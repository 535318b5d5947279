package org.proofmark.portal.matching.alerts;

import static org.proofmark.portal.matching.alerts.WebhookStore.at;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.discovery.Walks;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who wants digests, and what stands in them. */
@Component
class DigestStore {
    private static final int MOST_SITES = 10;
    private static final String FOUND = " m.found_at > :from and m.found_at <= :to and m.tier <> 'SAME_SCENE' ";
    private static final String NEW = " m.open and m.new_at > :from and m.new_at <= :to ";

    private final JdbcClient sql;
    private final Walks walks;

    DigestStore(JdbcClient sql, Walks walks) {
        this.sql = sql;
        this.walks = walks;
    }

    /** What a person wants of a holder. */
    record Wanted(PersonId person, HolderId holder, Every every, Instant toldUntil, Instant next) {}

    Optional<Wanted> find(PersonId person, HolderId holder) {
        return sql.sql("select * from matching.digest where person = :person and holder = :holder")
                .param("person", person.value())
                .param("holder", holder.value())
                .query(DigestStore::wanted)
                .optional();
    }

    /** One that is due, kept for this transaction. */
    Optional<Wanted> due(Instant now) {
        return sql.sql("""
                        select * from matching.digest where next_at <= :now order by next_at limit 1
                        for update skip locked
                        """).param("now", at(now)).query(DigestStore::wanted).optional();
    }

    /** As wanted now; what was told so far stays told. */
    void keep(Wanted wanted) {
        sql.sql("""
                        insert into matching.digest (person, holder, every, told_until, next_at)
                        values (:person, :holder, :every, :until, :next)
                        on conflict (person, holder) do update set every = excluded.every, next_at = excluded.next_at
                        """)
                .param("person", wanted.person().value())
                .param("holder", wanted.holder().value())
                .param("every", wanted.every().name())
                .param("until", at(wanted.toldUntil()))
                .param("next", at(wanted.next()))
                .update();
    }

    void told(Wanted wanted, Instant until, Instant next) {
        sql.sql("""
                        update matching.digest set told_until = :until, next_at = :next
                        where person = :person and holder = :holder
                        """)
                .param("until", at(until))
                .param("next", at(next))
                .param("person", wanted.person().value())
                .param("holder", wanted.holder().value())
                .update();
    }

    boolean remove(PersonId person, HolderId holder) {
        return sql.sql("delete from matching.digest where person = :person and holder = :holder")
                        .param("person", person.value())
                        .param("holder", holder.value())
                        .update()
                > 0;
    }

    /** Who a secret that ends digests was sent to. */
    record Reader(PersonId person, HolderId holder) {}

    void insertSecret(Sha256 secret, PersonId person, HolderId holder, Instant now) {
        sql.sql("""
                        insert into matching.unsubscribe (digest, person, holder, made)
                        values (:secret, :person, :holder, :now)
                        """)
                .param("secret", secret.bytes())
                .param("person", person.value())
                .param("holder", holder.value())
                .param("now", at(now))
                .update();
    }

    Optional<Reader> reader(Sha256 secret) {
        return sql.sql("select person, holder from matching.unsubscribe where digest = :secret")
                .param("secret", secret.bytes())
                .query((row, number) -> new Reader(
                        new PersonId(row.getObject("person", UUID.class)),
                        new HolderId(row.getObject("holder", UUID.class))))
                .optional();
    }

    void forgetSecrets(Instant before) {
        sql.sql("delete from matching.unsubscribe where made < :before")
                .param("before", at(before))
                .update();
    }

    Digest digest(HolderId holder, Instant from, Instant to) {
        List<Digest.Site> sites = sites(holder, from, to);
        return sql.sql("select count(*) filter (where" + FOUND + ") as found,"
                        + " count(*) filter (where not m.open and m.decided_by <> 'PERSON' and" + FOUND
                        + ") as settled,"
                        + " count(*) filter (where" + NEW + "and m.verdict is not null) as changed,"
                        + " count(*) filter (where m.open) as open,"
                        + " count(distinct m.site) filter (where" + NEW + ") as sites"
                        + " from matching.match m where m.holder = :holder")
                .param("holder", holder.value())
                .param("from", at(from))
                .param("to", at(to))
                .query((row, number) -> new Digest(
                        from,
                        to,
                        row.getLong("found"),
                        row.getLong("settled"),
                        row.getLong("changed"),
                        row.getLong("open"),
                        sites,
                        row.getLong("sites") - sites.size(),
                        walks.of(holder, from, to)))
                .single();
    }

    private List<Digest.Site> sites(HolderId holder, Instant from, Instant to) {
        return sql.sql("""
                        select m.site, min(m.kind) as kind, count(*) as matches, count(distinct m.work) as works,
                            sum(m.worth_minor)::bigint as worth, min(m.currency) as currency
                        from matching.match m where m.holder = :holder and""" + NEW + """
                        group by m.site order by 5 desc, m.site limit :most
                        """)
                .param("holder", holder.value())
                .param("from", at(from))
                .param("to", at(to))
                .param("most", MOST_SITES)
                .query((row, number) -> new Digest.Site(
                        row.getString("site"),
                        SiteFacts.Kind.valueOf(row.getString("kind")),
                        row.getLong("matches"),
                        row.getLong("works"),
                        new Money(Money.currency(row.getString("currency")), row.getLong("worth"))))
                .list();
    }

    private static Wanted wanted(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Wanted(
                new PersonId(row.getObject("person", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                Every.valueOf(row.getString("every")),
                row.getObject("told_until", OffsetDateTime.class).toInstant(),
                row.getObject("next_at", OffsetDateTime.class).toInstant());
    }
}
