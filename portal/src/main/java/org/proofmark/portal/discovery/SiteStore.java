package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sites. */
@Component
class SiteStore {
    private static final String FACTS = "select name, kind, why, country, imprint, operator from discovery.site ";

    private final JdbcClient sql;

    SiteStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<String, SiteFacts> find(Collection<String> sites) {
        return sql
                .sql(FACTS + "where name = any (:names)")
                .param("names", sites.toArray(String[]::new))
                .query(SiteStore::facts)
                .list()
                .stream()
                .collect(Collectors.toMap(SiteFacts::name, facts -> facts));
    }

    private static SiteFacts facts(ResultSet row, int number) throws SQLException {
        return new SiteFacts(
                row.getString("name"),
                SiteFacts.Kind.valueOf(row.getString("kind")),
                row.getString("why"),
                Optional.ofNullable(row.getString("country")),
                Optional.ofNullable(row.getString("imprint")),
                Optional.ofNullable(row.getString("operator")));
    }

    Optional<SiteFacts> untold() {
        return sql.sql(FACTS + "where news order by name limit 1")
                .query(SiteStore::facts)
                .optional();
    }

    /** Not where something else was read meanwhile. */
    void told(SiteFacts facts) {
        sql.sql("""
            update discovery.site set news = false
            where name = :name and kind = :kind and country is not distinct from cast(:country as text)
            """)
                .param("name", facts.name())
                .param("kind", facts.kind().name())
                .param("country", facts.country().orElse(null), java.sql.Types.VARCHAR)
                .update();
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
                operator = coalesce(excluded.operator, site.operator), seen = excluded.seen,
                news = site.news or %1$s and excluded.kind <> site.kind
                    or coalesce(excluded.country, site.country) is distinct from site.country
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
