package org.proofmark.portal.matching.alerts;

import static org.proofmark.portal.matching.alerts.WebhookStore.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What webhooks are told, and each try. */
@Component
class DeliveryStore {
    private static final String WITH_LAST = """
            select d.*, a.number as attempt, a.at, a.millis, a.status, a.headers, a.answer, a.trouble
            from matching.delivery d left join lateral (
                select * from matching.attempt a where a.delivery = d.id order by a.number desc limit 1) a on true
            """;

    private final JdbcClient sql;

    DeliveryStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(DeliveryId id, WebhookId hook, HolderId holder, String event, String body, Instant now) {
        sql.sql("""
                        insert into matching.delivery (id, webhook, holder, event, body, made, state, next_try)
                        values (:id, :hook, :holder, :event, :body, :now, 'WAITING', :now)
                        """)
                .param("id", id.value())
                .param("hook", hook.value())
                .param("holder", holder.value())
                .param("event", event)
                .param("body", body)
                .param("now", at(now))
                .update();
    }

    /** What is to be told next. */
    Optional<Delivery> due(WebhookId hook, Instant now) {
        return sql.sql(WITH_LAST + """
                        where d.webhook = :hook and d.state = 'WAITING' and d.next_try <= :now
                        order by d.next_try, d.number limit 1
                        """)
                .param("hook", hook.value())
                .param("now", at(now))
                .query(DeliveryStore::delivery)
                .optional();
    }

    /** Writes down a try and how things stand after it. */
    void tried(DeliveryId id, Delivery.Attempt attempt, Delivery.State state, Instant nextTry) {
        sql.sql("""
                        insert into matching.attempt (delivery, number, at, millis, status, headers, answer, trouble)
                        values (:id, :number, :at, :millis, :status, :headers, :answer, :trouble)
                        on conflict do nothing
                        """)
                .param("id", id.value())
                .param("number", attempt.number())
                .param("at", at(attempt.at()))
                .param("millis", attempt.millis())
                .param("status", attempt.status().orElse(null), Types.INTEGER)
                .param("headers", attempt.headers())
                .param("answer", attempt.answer())
                .param("trouble", attempt.trouble())
                .update();
        sql.sql("update matching.delivery set state = :state, tries = :tries, next_try = :next where id = :id")
                .param("state", state.name())
                .param("tries", attempt.number())
                .param("next", at(nextTry))
                .param("id", id.value())
                .update();
    }

    /** Whether anything was delivered since a moment. */
    boolean deliveredSince(WebhookId hook, Instant since) {
        return sql.sql("""
                        select exists (select 1 from matching.delivery d join matching.attempt a on a.delivery = d.id
                            where d.webhook = :hook and a.trouble = '' and a.at >= :since)
                        """)
                .param("hook", hook.value())
                .param("since", at(since))
                .query(Boolean.class)
                .single();
    }

    /** To be told once more, as it was. */
    void again(HolderId holder, WebhookId hook, DeliveryId id, Instant now) {
        sql.sql("""
                        update matching.delivery set state = 'WAITING', next_try = :now
                        where holder = :holder and webhook = :hook and id = :id
                        """)
                .param("now", at(now))
                .param("holder", holder.value())
                .param("hook", hook.value())
                .param("id", id.value())
                .update();
        sql.sql(
                        "update matching.webhook set rests_until = least(rests_until, :now) where holder = :holder and id = :hook"
                                + " and failures > 0")
                .param("now", at(now))
                .param("holder", holder.value())
                .param("hook", hook.value())
                .update();
    }

    /** The log, newest first. */
    List<Delivery> of(HolderId holder, WebhookId hook, Optional<DeliveryId> after, int limit) {
        return sql.sql(WITH_LAST + """
                        where d.holder = :holder and d.webhook = :hook and (cast(:after as uuid) is null or d.number <
                            (select p.number from matching.delivery p where p.holder = :holder and p.id = cast(:after as uuid)))
                        order by d.number desc limit :limit
                        """)
                .param("holder", holder.value())
                .param("hook", hook.value())
                .param("after", after.map(DeliveryId::toString).orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query(DeliveryStore::delivery)
                .list();
    }

    Optional<Delivery> find(HolderId holder, DeliveryId id) {
        return sql.sql(WITH_LAST + "where d.holder = :holder and d.id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(DeliveryStore::delivery)
                .optional();
    }

    List<Delivery.Attempt> attempts(HolderId holder, DeliveryId id) {
        return sql.sql("""
                        select a.number as attempt, a.at, a.millis, a.status, a.headers, a.answer, a.trouble
                        from matching.attempt a join matching.delivery d on d.id = a.delivery
                        where d.holder = :holder and d.id = :id order by a.number
                        """)
                .param("holder", holder.value())
                .param("id", id.value())
                .query((row, number) -> attempt(row))
                .list();
    }

    /** Forgets what was told long ago. */
    int sweep(Instant before) {
        return sql.sql("delete from matching.delivery where made < :before and state <> 'WAITING'")
                .param("before", at(before))
                .update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        row.getInt("attempt");
        boolean none = row.wasNull();
        return new Delivery(
                new DeliveryId(row.getObject("id", UUID.class)),
                new WebhookId(row.getObject("webhook", UUID.class)),
                row.getString("event"),
                row.getString("body"),
                row.getObject("made", OffsetDateTime.class).toInstant(),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getObject("next_try", OffsetDateTime.class).toInstant(),
                none ? Optional.empty() : Optional.of(attempt(row)));
    }

    private static Delivery.Attempt attempt(ResultSet row) throws SQLException {
        return new Delivery.Attempt(
                row.getInt("attempt"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("millis"),
                Optional.ofNullable(row.getObject("status", Integer.class)),
                row.getString("headers"),
                row.getString("answer"),
                row.getString("trouble"));
    }
}
