package org.proofmark.portal.matching.settle;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of images that a person said do not show a work. */
@Component
class MemoryStore {
    private static final GlobalCode NONE = new GlobalCode(0, 0, 0, 0, 0);

    private final JdbcClient sql;

    MemoryStore(JdbcClient sql) {
        this.sql = sql;
    }

    Map<WorkId, List<Grounds.Memory>> of(HolderId holder, Collection<WorkId> works) {
        Map<WorkId, List<Grounds.Memory>> memories = new HashMap<>();
        sql.sql("""
                        select work, digest, code, quality from matching.memory
                        where holder = :holder and work = any (:works) order by work, digest
                        """)
                .param("holder", holder.value())
                .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .query(row -> {
                    WorkId work = new WorkId(row.getObject("work", UUID.class));
                    memories.computeIfAbsent(work, id -> new ArrayList<>())
                            .add(new Grounds.Memory(work, Sha256.from(row.getBytes("digest")), code(row)));
                });
        return memories;
    }

    /**
     * Remembers the images of those matches that a person says do not show the work, and forgets those of the others.
     *
     * @return works of which something else is remembered now
     */
    Set<WorkId> remember(HolderId holder, Collection<MatchId> ids, Instant at) {
        Set<WorkId> changed = new HashSet<>();
        Due due = due(holder, ids);
        if (due.add()) {
            changed.addAll(add(holder, ids, at));
        }
        if (due.forget()) {
            changed.addAll(forget(holder, ids));
        }
        return changed;
    }

    /**
     * Mostly nothing is, and to find that out costs a tenth of doing it.
     *
     * @param add whether some image is to be remembered and is not
     * @param forget whether some image is remembered that may have to be forgotten
     */
    private record Due(boolean add, boolean forget) {}

    private Due due(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("""
                        select coalesce(bool_or(t.denied and not t.kept), false) as add,
                            coalesce(bool_or(t.kept and not t.denied), false) as forget
                        from (
                            select coalesce(m.verdict = 'NOT_MINE' and m.decided_by = 'PERSON', false) as denied,
                                exists (select 1 from matching.memory r where r.work = m.work and r.digest = m.digest) as kept
                            from matching.match m where m.holder = :holder and m.id = any (:ids)) t
                        """)
                .param("holder", holder.value())
                .param("ids", SettleStore.ids(ids))
                .query((row, number) -> new Due(row.getBoolean("add"), row.getBoolean("forget")))
                .single();
    }

    private List<WorkId> add(HolderId holder, Collection<MatchId> ids, Instant at) {
        return sql.sql("""
                        insert into matching.memory (holder, work, digest, code, quality, at)
                        select distinct on (m.work, m.digest) m.holder, m.work, m.digest,
                            coalesce(f.code, decode(repeat('00', 32), 'hex')), coalesce(f.quality, 0), cast(:at as timestamptz)
                        from matching.match m left join matching.finding f on f.digest = m.digest and f.work = m.work
                        where m.holder = :holder and m.id = any (:ids) and m.verdict = 'NOT_MINE' and m.decided_by = 'PERSON'
                        on conflict (work, digest) do nothing returning work
                        """)
                .param("holder", holder.value())
                .param("ids", SettleStore.ids(ids))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    private List<WorkId> forget(HolderId holder, Collection<MatchId> ids) {
        return sql.sql("""
                        delete from matching.memory r using matching.match m
                        where m.holder = :holder and m.id = any (:ids) and r.work = m.work and r.digest = m.digest
                            and not exists (select 1 from matching.match o where o.work = r.work and o.digest = r.digest
                                and o.verdict = 'NOT_MINE' and o.decided_by = 'PERSON')
                        returning r.work
                        """)
                .param("holder", holder.value())
                .param("ids", SettleStore.ids(ids))
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    static GlobalCode code(ResultSet row) throws SQLException {
        byte[] code = row.getBytes("code");
        if (code == null) {
            return NONE;
        }
        ByteBuffer bits = ByteBuffer.wrap(code);
        return new GlobalCode(bits.getLong(), bits.getLong(), bits.getLong(), bits.getLong(), row.getInt("quality"));
    }
}
