package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of sources, of those who watch them, and of their rounds. */
@Component
class SourceStore {
    private static final String SOURCE = """
        select s.*, case when :all then s.addresses else coalesce(w.addresses, '{}') end as begins,
            w.since as mine_since, w.every_seconds as my_every, w.max_pages as my_pages, w.max_depth as my_depth,
            w.render as my_render, w.paused as my_pause,
            (select count(*) from discovery.watch o where o.source = s.id) as watchers,
            r.number, r.started, r.told, r.ended, r.documents, r.images, r.pictures, r.missed, r.waiting, r.bytes,
            r.trouble
        from discovery.source s
        left join discovery.watch w on w.source = s.id and w.holder = :holder
        left join discovery.round r on r.source = s.id and r.number = s.round
        """;

    /** What this holder may see: what it watches, and what is watched for everyone. */
    private static final String SEEN = "(:all or w.holder is not null or s.everyones)";

    private final JdbcClient sql;

    SourceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A source that is not there yet.
     *
     * @param file an uploaded list or archive
     */
    record Made(
            SourceId id,
            Source.Kind kind,
            String identity,
            String scope,
            String name,
            List<String> addresses,
            Optional<Sha256> file,
            long fileBytes,
            boolean everyones) {}

    /** Writes a source; one with this identity that is there already gets its addresses added. Answers which it is. */
    SourceId add(Made made, PersonId by, Source.Wish wish, Instant now) {
        UUID id = sql.sql("""
            insert into discovery.source (id, kind, identity, scope, name, addresses, file, file_bytes,
                everyones, made_by, made_at, every_seconds, max_pages, max_depth, render, next_round)
            values (:id, :kind, :identity, :scope, :name, :addresses, :file, :bytes, :everyones, :by, :now,
                :every, :pages, :depth, :render, :now)
            on conflict (identity) do update set everyones = source.everyones or excluded.everyones,
                version = source.version + 1, file = coalesce(excluded.file, source.file),
                addresses = case when excluded.addresses <@ source.addresses then source.addresses
                    else source.addresses || excluded.addresses end
            returning id
            """)
                .param("id", made.id().value())
                .param("kind", made.kind().name())
                .param("identity", made.identity())
                .param("scope", made.scope())
                .param("name", made.name())
                .param("addresses", made.addresses().toArray(String[]::new))
                .param("file", made.file().map(Sha256::bytes).orElse(null), java.sql.Types.BINARY)
                .param("bytes", made.fileBytes())
                .param("everyones", made.everyones())
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("every", wish.every().toSeconds())
                .param("pages", wish.maxPages())
                .param("depth", wish.maxDepth())
                .param("render", wish.render())
                .query(UUID.class)
                .single();
        return new SourceId(id);
    }

