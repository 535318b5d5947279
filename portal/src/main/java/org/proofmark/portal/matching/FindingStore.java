package org.proofmark.portal.matching;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of what the engine found, and what else of a match is kept as JSON. */
@Component
class FindingStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Worth.Factor>> FACTORS = new TypeReference<>() {};

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
                    found.put(
                            new MatchId(row.getObject("id", UUID.class)),
                            JSON.readValue(row.getString("found"), Finding.class));
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
                    factors.put(
                            new MatchId(row.getObject("id", UUID.class)),
                            JSON.readValue(row.getString("factors"), FACTORS));
                });
        return factors;
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    void keep(Sha256 digest, WorkId work, HolderId holder, Finding finding, Instant at) {
        sql.sql("""
                        insert into matching.finding (digest, work, holder, found, at)
                        values (:digest, :work, :holder, cast(:found as jsonb), :at)
                        on conflict (digest, work) do update set found = excluded.found
                        """)
                .param("digest", digest.bytes())
                .param("work", work.value())
                .param("holder", holder.value())
                .param("found", json(finding))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What is known of an image: by the work it shows, and whose it is. */
    record Known(HolderId holder, WorkId work, Finding finding) {}

    List<Known> of(Sha256 digest) {
        return sql.sql(
                        "select holder, work, found::text as found from matching.finding where digest = :digest order by work")
                .param("digest", digest.bytes())
                .query((row, number) -> new Known(
                        new HolderId(row.getObject("holder", UUID.class)),
                        new WorkId(row.getObject("work", UUID.class)),
                        JSON.readValue(row.getString("found"), Finding.class)))
                .list();
    }

    Optional<Finding> find(Sha256 digest, WorkId work) {
        return of(digest).stream()
                .filter(known -> known.work().equals(work))
                .map(Known::finding)
                .findFirst();
    }

    /** Images that show a work. */
    Map<Sha256, Finding> of(WorkId work) {
        Map<Sha256, Finding> found = new LinkedHashMap<>();
        sql.sql("select digest, found::text as found from matching.finding where work = :work")
                .param("work", work.value())
                .query(row -> {
                    found.put(
                            Sha256.from(row.getBytes("digest")), JSON.readValue(row.getString("found"), Finding.class));
                });
        return found;
    }
}
