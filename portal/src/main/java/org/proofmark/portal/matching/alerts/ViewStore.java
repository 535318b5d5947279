package org.proofmark.portal.matching.alerts;

import static org.proofmark.portal.matching.alerts.WebhookStore.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of saved views. */
@Component
class ViewStore {
    private final JdbcClient sql;

    ViewStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Writes a view; answers whether it is new, false where its id is taken. */
    boolean insert(HolderId holder, PersonId by, View view) {
        return sql.sql("""
                        insert into matching.view (id, holder, name, query, made_by, made_at)
                        values (:id, :holder, :name, :query, :by, :now) on conflict (id) do nothing
                        """)
                        .param("id", view.id().value())
                        .param("holder", holder.value())
                        .param("name", view.name())
                        .param("query", view.query())
                        .param("by", by.value())
                        .param("now", at(view.madeAt()))
                        .update()
                == 1;
    }

    List<View> of(HolderId holder) {
        return sql.sql("select * from matching.view where holder = :holder order by lower(name), id")
                .param("holder", holder.value())
                .query(ViewStore::view)
                .list();
    }

    Optional<View> find(HolderId holder, ViewId id) {
        return sql.sql("select * from matching.view where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(ViewStore::view)
                .optional();
    }

    void change(HolderId holder, View view) {
        sql.sql("update matching.view set name = :name, query = :query where holder = :holder and id = :id")
                .param("name", view.name())
                .param("query", view.query())
                .param("holder", holder.value())
                .param("id", view.id().value())
                .update();
    }

    void delete(HolderId holder, ViewId id) {
        sql.sql("delete from matching.view where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    private static View view(ResultSet row, int number) throws SQLException {
        return new View(
                new ViewId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("query"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
