package org.proofmark.portal.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of files on their way in, which is the queue as well. */
@Component
class UploadStore {
    private final JdbcClient sql;
    private final InstantSource clock;

    UploadStore(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Writes an upload; answers whether it is new, false if one of this id was begun before. */
    boolean insert(Upload upload, Optional<Sha256> announced, Stated stated) {
        return sql.sql("""
                        insert into catalogue.upload (id, holder, person, parent, name, length, announced, digest, state, begun_at,
                            stated_title, stated_caption)
                        values (:id, :holder, :person, :parent, :name, :length, :announced, :digest, :state, :now, :title, :caption)
                        on conflict (id) do nothing
                        """)
                        .param("id", upload.id().value())
                        .param("holder", upload.holder().value())
                        .param("person", upload.person().value())
                        .param("parent", upload.parent().map(UploadId::value).orElse(null))
                        .param("name", upload.name())
                        .param("length", upload.length())
                        .param("announced", announced.map(Sha256::bytes).orElse(null), java.sql.Types.BINARY)
                        .param("digest", upload.digest().map(Sha256::bytes).orElse(null), java.sql.Types.BINARY)
                        .param("state", word(upload.state()))
                        .param("now", now())
                        .param("title", stated.title())
                        .param("caption", stated.caption())
                        .update()
                == 1;
    }

    Stated stated(UploadId id) {
        return sql.sql("select stated_title, stated_caption from catalogue.upload where id = :id")
                .param("id", id.value())
                .query((row, number) -> new Stated(row.getString("stated_title"), row.getString("stated_caption")))
                .single();
    }

    Optional<Upload> find(HolderId holder, UploadId id) {
        return sql.sql("select * from catalogue.upload where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(UploadStore::upload)
                .optional();
    }

    Optional<Sha256> announced(UploadId id) {
        return sql.sql("select announced from catalogue.upload where id = :id and announced is not null")
                .param("id", id.value())
                .query(byte[].class)
                .optional()
                .map(Sha256::from);
    }

    List<Upload> find(HolderId holder, List<UploadId> ids) {
        return sql.sql("select * from catalogue.upload where holder = :holder and id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids.stream().map(UploadId::value).toArray(UUID[]::new))
                .query(UploadStore::upload)
                .list();
    }

    List<Upload> latest(HolderId holder, int limit) {
        return sql.sql("select * from catalogue.upload where holder = :holder order by begun_at desc, id limit :limit")
                .param("holder", holder.value())
                .param("limit", limit)
                .query(UploadStore::upload)
                .list();
    }

    /** All bytes are here, and their file is about to move to where digests are kept. */
    void arriving(UploadId id, Sha256 digest) {
        sql.sql("update catalogue.upload set digest = :digest where id = :id and state = 'receiving'")
                .param("digest", digest.bytes())
                .param("id", id.value())
                .update();
    }

    /** All bytes are here: from now on it is in the queue. */
    void received(UploadId id, Sha256 digest) {
        sql.sql(
                        "update catalogue.upload set state = 'received', digest = :digest where id = :id and state = 'receiving'")
                .param("digest", digest.bytes())
                .param("id", id.value())
                .update();
    }

    /**
     * Takes the next one of the queue for a while; others pass it over until then. Those least often begun come first: what was
     * in hand when everything was killed does not keep the others waiting. The attempt is counted at once, so that a
     * file that kills whoever looks at it is not looked at for ever.
     *
     * @param attempts taken so often before, it is not taken again
     */
    Optional<Upload> take(Duration lease, int attempts) {
        return sql.sql("""
                        update catalogue.upload set attempts = attempts + 1, taken_until = :until
                        where id = (select id from catalogue.upload
                                    where state = 'received' and attempts < :attempts
                                      and (taken_until is null or taken_until < :now)
                                    order by attempts, begun_at, id limit 1 for update skip locked)
                        returning *
                        """)
                .param("until", now().plus(lease))
                .param("now", now())
                .param("attempts", attempts)
                .query(UploadStore::upload)
                .optional();
    }

    /** Those taken so often that they are given up. */
    List<Upload> givenUp(int attempts) {
        return sql.sql("""
                        select * from catalogue.upload where state = 'received' and attempts >= :attempts
                          and (taken_until is null or taken_until < :now)
                        """)
                .param("attempts", attempts)
                .param("now", now())
                .query(UploadStore::upload)
                .list();
    }

    /** After a start nobody has anything in hand. */
    void releaseAll() {
        sql.sql("update catalogue.upload set taken_until = null where taken_until is not null")
                .update();
    }

    /**
     * Lays one aside for a while; this attempt counts.
     *
     * @return false if it was begun so often already that this was the last time
     */
    boolean again(UploadId id, int attempts) {
        return sql.sql("""
                        update catalogue.upload set taken_until = :soon
                        where id = :id and state = 'received' and attempts < :attempts
                        """)
                        .param("soon", now().plusSeconds(5))
                        .param("id", id.value())
                        .param("attempts", attempts)
                        .update()
                == 1;
    }

    /** Gives one back that could not be looked at for a reason outside it. */
    void release(UploadId id) {
        sql.sql("update catalogue.upload set taken_until = :soon, attempts = attempts - 1 where id = :id")
                .param("soon", now().plusSeconds(5))
                .param("id", id.value())
                .update();
    }

    void end(UploadId id, Upload.State state, Optional<WorkId> work, Optional<String> reason) {
        sql.sql("""
                        update catalogue.upload set state = :state, work = :work, reason = :reason, ended_at = :now
                        where id = :id and state in ('receiving', 'received')
                        """)
                .param("state", word(state))
                .param("work", work.map(WorkId::value).orElse(null))
                .param("reason", reason.orElse(null))
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Forgets one whose bytes are still coming; answers whether there was one. */
    boolean delete(UploadId id) {
        return sql.sql("delete from catalogue.upload where id = :id and state = 'receiving'")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    List<Upload> receiving() {
        return sql.sql("select * from catalogue.upload where state = 'receiving'")
                .query(UploadStore::upload)
                .list();
    }

    /** Those whose bytes still come, begun before a moment. */
    List<UploadId> receivingSince(Instant moment) {
        return sql.sql("select id from catalogue.upload where state = 'receiving' and begun_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new UploadId(row.getObject("id", UUID.class)))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String word(Upload.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                new UploadId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                Optional.ofNullable(row.getObject("parent", UUID.class)).map(UploadId::new),
                row.getString("name"),
                row.getLong("length"),
                Optional.ofNullable(row.getBytes("digest")).map(Sha256::from),
                Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getObject("work", UUID.class)).map(WorkId::new),
                Optional.ofNullable(row.getString("reason")));
    }
}
