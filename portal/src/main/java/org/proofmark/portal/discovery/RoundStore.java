package org.proofmark.portal.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rounds of a source as its walk writes them. */
@Component
class RoundStore {
    private final JdbcClient sql;

    RoundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What one visit adds to its round. */
    record Step(int documents, int images, int pictures, int missed, long bytes) {}

    /** Whether a worker has a source; while the transaction lasts nobody else can take it. */
    boolean has(SourceId source, UUID worker) {
        return sql.sql("select 1 from discovery.source where id = :id and worker = :worker for share")
                .param("id", source.value())
                .param("worker", worker)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The round that was begun and not ended. */
    Optional<Integer> open(SourceId source) {
        return sql.sql("select number from discovery.round where source = :source and ended is null")
                .param("source", source.value())
                .query(Integer.class)
                .optional();
    }

    int last(SourceId source) {
        return sql.sql("select round from discovery.source where id = :source")
                .param("source", source.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    int begin(SourceId source, Instant now) {
        int number = sql.sql("update discovery.source set round = round + 1 where id = :source returning round")
                .param("source", source.value())
                .query(Integer.class)
                .single();
        sql.sql("insert into discovery.round (source, number, started, told) values (:source, :number, :now, :now)")
                .param("source", source.value())
                .param("number", number)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return number;
    }

    Optional<Instant> started(SourceId source, int round) {
        return sql.sql("select started from discovery.round where source = :source and number = :round")
                .param("source", source.value())
                .param("round", round)
                .query((row, number) ->
                        row.getObject("started", OffsetDateTime.class).toInstant())
                .optional();
    }

    void end(SourceId source, Instant now) {
        sql.sql("""
            update discovery.round set ended = :now, told = :now, waiting = 0, trouble = ''
            where source = :source and ended is null
            """)
                .param("source", source.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void step(SourceId source, int round, Step step, long waiting, Instant now) {
        sql.sql("""
            update discovery.round set documents = documents + :documents, images = images + :images,
                pictures = pictures + :pictures, missed = missed + :missed, bytes = bytes + :bytes,
                waiting = :waiting, told = :now
            where source = :source and number = :round
            """)
                .param("documents", step.documents())
                .param("images", step.images())
                .param("pictures", step.pictures())
                .param("missed", step.missed())
                .param("bytes", step.bytes())
                .param("waiting", waiting)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("source", source.value())
                .param("round", round)
                .update();
    }

    void trouble(SourceId source, String trouble) {
        sql.sql("update discovery.round set trouble = :trouble where source = :source and ended is null")
                .param("trouble", Texts.cut(trouble, 2_000))
                .param("source", source.value())
                .update();
    }

    /** What is to be known of the round that ended last. */
    void note(SourceId source, String trouble) {
        sql.sql("""
            update discovery.round set trouble = :trouble
            where source = :source and number = (select round from discovery.source where id = :source)
            """)
                .param("trouble", Texts.cut(trouble, 2_000))
                .param("source", source.value())
                .update();
    }

    /** What was looked at in a round. */
    Coverage coverage(SourceId source, String scope, int round) {
        Map<Role, Integer> seen = new EnumMap<>(Role.class);
        Map<Visit.Why, Integer> skipped = new EnumMap<>(Visit.Why.class);
        long[] sums = new long[2];
        Instant[] span = {Instant.EPOCH, Instant.EPOCH};
        sql.sql("""
            select role, why, open, count(*) as many, sum(bytes) as bytes, min(visited) as first,
                max(visited) as last
            from discovery.address where source = :source and not inline and (open or round = :round)
            group by role, why, open
            """).param("source", source.value()).param("round", round).query(row -> {
            int many = row.getInt("many");
            String why = row.getString("why");
            if (row.getBoolean("open")) {
                sums[0] += many;
                return;
            }
            sums[1] += row.getLong("bytes");
            span[0] = earlier(span[0], row.getObject("first", OffsetDateTime.class));
            span[1] = later(span[1], row.getObject("last", OffsetDateTime.class));
            if (why == null) {
                seen.merge(Role.valueOf(row.getString("role")), many, Integer::sum);
            } else {
                skipped.merge(Visit.Why.valueOf(why), many, Integer::sum);
            }
        });
        return new Coverage(scope, span[0], span[1], seen, skipped, (int) sums[0], sums[1], walked(source, round));
    }

    private Duration walked(SourceId source, int round) {
        return Duration.ofMillis(sql.sql("""
            select coalesce(sum(gap), 0) from (select extract(epoch from
                visited - lag(visited) over (order by visited)) * 1000 as gap
                from discovery.address where source = :source and round = :round and not open and not inline) gaps
            where gap <= :pause
            """)
                .param("source", source.value())
                .param("round", round)
                .param("pause", Coverage.PAUSE.toMillis())
                .query(Long.class)
                .single());
    }

    private static Instant earlier(Instant known, @Nullable OffsetDateTime other) {
        return other == null || !known.equals(Instant.EPOCH) && known.isBefore(other.toInstant())
                ? known
                : other.toInstant();
    }

    private static Instant later(Instant known, @Nullable OffsetDateTime other) {
        return other == null || known.isAfter(other.toInstant()) ? known : other.toInstant();
    }

    /** Addresses of a source of which nothing was seen at their last visit, or not all of it. */
    List<Missed> missed(SourceId source) {
        return sql.sql("""
            select id, url, role, referrer, coalesce(why, :part) as why, status, explanation, visited
            from discovery.address where source = :source and explanation is not null order by url
            """)
                .param("source", source.value())
                .param("part", Visit.Why.UNREADABLE.name())
                .query((row, number) -> SourceStore.missed(row))
                .list();
    }
}
