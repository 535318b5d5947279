package org.proofmark.portal.matching.alerts;

import static org.proofmark.portal.matching.alerts.WebhookStore.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of feeds. */
@Component
class FeedStore {
    private final JdbcClient sql;

    FeedStore(JdbcClient sql) {
        this.sql = sql;
    }

    boolean insert(Feed feed, Sha256 secret) {
        return sql.sql("""
                        insert into matching.feed (id, holder, person, name, query, secret, made_at)
                        values (:id, :holder, :person, :name, :query, :secret, :now) on conflict (id) do nothing
                        """)
                        .param("id", feed.id().value())
                        .param("holder", feed.holder().value())
                        .param("person", feed.person().value())
                        .param("name", feed.name())
                        .param("query", feed.query())
                        .param("secret", secret.bytes())
                        .param("now", at(feed.madeAt()))
                        .update()
                == 1;
    }

    List<Feed> of(HolderId holder, PersonId person) {
        return sql.sql("select * from matching.feed where holder = :holder and person = :person order by made_at, id")
                .param("holder", holder.value())
                .param("person", person.value())
                .query(FeedStore::feed)
                .list();
    }

    Optional<Feed> find(HolderId holder, PersonId person, FeedId id) {
        return of(holder, person).stream().filter(feed -> feed.id().equals(id)).findFirst();
    }

    Optional<Feed> bySecret(Sha256 secret) {
        return sql.sql("select * from matching.feed where secret = :secret")
                .param("secret", secret.bytes())
                .query(FeedStore::feed)
                .optional();
    }

    void renew(HolderId holder, FeedId id, Sha256 secret, Instant now) {
        sql.sql("""
                        update matching.feed set secret = :secret, renewed_at = :now, read_at = null
                        where holder = :holder and id = :id
                        """)
                .param("secret", secret.bytes())
                .param("now", at(now))
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    void delete(HolderId holder, FeedId id) {
        sql.sql("delete from matching.feed where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    /** Notes that it was read, unless that was noted a moment ago. */
    void read(FeedId id, Instant now, Instant before) {
        sql.sql("update matching.feed set read_at = :now where id = :id and (read_at is null or read_at < :before)")
                .param("now", at(now))
                .param("before", at(before))
                .param("id", id.value())
                .update();
    }

    /** The smallest rendition of the copy a match of the holder's is about. */
    Optional<Sha256> thumbnail(HolderId holder, MatchId match) {
        return sql.sql("""
                        select c.rendition from matching.match m join matching.copy c on c.digest = m.digest
                        where m.holder = :holder and m.id = :id order by c.long_side limit 1
                        """)
                .param("holder", holder.value())
                .param("id", match.value())
                .query((row, number) -> Sha256.from(row.getBytes("rendition")))
                .optional();
    }

    private static Feed feed(ResultSet row, int number) throws SQLException {
        return new Feed(
                new FeedId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("name"),
                row.getString("query"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("renewed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("read_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
