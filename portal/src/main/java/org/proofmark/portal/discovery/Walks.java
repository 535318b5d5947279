package org.proofmark.portal.discovery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was looked at, for those who tell a holder that there is nothing new. */
@Component
@Transactional(readOnly = true)
public class Walks {
    /** A holder's sources and the walks over them that ended in a span of time. */
    private static final String THEIRS = """
        with theirs as (
            select s.id, s.name from discovery.source s
            where s.everyones
                or exists (select 1 from discovery.watch w where w.source = s.id and w.holder = :holder)),
        ended as (
            select r.*, t.name from theirs t join discovery.round r on r.source = t.id
            where r.ended > :after and r.ended <= :until)
        """;

    private final JdbcClient sql;

    Walks(JdbcClient sql) {
        this.sql = sql;
    }

    public Walked of(HolderId holder, Instant after, Instant until) {
        List<String> troubled = sql.sql(THEIRS + """
            select name from (select distinct on (source) * from ended order by source, number desc) latest
            where trouble <> '' or documents + images = 0 order by name
            """)
                .param("holder", holder.value())
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString("name"))
                .list();
        return sql.sql(THEIRS + """
            select (select count(*) from theirs) as sources, count(distinct source) as walked,
                coalesce(sum(documents), 0) as pages, coalesce(sum(images), 0) as images,
                coalesce(sum(pictures), 0) as pictures, max(ended) as last,
                (select count(*) from discovery.image where state = 'NEW') as waiting
            from ended
            """)
                .param("holder", holder.value())
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Walked(
                        row.getInt("sources"),
                        row.getInt("walked"),
                        row.getLong("pages"),
                        row.getLong("images"),
                        row.getLong("pictures"),
                        Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getLong("waiting"),
                        troubled))
                .single();
    }
}
