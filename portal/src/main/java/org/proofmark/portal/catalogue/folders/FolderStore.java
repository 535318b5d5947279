package org.proofmark.portal.catalogue.folders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of watched folders. Questions of a holder's name the holder; the administrator's and the watch's do not. */
@Component
class FolderStore {
    private final JdbcClient sql;

    FolderStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Answers whether it is new, false if there is one of this id. */
    boolean insert(WatchedFolder folder, Instant now) {
        return sql.sql("""
                        insert into catalogue.watched_folder (id, holder, person, root, path, added_at)
                        values (:id, :holder, :person, :root, :path, :now) on conflict (id) do nothing
                        """)
                        .param("id", folder.id().value())
                        .param("holder", folder.holder().value())
                        .param("person", folder.person().value())
                        .param("root", folder.root())
                        .param("path", folder.path())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<WatchedFolder> all() {
        return sql.sql("select * from catalogue.watched_folder order by root, path, id")
                .query(FolderStore::folder)
                .list();
    }

    List<WatchedFolder> of(HolderId holder) {
        return sql.sql("select * from catalogue.watched_folder where holder = :holder order by root, path, id")
                .param("holder", holder.value())
                .query(FolderStore::folder)
                .list();
    }

    Optional<WatchedFolder> find(HolderId holder, WatchedFolderId id) {
        return sql.sql("select * from catalogue.watched_folder where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(FolderStore::folder)
                .optional();
    }

    Optional<WatchedFolder> find(WatchedFolderId id) {
        return sql.sql("select * from catalogue.watched_folder where id = :id")
                .param("id", id.value())
                .query(FolderStore::folder)
                .optional();
    }

    void pause(HolderId holder, WatchedFolderId id, boolean paused) {
        sql.sql("update catalogue.watched_folder set paused = :paused where holder = :holder and id = :id")
                .param("paused", paused)
                .param("holder", holder.value())
                .param("id", id.value())
                .update();
    }

    boolean delete(WatchedFolderId id) {
        return sql.sql("delete from catalogue.watched_folder where id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** What a look at a folder came to. */
    void looked(WatchedFolderId id, Instant now, Optional<String> trouble, long leftOut) {
        sql.sql("""
                        update catalogue.watched_folder set looked_at = :now, trouble = :trouble, left_out = :leftOut
                        where id = :id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("trouble", trouble.orElse(null))
                .param("leftOut", leftOut)
                .param("id", id.value())
                .update();
    }

    WatchedFolder.Counts counts(WatchedFolderId id) {
        return sql.sql("""
                        select count(*) filter (where not f.taken and f.trouble is null) as waiting,
                               count(*) filter (where not f.taken and f.trouble is not null) as unreadable,
                               count(*) filter (where u.state in ('receiving', 'received')) as processing,
                               count(*) filter (where u.state in ('registered', 'near_duplicate', 'unpacked')) as registered,
                               count(*) filter (where u.state = 'duplicate') as duplicates,
                               count(*) filter (where u.state = 'refused') as refused
                        from catalogue.watched_file f left join catalogue.upload u on u.id = f.upload
                        where f.folder = :id
                        """)
                .param("id", id.value())
                .query((row, number) -> new WatchedFolder.Counts(
                        row.getLong("waiting"),
                        row.getLong("unreadable"),
                        row.getLong("processing"),
                        row.getLong("registered"),
                        row.getLong("duplicates"),
                        row.getLong("refused")))
                .single();
    }

    private static WatchedFolder folder(ResultSet row, int number) throws SQLException {
        return new WatchedFolder(
                new WatchedFolderId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("root"),
                row.getString("path"),
                row.getBoolean("paused"),
                Optional.ofNullable(row.getObject("looked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("trouble")),
                row.getLong("left_out"));
    }
}
