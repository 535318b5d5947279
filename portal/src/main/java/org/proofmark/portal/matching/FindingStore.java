package org.proofmark.portal.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what the engine found, and what else of a match is kept as JSON. */
@Component
class FindingStore {
    private final JdbcClient sql;

    FindingStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<MatchId, Finding> of(HolderId holder, Collection<MatchId> ids) {
        Map<MatchId, Finding> found = new HashMap<>();
        sql.sql("""
                        select m.id, f.found::text as found from matching.match m
                        join matching.finding f on f.digest = m.digest and f.work = m.work
                        where m.holder = :holder and m.id = any (:ids)
                        """)
                .param("holder", holder.value())
                .param("ids", MatchStore.ids(ids))
                .query(row -> {
                    found.put(new MatchId(row.getObject("id", UUID.class)), Finding.parse(row.getString("found")));
                });
        return found;
    }

    Map<MatchId, List<Worth.Factor>> factors(HolderId holder, Collection<MatchId> ids) {
        Map<MatchId, List<Worth.Factor>> factors = new HashMap<>();
        sql.sql(
                        "select m.id, m.factors::text as factors from matching.match m where m.holder = :holder and m.id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", MatchStore.ids(ids))
                .query(row -> {
                    factors.put(new MatchId(row.getObject("id", UUID.class)), Worth.factors(row.getString("factors")));
                });
        return factors;
    }
}