    /** Watches a source from these addresses on; answers whether it is new, false if the holder does already. */
    boolean watch(SourceId id, HolderId holder, PersonId by, List<String> from, Source.Wish wish, Instant now) {
        return sql.sql("""
            insert into discovery.watch as w (source, holder, person, since, every_seconds, max_pages, max_depth,
                render, paused, addresses)
            values (:source, :holder, :person, :now, :every, :pages, :depth, :render, :paused, :addresses)
            on conflict (source, holder) do update set addresses = w.addresses || excluded.addresses
                where not excluded.addresses <@ w.addresses
            returning xmax = 0
            """)
                .param("source", id.value())
                .param("holder", holder.value())
                .param("person", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("every", wish.every().toSeconds())
                .param("pages", wish.maxPages())
                .param("depth", wish.maxDepth())
                .param("render", wish.render())
                .param("paused", wish.paused())
                .param("addresses", from.toArray(String[]::new))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    boolean change(SourceId id, HolderId holder, Source.Wish wish) {
        return sql.sql("""
            update discovery.watch set every_seconds = :every, max_pages = :pages, max_depth = :depth,
                render = :render, paused = :paused
            where source = :source and holder = :holder
            """)
                        .param("source", id.value())
                        .param("holder", holder.value())
                        .param("every", wish.every().toSeconds())
                        .param("pages", wish.maxPages())
                        .param("depth", wish.maxDepth())
                        .param("render", wish.render())
                        .param("paused", wish.paused())
                        .update()
                == 1;
    }

    boolean unwatch(SourceId id, HolderId holder) {
        return sql.sql("delete from discovery.watch where source = :source and holder = :holder")
                        .param("source", id.value())
                        .param("holder", holder.value())
                        .update()
                == 1;
    }

    /** What all who watch a source ask for together: the soonest, the most, the deepest; a pause only if all pause. */
    void agree(SourceId id, Instant now) {
        sql.sql("""
            with old as (select id, every_seconds, wanted from discovery.source where id = :id for update),
            asked as (
                select count(*) > 0 as wanted, min(every_seconds) as every, max(max_pages) as pages,
                    max(max_depth) as depth, bool_or(render) as render
                from discovery.watch where source = :id and not paused)
            update discovery.source s set version = s.version + 1, wanted = asked.wanted,
                every_seconds = coalesce(asked.every, s.every_seconds),
                max_pages = coalesce(asked.pages, s.max_pages),
                max_depth = coalesce(asked.depth, s.max_depth),
                render = coalesce(asked.render, s.render),
                next_round = least(s.next_round, cast(:now as timestamptz)
                    + coalesce(asked.every, s.every_seconds) * interval '1 second')
            from asked, old where s.id = old.id
            """)
                .param("id", id.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the version is still this one; the row is locked until the transaction ends. */
    boolean isAt(SourceId id, int version) {
        return sql.sql("select version from discovery.source where id = :id for update")
                .param("id", id.value())
                .query(Integer.class)
                .optional()
                .filter(now -> now == version)
                .isPresent();
    }

    void hold(SourceId id, boolean held) {
        sql.sql("update discovery.source set held = :held, version = version + 1 where id = :id")
                .param("held", held)
                .param("id", id.value())
                .update();
    }

    void runNow(SourceId id, Instant now) {
        sql.sql("update discovery.source set next_round = :now, whole = true, version = version + 1 where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** Nobody watches it any more, whoever did. Its file goes; what was seen stays. */
    void leave(SourceId id) {
        sql.sql("delete from discovery.watch where source = :id")
                .param("id", id.value())
                .update();
    }

    /** A file that nobody watches is not kept. */
    void forgetFile(SourceId id) {
        sql.sql("""
            update discovery.source s set file = null where id = :id
                and not exists (select 1 from discovery.watch w where w.source = s.id)
            """).param("id", id.value()).update();
    }

    /** All who watch it, as the operator wants it. */
    void changeAll(SourceId id, Source.Wish wish) {
        sql.sql("""
            update discovery.watch set every_seconds = :every, max_pages = :pages, max_depth = :depth,
                render = :render where source = :source
            """)
                .param("source", id.value())
                .param("every", wish.every().toSeconds())
                .param("pages", wish.maxPages())
                .param("depth", wish.maxDepth())
                .param("render", wish.render())
                .update();
    }

    long watched(HolderId holder) {
        return sql.sql("select count(*) from discovery.watch where holder = :holder")
                .param("holder", holder.value())
                .query(Long.class)
                .single();
    }

    /** All addresses at which the walks of a source begin, whoever wrote them down. */
    List<String> begins(SourceId id) {
        return sql.sql("select unnest(addresses) from discovery.source where id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Addresses of which nothing was seen at their last visit, or not all of it, those found last first. */
    List<Missed> missed(SourceId id, Optional<String> why, Optional<Long> after, int limit) {
        return sql.sql("""
            select id, url, role, referrer, coalesce(why, :part) as why, status, explanation, visited
            from discovery.address
            where source = :source and explanation is not null
                and (cast(:why as text) is null or coalesce(why, :part) = :why) and id < :after
            order by id desc limit :limit
            """)
                .param("source", id.value())
                .param("part", Visit.Why.UNREADABLE.name())
                .param("why", why.orElse(null), java.sql.Types.VARCHAR)
                .param("after", after.orElse(Long.MAX_VALUE))
                .param("limit", limit)
                .query((row, number) -> missed(row))
                .list();
    }

    /** How many addresses of a source there are: by role those that answered, by reason those not seen, or not whole. */
    Standing standing(SourceId id) {
        Map<Role, Long> seen = new EnumMap<>(Role.class);
        Map<Visit.Why, Long> missed = new EnumMap<>(Visit.Why.class);
        long[] open = new long[1];
        sql.sql("""
            select role, open, why is null and not inline as seen,
                case when explanation is not null then coalesce(why, :part) end as obstacle, count(*) as many
            from discovery.address where source = :source group by role, open, seen, obstacle
            """)
                .param("source", id.value())
                .param("part", Visit.Why.UNREADABLE.name())
                .query(row -> {
                    if (row.getString("obstacle") != null) {
                        missed.merge(Visit.Why.valueOf(row.getString("obstacle")), row.getLong("many"), Long::sum);
                    }
                    if (row.getBoolean("seen") && row.getBoolean("open")) {
                        open[0] += row.getLong("many");
                    } else if (row.getBoolean("seen")) {
                        seen.merge(Role.valueOf(row.getString("role")), row.getLong("many"), Long::sum);
                    }
                });
        return new Standing(seen, missed, open[0]);
    }

    Optional<Source> find(HolderId holder, boolean all, SourceId id, Instant now) {
        return sql.sql(SOURCE + " where s.id = :id and " + SEEN)
                .param("holder", holder.value())
                .param("all", all)
                .param("id", id.value())
                .query((row, number) -> source(row, now))
                .optional();
    }

    /** Sources in the order of their names. */
    List<Source> list(HolderId holder, boolean all, String words, Optional<SourceId> after, int limit, Instant now) {
        return sql.sql(SOURCE + """
            where %s and (:words = '' or position(lower(:words) in lower(s.name)) > 0)
                and (cast(:after as uuid) is null or (lower(s.name), s.id) >
                    (select lower(p.name), p.id from discovery.source p where p.id = cast(:after as uuid)))
            order by lower(s.name), s.id limit :limit
            """.formatted(SEEN))
                .param("holder", holder.value())
                .param("all", all)
                .param("words", words)
                .param("after", after.map(SourceId::value).orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> source(row, now))
                .list();
    }

    /** What the sources a holder may see brought together: each by its latest walk, or the one before while that is under way. */
    Overall overall(HolderId holder) {
        return sql.sql("""
            with seen as (
                select s.* from discovery.watch w join discovery.source s on s.id = w.source where w.holder = :holder
                union select s.* from discovery.source s where s.everyones)
            select count(*) as sources, count(r.ended) as walked, coalesce(sum(r.documents), 0) as documents,
                coalesce(sum(r.images), 0) as images, coalesce(sum(r.missed), 0) as missed, max(r.ended) as ended,
                min(s.next_round) filter (where s.wanted and not s.held) as next
            from seen s left join lateral (
                select * from discovery.round r
                where r.source = s.id and r.number in (s.round, s.round - 1) and r.ended is not null
                order by r.number desc limit 1) r on true
            """)
                .param("holder", holder.value())
                .query((row, number) -> new Overall(
                        row.getLong("sources"),
                        row.getLong("walked"),
                        row.getLong("documents"),
                        row.getLong("images"),
                        row.getLong("missed"),
                        moment(row, "ended"),
                        moment(row, "next")))
                .single();
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** The sites of a source, those of which most is known first. */
    List<String> sites(SourceId id, int most) {
        return sql.sql("""
            select d.site from discovery.address a join discovery.document d on d.address = a.id
            where a.source = :id group by d.site order by count(*) desc, d.site limit :most
            """)
                .param("id", id.value())
                .param("most", most)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Sources a holder may see, by their names; the first so many, and this one too. */
    Map<UUID, String> names(HolderId holder, Optional<UUID> also, int limit) {
        Map<UUID, String> names = new LinkedHashMap<>();
        sql.sql("""
            with seen as (
                select s.id, s.name from discovery.watch w join discovery.source s on s.id = w.source where w.holder = :holder
                union select s.id, s.name from discovery.source s where s.everyones),
            few as (select * from seen order by lower(name), id limit :limit)
            select * from few union select * from seen where id = :also order by name
            """)
                .param("holder", holder.value())
                .param("also", also.orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query(row -> {
                    names.put(row.getObject("id", UUID.class), row.getString("name"));
                });
        return names;
    }

    /** The walks of a source, newest first. */
    List<Round> rounds(SourceId id, int limit) {
        return sql.sql("select * from discovery.round where source = :id order by number desc limit :limit")
                .param("id", id.value())
                .param("limit", limit)
                .query((row, number) -> round(row))
                .list();
    }

    private static Source source(ResultSet row, Instant now) throws SQLException {
        boolean rests = !row.getBoolean("wanted");
        int watchers = row.getInt("watchers");
        Instant next = instant(row, "next_round");
        Optional<Instant> leased = Optional.ofNullable(row.getObject("leased_until", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        return new Source(
                new SourceId(row.getObject("id", UUID.class)),
                Source.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Arrays.asList((String[]) row.getArray("begins").getArray()),
                row.getLong("file_bytes"),
                row.getBoolean("everyones"),
                row.getObject("my_every") == null
                        ? Optional.empty()
                        : Optional.of(new Source.Wish(
                                Duration.ofSeconds(row.getLong("my_every")),
                                row.getInt("my_pages"),
                                row.getInt("my_depth"),
                                row.getBoolean("my_render"),
                                row.getBoolean("my_pause"))),
                new Source.Wish(
                        Duration.ofSeconds(row.getLong("every_seconds")),
                        row.getInt("max_pages"),
                        row.getInt("max_depth"),
                        row.getBoolean("render"),
                        rests),
                watchers,
                state(
                        row.getBoolean("held"),
                        rests,
                        watchers,
                        leased.filter(now::isBefore).isPresent(),
                        next,
                        now),
                instant(row, "made_at"),
                next,
                row.getObject("number") == null ? Optional.empty() : Optional.of(round(row)),
                row.getInt("version"));
    }

    private static Source.State state(
            boolean held, boolean rests, int watchers, boolean leased, Instant next, Instant now) {
        if (held) {
            return Source.State.HELD;
        }
        if (watchers == 0) {
            return Source.State.LEFT;
        }
        if (rests) {
            return Source.State.PAUSED;
        }
        if (leased) {
            return Source.State.RUNNING;
        }
        return next.isAfter(now) ? Source.State.WAITING : Source.State.DUE;
    }

    static Missed missed(ResultSet row) throws SQLException {
        return new Missed(
                row.getLong("id"),
                row.getString("url"),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getString("referrer")),
                Visit.Why.valueOf(row.getString("why")),
                row.getInt("status"),
                Optional.ofNullable(row.getString("explanation")).orElse(""),
                instant(row, "visited"));
    }

    private static Round round(ResultSet row) throws SQLException {
        return new Round(
                row.getInt("number"),
                instant(row, "started"),
                instant(row, "told"),
                Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("documents"),
                row.getLong("images"),
                row.getLong("pictures"),
                row.getLong("missed"),
                row.getLong("waiting"),
                row.getLong("bytes"),
                row.getString("trouble"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        if (moment == null) {
            throw new SQLException(column + " is empty");
        }
        return moment.toInstant();
    }
}
