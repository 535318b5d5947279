package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who walks which source. A source is one worker's until it is given back, or the worker gives no sign of life for too long. */
@Component
class ClaimStore {
    private final JdbcClient sql;

    ClaimStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A source that is now this worker's to walk.
     *
     * @param at when it was claimed, by the database's clock
     * @param every between the beginnings of two walks
     * @param whole whether everything known is due, whatever its time
     */
    record Claim(
            SourceId id,
            Source.Kind kind,
            String scope,
            List<String> addresses,
            Optional<Sha256> file,
            int maxPages,
            int maxDepth,
            boolean render,
            Duration every,
            boolean whole,
            Instant at) {}

    /** Takes the source that is due longest and is nobody's. */
    Optional<Claim> claim(UUID worker, Duration lease) {
        return sql.sql("""
            update discovery.source set worker = :worker,
                leased_until = clock_timestamp() + :lease * interval '1 millisecond'
            where id = (
                select id from discovery.source
                where wanted and not held and next_round <= now()
                    and (leased_until is null or leased_until < now())
                order by next_round limit 1 for update skip locked)
            returning *, clock_timestamp() as at
            """)
                .param("worker", worker)
                .param("lease", lease.toMillis())
                .query(ClaimStore::claim)
                .optional();
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(
                new SourceId(row.getObject("id", UUID.class)),
                Source.Kind.valueOf(row.getString("kind")),
                row.getString("scope"),
                Arrays.asList((String[]) row.getArray("addresses").getArray()),
                Optional.ofNullable(row.getBytes("file")).map(Sha256::from),
                row.getInt("max_pages"),
                row.getInt("max_depth"),
                row.getBoolean("render"),
                Duration.ofSeconds(row.getLong("every_seconds")),
                row.getBoolean("whole"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** A sign of life; answers which of a worker's sources are still its own and wanted. */
    Set<SourceId> alive(UUID worker, Duration lease, Collection<SourceId> having) {
        return new HashSet<>(sql.sql("""
            update discovery.source set leased_until = clock_timestamp() + :lease * interval '1 millisecond'
            where worker = :worker and id = any (:ids) and wanted and not held
            returning id
            """)
                .param("lease", lease.toMillis())
                .param("worker", worker)
                .param("ids", having.stream().map(SourceId::value).toArray(UUID[]::new))
                .query((row, number) -> new SourceId(row.getObject("id", UUID.class)))
                .list());
    }

    /** The walk is done. If it was asked for once more meanwhile, the next one follows at once. */
    void done(Claim claim, UUID worker) {
        sql.sql("""
            update discovery.source set worker = null, leased_until = null,
                whole = whole and next_round > :at,
                next_round = case when next_round > :at then next_round
                    else :at + every_seconds * interval '1 second' end
            where id = :id and worker = :worker
            """)
                .param("at", claim.at().atOffset(ZoneOffset.UTC))
                .param("id", claim.id().value())
                .param("worker", worker)
                .update();
    }

    /** The walk was stopped: whoever comes next goes on with it. */
    void giveBack(SourceId id, UUID worker, Duration after) {
        sql.sql("""
            update discovery.source set worker = null, leased_until = null,
                next_round = case when :after = 0 then next_round
                    else now() + :after * interval '1 millisecond' end
            where id = :id and worker = :worker
            """)
                .param("after", after.toMillis())
                .param("id", id.value())
                .param("worker", worker)
                .update();
    }
}
