package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of API keys. */
@Component
class KeyStore {
    private static final String KEY =
            "select id, person, holder, name, start, scopes, made, expires, last_used, revoked from identity.api_key ";

    private final JdbcClient sql;

    KeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Writes a key; answers whether it is new, false if there is one of this id. */
    boolean insert(Key key, byte[] digest) {
        return sql.sql("""
            insert into identity.api_key (id, person, holder, name, start, digest, scopes, made, expires)
            values (:id, :person, :holder, :name, :start, :digest, :scopes, :made, :expires) on conflict (id) do nothing
            """)
                        .param("id", key.id().value())
                        .param("person", key.person().value())
                        .param("holder", key.holder().value())
                        .param("name", key.name())
                        .param("start", key.start())
                        .param("digest", digest)
                        .param(
                                "scopes",
                                key.scopes().stream().map(Scope::name).sorted().toArray(String[]::new))
                        .param("made", key.made().atOffset(ZoneOffset.UTC))
                        .param(
                                "expires",
                                key.expires()
                                        .map(end -> end.atOffset(ZoneOffset.UTC))
                                        .orElse(null),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    List<Key> of(PersonId person) {
        return sql.sql(KEY + "where person = :person order by made desc, id")
                .param("person", person.value())
                .query(KeyStore::key)
                .list();
    }

    Optional<Key> byDigest(byte[] digest) {
        return sql.sql(KEY + "where digest = :digest")
                .param("digest", digest)
                .query(KeyStore::key)
                .optional();
    }

    boolean revoke(KeyId key, Instant now) {
        return sql.sql("update identity.api_key set revoked = :now where id = :id and revoked is null")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", key.value())
                        .update()
                == 1;
    }

    void used(KeyId key, Instant now, Instant unlessSince) {
        sql.sql("""
            update identity.api_key set last_used = :now
            where id = :id and (last_used is null or last_used < :since)
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", unlessSince.atOffset(ZoneOffset.UTC))
                .param("id", key.value())
                .update();
    }

    private static Key key(ResultSet row, int number) throws SQLException {
        return new Key(
                new KeyId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                row.getString("name"),
                row.getString("start"),
                Scope.parse((String[]) row.getArray("scopes").getArray()),
                row.getObject("made", OffsetDateTime.class).toInstant(),
                moment(row, "expires"),
                moment(row, "last_used"),
                moment(row, "revoked"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
