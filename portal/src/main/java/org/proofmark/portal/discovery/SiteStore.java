package org.proofmark.portal.discovery;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sites. */
@Component
class SiteStore {
    private final JdbcClient sql;

    SiteStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<SiteFacts> find(String site) {
        return sql.sql("select name, kind, why, country, imprint, operator from discovery.site where name = :name")
                .param("name", site)
                .query((row, number) -> new SiteFacts(
                        row.getString("name"),
                        SiteFacts.Kind.valueOf(row.getString("kind")),
                        row.getString("why"),
                        Optional.ofNullable(row.getString("country")),
                        Optional.ofNullable(row.getString("imprint")),
                        Optional.ofNullable(row.getString("operator"))))
                .optional();
    }

    /** Keeps what a page says; what others said and it does not stays, and one that sells outweighs those that do not. */
    void keep(SiteFacts facts) {
        sql.sql("""
            insert into discovery.site (name, kind, why, country, imprint, operator, seen)
            values (:name, :kind, :why, :country, :imprint, :operator, now())
            on conflict (name) do update set
                kind = case when %1$s then excluded.kind else site.kind end,
                why = case when %1$s then excluded.why else site.why end,
                country = coalesce(excluded.country, site.country),
                imprint = coalesce(excluded.imprint, site.imprint),
                operator = coalesce(excluded.operator, site.operator), seen = excluded.seen
            """.formatted("array_position(array['UNKNOWN', 'PRIVATE', 'BUSINESS'], excluded.kind)"
                        + " >= array_position(array['UNKNOWN', 'PRIVATE', 'BUSINESS'], site.kind)"))
                .param("name", facts.name())
                .param("kind", facts.kind().name())
                .param("why", facts.why())
                .param("country", facts.country().orElse(null), java.sql.Types.VARCHAR)
                .param("imprint", Texts.clean(facts.imprint().orElse(null)), java.sql.Types.VARCHAR)
                .param("operator", facts.operator().orElse(null), java.sql.Types.VARCHAR)
                .update();
    }
}
