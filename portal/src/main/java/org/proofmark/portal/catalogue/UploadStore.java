package org.proofmark.portal.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /**
     * Writes an upload; answers whether it is new, false if one of this id was begun before.
     *
     * @param declared the number of the words that were declared with it; what came in an archive has those of the archive
     */
    boolean insert(Upload upload, Optional<Sha256> announced, Stated stated, Optional<Integer> declared) {
        return sql.sql("""
                        insert into catalogue.upload (id, holder, person, parent, name, length, announced, digest, state, reason,
                            begun_at, ended_at, stated_title, stated_caption, declared)
                        values (:id, :holder, :person, :parent, :name, :length, :announced, :digest, :state, :reason,
                            :now, :ended, :title, :caption,
                            coalesce(:declared, (select declared from catalogue.upload where id = :parent)))
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
                        .param("reason", upload.reason().orElse(null))
                        .param("now", now())
                        .param("ended", upload.state().ended() ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("title", stated.title())
                        .param("caption", stated.caption())
                        .param("declared", declared.orElse(null), java.sql.Types.SMALLINT)
                        .update()
                == 1;
    }

    Stated stated(UploadId id) {
        return sql.sql("select stated_title, stated_caption from catalogue.upload where id = :id")
                .param("id", id.value())
                .query((row, number) -> new Stated(row.getString("stated_title"), row.getString("stated_caption")))
                .single();
    }

    /** What was declared of a work when its file came in. */
    Optional<Declaration> declared(WorkId work) {
        return sql.sql("""
                        select person, begun_at, declared from catalogue.upload
                        where work = :work and state in ('registered', 'near_duplicate') and declared is not null
                        order by begun_at limit 1
                        """)
                .param("work", work.value())
                .query((row, number) -> new Declaration(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        row.getInt("declared")))
                .optional();
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

    Arrivals.Stretch look(HolderId holder, Arrivals asked) {
        List<Placed> found = sql.sql("select u.* from catalogue.upload u where u.holder = :holder" + where(asked)
                        + " order by u.begun_at desc, u.id desc limit :limit")
                .params(parameters(holder, asked))
                .query((row, number) -> new Placed(
                        upload(row, number),
                        new Arrivals.Place(
                                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                                row.getObject("id", UUID.class))))
                .list();
        boolean more = found.size() > asked.limit();
        List<Placed> shown = more ? found.subList(0, asked.limit()) : found;
        return new Arrivals.Stretch(
                shown.stream().map(Placed::upload).toList(),
                more ? Optional.of(shown.getLast().place()) : Optional.empty());
    }

    private record Placed(Upload upload, Arrivals.Place place) {}

    private static String where(Arrivals asked) {
        StringBuilder where = new StringBuilder();
        if (asked.archive().isPresent()) {
            where.append(" and u.parent = :archive");
        } else if (!asked.flat()) {
            where.append(" and u.parent is null");
        }
        if (!asked.show().states().isEmpty()) {
            where.append(asked.show().states().stream()
                    .map(UploadStore::word)
                    .collect(Collectors.joining("', '", " and u.state in ('", "')")));
        }
        if (asked.after().isPresent()) {
            where.append(" and (u.begun_at, u.id) < (:begun, :last)");
        }
        return where.toString();
    }

    private static Map<String, Object> parameters(HolderId holder, Arrivals asked) {
        Map<String, Object> values = new HashMap<>();
        values.put("holder", holder.value());
        values.put("limit", asked.limit() + 1);
        asked.archive().ifPresent(archive -> values.put("archive", archive.value()));
        asked.after().ifPresent(place -> {
            values.put("begun", place.begun().atOffset(ZoneOffset.UTC));
            values.put("last", place.upload());
        });
        return values;
    }

    /** What became of the files of these archives; those without files are left out. */
    Map<UploadId, Arrivals.Within> within(HolderId holder, List<UploadId> archives) {
        Map<UploadId, Arrivals.Within> within = new HashMap<>();
        sql.sql("""
                        select parent, count(*) as files, count(*) filter (where state in ('receiving', 'received')) as processing,
                               count(*) filter (where state in ('registered', 'near_duplicate')) as registered,
                               count(*) filter (where state = 'near_duplicate') as near,
                               count(*) filter (where state = 'duplicate') as duplicates,
                               count(*) filter (where state = 'refused') as refused
                        from catalogue.upload where parent = any (:archives) and holder = :holder group by parent
                        """)
                .param("archives", archives.stream().map(UploadId::value).toArray(UUID[]::new))
                .param("holder", holder.value())
                .query(row -> {
                    within.put(
                            new UploadId(row.getObject("parent", UUID.class)),
                            new Arrivals.Within(
                                    row.getLong("files"),
                                    row.getLong("processing"),
                                    row.getLong("registered"),
                                    row.getLong("near"),
                                    row.getLong("duplicates"),
                                    row.getLong("refused")));
                });
        return within;
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
                        where id = (
                            select id from catalogue.upload
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

    /**
     * Gives one back that could not be looked at for a reason outside it.
     *
     * @param waits why, for whoever asks meanwhile: key of a text
     */
    void release(UploadId id, Optional<String> waits) {
        sql.sql("""
                        update catalogue.upload set taken_until = :soon, attempts = attempts - 1, reason = :waits
                        where id = :id and state = 'received'
                        """)
                .param("soon", now().plusSeconds(5))
                .param("waits", waits.orElse(null))
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
