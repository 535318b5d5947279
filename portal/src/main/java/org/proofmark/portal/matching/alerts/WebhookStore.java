package org.proofmark.portal.matching.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of webhooks. */
@Component
class WebhookStore {
    private static final String COLUMNS = """
            select id, holder, name, address, events, paused, given_up_at, failures, made_by, made_at, version
            from matching.webhook
            """;

    private final JdbcClient sql;

    WebhookStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Adds one; answers whether it was not there before. */
    boolean insert(Webhook hook, byte[] sealed, Instant digestAt) {
        return sql.sql("""
                        insert into matching.webhook (id, holder, name, address, events, secret, rests_until, told_until,
                            digest_at, made_by, made_at)
                        values (:id, :holder, :name, :address, :events, :secret, :now, :now, :digest, :by, :now)
                        on conflict (id) do nothing
                        """)
                        .param("id", hook.id().value())
                        .param("holder", hook.holder().value())
                        .param("name", hook.name())
                        .param("address", hook.address())
                        .param("events", words(hook.events()))
                        .param("secret", sealed)
                        .param("digest", at(digestAt))
                        .param("by", hook.madeBy().value())
                        .param("now", at(hook.madeAt()))
                        .update()
                == 1;
    }

    List<Webhook> of(HolderId holder) {
        return sql.sql(COLUMNS + "where holder = :holder order by made_at, id")
                .param("holder", holder.value())
                .query(WebhookStore::hook)
                .list();
    }

    Optional<Webhook> find(HolderId holder, WebhookId id) {
        return sql.sql(COLUMNS + "where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(WebhookStore::hook)
                .optional();
    }

    /** The webhooks of a holder that are to be told of something. */
    List<WebhookId> concerned(HolderId holder, Happening what) {
        return sql.sql("""
                        select id from matching.webhook
                        where holder = :holder and not paused and :event = any (events) order by id
                        """)
                .param("holder", holder.value())
                .param("event", what.word())
                .query((row, number) -> new WebhookId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Changes one that is as it was read; one that is no longer paused is told what waits at once. */
    boolean change(Webhook hook, int version, Instant now) {
        return sql.sql("""
                        update matching.webhook set name = :name, address = :address, events = :events, paused = :paused,
                            given_up_at = case when :paused then given_up_at end,
                            failures = case when :paused then failures else 0 end,
                            rests_until = case when paused and not :paused then :now else rests_until end,
                            version = version + 1
                        where holder = :holder and id = :id and version = :version
                        """)
                        .param("name", hook.name())
                        .param("address", hook.address())
                        .param("events", words(hook.events()))
                        .param("paused", hook.paused())
                        .param("holder", hook.holder().value())
                        .param("id", hook.id().value())
                        .param("version", version)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** A new secret; the one before signs too until a moment. */
    void renew(HolderId holder, WebhookId id, byte[] sealed, Instant oldUntil) {
        sql.sql("""
                        update matching.webhook set old_secret = secret, old_until = :until, secret = :secret,
                            version = version + 1
                        where holder = :holder and id = :id
                        """)
                .param("until", at(oldUntil))
                .param("secret", sealed)
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    boolean delete(HolderId holder, WebhookId id) {
        return sql.sql("delete from matching.webhook where holder = :holder and id = :id")
                        .param("holder", holder.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /**
     * A webhook whose turn it is.
     *
     * @param secrets sealed, those that hold now
     */
    record Turn(Webhook hook, List<byte[]> secrets) {
        Turn {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * Takes the webhook that something waits for longest, for a while: in that time nobody else takes it, in whatever process.
     */
    Optional<Turn> take(Instant now, Duration lease) {
        return sql.sql("""
                        update matching.webhook set rests_until = :lease where id = (
                            select w.id from matching.webhook w where w.rests_until <= :now and not w.paused and exists (
                                select 1 from matching.delivery d
                                where d.webhook = w.id and d.state = 'WAITING' and d.next_try <= :now)
                            order by w.rests_until, w.id limit 1 for update skip locked)
                        returning *
                        """)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .query((row, number) -> new Turn(hook(row, number), secrets(row, now)))
                .optional();
    }

    private static List<byte[]> secrets(ResultSet row, Instant now) throws SQLException {
        OffsetDateTime until = row.getObject("old_until", OffsetDateTime.class);
        return until != null && until.toInstant().isAfter(now)
                ? List.of(row.getBytes("secret"), row.getBytes("old_secret"))
                : List.of(row.getBytes("secret"));
    }

    /** Ends a turn. */
    void rest(WebhookId id, Instant until, int failures) {
        sql.sql("update matching.webhook set rests_until = :until, failures = :failures where id = :id")
                .param("until", at(until))
                .param("failures", failures)
                .param("id", id.value())
                .update();
    }

    /** Pauses one that takes nothing; answers whether it was not paused before. */
    boolean giveUp(WebhookId id, Instant now) {
        return sql.sql("""
                        update matching.webhook set paused = true, given_up_at = :now, version = version + 1
                        where id = :id and not paused
                        """).param("now", at(now)).param("id", id.value()).update() == 1;
    }

    /** A webhook whose daily digest is due, and from when on it tells. */
    record Due(WebhookId id, HolderId holder, Instant toldUntil) {}

    Optional<Due> digestDue(Instant now) {
        return sql.sql("""
                        select id, holder, told_until from matching.webhook
                        where digest_at <= :now and not paused and 'digest' = any (events) order by digest_at limit 1 for update skip locked
                        """)
                .param("now", at(now))
                .query((row, number) -> new Due(
                        new WebhookId(row.getObject("id", UUID.class)),
                        new HolderId(row.getObject("holder", UUID.class)),
                        row.getObject("told_until", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void digestTold(WebhookId id, Instant until, Instant next) {
        sql.sql("update matching.webhook set told_until = :until, digest_at = :next where id = :id")
                .param("until", at(until))
                .param("next", at(next))
                .param("id", id.value())
                .update();
    }

    private static String[] words(Set<Happening> events) {
        return events.stream().sorted().map(Happening::word).toArray(String[]::new);
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Webhook hook(ResultSet row, int number) throws SQLException {
        String[] events = (String[]) row.getArray("events").getArray();
        return new Webhook(
                new WebhookId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                row.getString("name"),
                row.getString("address"),
                Arrays.stream(events).map(Happening::parse).collect(Collectors.toSet()),
                row.getBoolean("paused"),
                Optional.ofNullable(row.getObject("given_up_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getInt("failures"),
                new PersonId(row.getObject("made_by", UUID.class)),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
