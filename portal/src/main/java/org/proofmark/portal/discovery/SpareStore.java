package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Family;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a walk need not ask for, since it was seen elsewhere: in this round of its source, or lately by another's. */
@Component
class SpareStore {
    /** An image that another source's walk saw so lately is not asked for again. */
    private static final Duration LATELY = Duration.ofHours(20);

    /**
     * An image that was seen, whatever it shows; a drawing is a document. A page that was read, and is as this errand knows it:
     * if it changed, it is read.
     */
    private static final String SEEN = """
        select a.status, a.url, a.digest from discovery.address a
        where a.source = :source and a.role = :role and a.id <> :id and a.round = :round and not a.open
            and a.why is null and a.digest is not null
            and case a.role
                when 'IMAGE' then exists (select 1 from discovery.image i where i.digest = a.digest and i.state <> 'AGAIN')
                when 'PAGE' then a.digest = coalesce(cast(:known as bytea), a.digest) else false end
            and\s""";

    private final JdbcClient sql;

    SpareStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** What this source's walk saw in a round at another size of the same picture, or where a redirect from elsewhere led. */
    Optional<Visit.Spared> spared(SourceId source, Errand errand, int round) {
        Optional<Visit.Spared> otherSize = errand.role() == Role.IMAGE
                ? seen(source, errand, round, "a.family = :at", Keys.of(Family.of(errand.url())))
                : Optional.empty();
        return otherSize.or(() -> ledTo(source, errand, errand.url(), round));
    }

    /** What it saw in a round at an address to which a redirect leads. */
    Optional<Visit.Spared> spared(SourceId source, Errand errand, Url target, int round) {
        return seen(source, errand, round, "a.key = :at", AddressStore.key(target))
                .or(() -> ledTo(source, errand, target, round));
    }

    private Optional<Visit.Spared> ledTo(SourceId source, Errand errand, Url url, int round) {
        return seen(source, errand, round, "a.landed = :at and a.landed <> a.url", url.toString());
    }

    private Optional<Visit.Spared> seen(SourceId source, Errand errand, int round, String where, Object at) {
        return sql.sql(SEEN + where + " limit 1")
                .param("source", source.value())
                .param("role", errand.role().name())
                .param("id", errand.id())
                .param("round", round)
                .param("known", errand.digest().map(HexFormat.of()::parseHex).orElse(null), Types.BINARY)
                .param("at", at)
                .query(SpareStore::spared)
                .optional();
    }

    /**
     * What another source's walk saw.
     *
     * @param at when
     */
    record Elsewhere(Visit.Spared seen, Instant at) {}

    /** The same address as another source's walk saw it lately, on its server. */
    Optional<Elsewhere> elsewhere(SourceId source, Errand errand, Instant now) {
        return sql.sql("""
            select a.status, a.url, a.digest, a.visited from discovery.address a
                join discovery.image i on i.digest = a.digest and i.state <> 'AGAIN'
                join discovery.source s on s.id = a.source and s.kind <> 'WARC'
            where a.key = :key and a.role = 'IMAGE' and a.source <> :source and not a.open and a.why is null
                and a.visited > :lately
            order by a.visited desc limit 1
            """)
                .param("key", AddressStore.key(errand.url()))
                .param("source", source.value())
                .param("lately", now.minus(LATELY).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Elsewhere(
                        spared(row, number),
                        row.getObject("visited", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static Visit.Spared spared(ResultSet row, int number) throws SQLException {
        return new Visit.Spared(new Visit.Answer(
                row.getInt("status"),
                Url.of(row.getString("url")),
                Validators.NONE,
                HexFormat.of().formatHex(row.getBytes("digest")),
                0));
    }
}
