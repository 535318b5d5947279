package org.proofmark.portal.discovery;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of turns. Its time is the database's, the same for all processes. */
@Component
class HostStore {
    private final JdbcClient sql;

    HostStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a site asked for. */
    record Asked(Duration rest, int overloads) {
        static final Asked NOTHING = new Asked(Duration.ZERO, 0);
    }

    /** Takes a site's turn, if nobody has it and the site has rested. */
    boolean take(String site, UUID worker, Duration lease) {
        return sql.sql("""
            insert into discovery.host (site, taken_by, taken_until, ready_at)
            values (:site, :worker, clock_timestamp() + :lease * interval '1 millisecond', now())
            on conflict (site) do update set taken_by = excluded.taken_by, taken_until = excluded.taken_until
            where (host.taken_by is null or host.taken_until < clock_timestamp())
                and host.ready_at <= clock_timestamp()
            """)
                        .param("site", site)
                        .param("worker", worker)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** How long until a turn may be had; nothing if another has it. */
    java.util.Optional<Duration> left(String site) {
        return sql.sql("""
            select case when taken_by is not null and taken_until >= clock_timestamp() then null
                else extract(epoch from ready_at - clock_timestamp()) * 1000 end as left
            from discovery.host where site = :site
            """)
                .param("site", site)
                .query((row, number) -> {
                    double millis = row.getDouble("left");
                    return row.wasNull() ? Duration.ofMillis(-1) : Duration.ofMillis(Math.max(0, (long) millis));
                })
                .optional()
                .filter(left -> !left.isNegative());
    }

    Asked asked(String site) {
        return sql.sql("select asked_millis, overloads from discovery.host where site = :site")
                .param("site", site)
                .query((row, number) ->
                        new Asked(Duration.ofMillis(row.getLong("asked_millis")), row.getInt("overloads")))
                .optional()
                .orElse(Asked.NOTHING);
    }

    void asks(String site, Duration rest) {
        sql.sql("""
            insert into discovery.host (site, ready_at, asked_millis) values (:site, now(), :asked)
            on conflict (site) do update set asked_millis = excluded.asked_millis
            """).param("site", site).param("asked", rest.toMillis()).update();
    }

    void give(String site, UUID worker, Duration rest, int overloads) {
        sql.sql("""
            update discovery.host set taken_by = null, taken_until = null, overloads = :overloads,
                ready_at = clock_timestamp() + :rest * interval '1 millisecond'
            where site = :site and taken_by = :worker
            """)
                .param("overloads", overloads)
                .param("rest", rest.toMillis())
                .param("site", site)
                .param("worker", worker)
                .update();
    }

    /** A sign of life: what a worker has it keeps. */
    void alive(UUID worker, Duration lease) {
        sql.sql("""
            update discovery.host set taken_until = clock_timestamp() + :lease * interval '1 millisecond'
            where taken_by = :worker
            """).param("lease", lease.toMillis()).param("worker", worker).update();
    }

    void leave(UUID worker) {
        sql.sql("update discovery.host set taken_by = null, taken_until = null where taken_by = :worker")
                .param("worker", worker)
                .update();
    }

    /** Sites nobody asked for two hours are forgotten. */
    void forget() {
        sql.sql("delete from discovery.host where taken_by is null and ready_at < now() - interval '2 hours'")
                .update();
    }
}
