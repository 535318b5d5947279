package org.proofmark.portal.catalogue;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What holders have, for modules that act for a holder and not for a person. */
@Component
@Transactional(readOnly = true)
public class Holdings {
    private final JdbcClient sql;

    Holdings(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A work in brief.
     *
     * @param name the title, or where there is none the file's name
     * @param width as displayed, in pixels
     * @param ground the mean colour, 0xRRGGBB
     */
    public record Brief(
            WorkId id,
            HolderId holder,
            String name,
            int width,
            int height,
            int ground,
            Optional<LocalDateTime> taken,
            boolean monitored) {}

    /** Those of these works that are the holder's. */
    public Map<WorkId, Brief> works(HolderId holder, Collection<WorkId> ids) {
        return briefs(
                "w.holder = :holder and w.id = any (:ids)",
                Map.of("holder", holder.value(), "ids", WorkStore.ids(ids)));
    }

    /** A work, whosever it is. */
    public Optional<Brief> work(WorkId id) {
        return Optional.ofNullable(
                briefs("w.id = :id", Map.of("id", id.value())).get(id));
    }

    private Map<WorkId, Brief> briefs(String which, Map<String, Object> values) {
        Map<WorkId, Brief> briefs = new HashMap<>();
        sql.sql("""
                        select w.id, w.holder, coalesce(nullif(w.title, ''), w.file_name) as name, w.width, w.height, w.ground,
                            w.taken, w.monitored and w.enough_detail as monitored
                        from catalogue.work w where\s""" + which).params(values).query(row -> {
            WorkId id = new WorkId(row.getObject("id", UUID.class));
            briefs.put(
                    id,
                    new Brief(
                            id,
                            new HolderId(row.getObject("holder", UUID.class)),
                            row.getString("name"),
                            row.getInt("width"),
                            row.getInt("height"),
                            row.getInt("ground"),
                            Optional.ofNullable(row.getObject("taken", LocalDateTime.class)),
                            row.getBoolean("monitored")));
        });
        return briefs;
    }

    /** The works in a collection and in those within it; none where it is not the holder's. */
    public Set<WorkId> within(HolderId holder, CollectionId collection) {
        return Set.copyOf(sql.sql("""
                        select distinct c.work from catalogue.collection k join catalogue.collected c on c.collection = k.id
                        where k.holder = :holder and (k.id = :collection or k.parent = :collection)
                        """)
                .param("holder", holder.value())
                .param("collection", collection.value())
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list());
    }
}
