package org.proofmark.portal.discovery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    Map<String, SiteFacts> find(Collection<String> sites) {
        Map<String, SiteFacts> found = new HashMap<>();
        sql.sql("select name, kind, why, country, imprint, operator from discovery.site where name = any (:names)")
                .param("names", sites.toArray(String[]::new))
                .query(row -> {
                    String name = row.getString("name");
                    found.put(
                            name,
                            new SiteFacts(
                                    name,
                                    SiteFacts.Kind.valueOf(row.getString("kind")),
                                    row.getString("why"),
                                    Optional.ofNullable(row.getString("country")),
                                    Optional.ofNullable(row.getString("imprint")),
                                    Optional.ofNullable(row.getString("operator"))));
                });
        return found;
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
