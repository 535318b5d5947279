package org.proofmark.portal.catalogue.folders;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what was seen in watched folders, and what was taken. */
@Component
class SeenFiles {
    private final JdbcClient sql;

    SeenFiles(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A file as it was seen last.
     *
     * @param since when it was first seen as it is
     * @param digest of what was taken, perhaps before it changed
     */
    record Seen(Tree.Found file, Instant since, boolean taken, Optional<Sha256> digest) {}

    /** Those of these paths that were seen. */
    Map<String, Seen> known(WatchedFolderId folder, List<String> paths) {
        Map<String, Seen> known = new HashMap<>();
        sql.sql("""
                        select path, size, modified, noted_at, taken, digest from catalogue.watched_file
                        where folder = :folder and path = any (:paths)
                        """)
                .param("folder", folder.value())
                .param("paths", paths.toArray(String[]::new))
                .query(row -> {
                    known.put(
                            row.getString("path"),
                            new Seen(
                                    new Tree.Found(
                                            row.getString("path"),
                                            row.getLong("size"),
                                            row.getObject("modified", OffsetDateTime.class)
                                                    .toInstant()),
                                    row.getObject("noted_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getBoolean("taken"),
                                    Optional.ofNullable(row.getBytes("digest")).map(Sha256::from)));
                });
        return known;
    }

    /** It is new, or other than it was. */
    void note(WatchedFolderId folder, Tree.Found file, Instant now) {
        sql.sql("""
                        insert into catalogue.watched_file (folder, path, size, modified, noted_at)
                        values (:folder, :path, :size, :modified, :now)
                        on conflict (folder, path) do update set size = excluded.size, modified = excluded.modified,
                            noted_at = excluded.noted_at, taken = false, trouble = null
                        """)
                .param("folder", folder.value())
                .param("path", file.path())
                .param("size", file.size())
                .param("modified", file.modified().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** It was taken, as this upload. */
    void taken(WatchedFolderId folder, Tree.Found file, Sha256 digest, UploadId upload) {
        sql.sql("""
                        update catalogue.watched_file set taken = true, digest = :digest, upload = :upload, trouble = null
                        where folder = :folder and path = :path
                        """)
                .param("digest", digest.bytes())
                .param("upload", upload.value())
                .param("folder", folder.value())
                .param("path", file.path())
                .update();
    }

    /** It has another time, and is the file that was taken. */
    void touched(WatchedFolderId folder, Tree.Found file) {
        sql.sql("""
                        update catalogue.watched_file set taken = true, trouble = null
                        where folder = :folder and path = :path and upload is not null
                        """).param("folder", folder.value()).param("path", file.path()).update();
    }

    /** It cannot be read, for a reason. */
    void trouble(WatchedFolderId folder, Tree.Found file, String reason) {
        sql.sql("update catalogue.watched_file set trouble = :reason where folder = :folder and path = :path")
                .param("reason", reason)
                .param("folder", folder.value())
                .param("path", file.path())
                .update();
    }

    /** Paths at which this very file was taken. */
    List<String> takenAt(WatchedFolderId folder, Sha256 digest) {
        return sql.sql("""
                        select path from catalogue.watched_file where folder = :folder and digest = :digest and taken
                        order by path
                        """)
                .param("folder", folder.value())
                .param("digest", digest.bytes())
                .query((row, number) -> row.getString("path"))
                .list();
    }

    /** What was taken at one path is at another now. */
    void moved(WatchedFolderId folder, String from, Tree.Found to) {
        sql.sql("""
                        update catalogue.watched_file t set taken = true, digest = f.digest, upload = f.upload, trouble = null
                        from catalogue.watched_file f
                        where f.folder = :folder and f.path = :from and t.folder = :folder and t.path = :to
                        """)
                .param("folder", folder.value())
                .param("from", from)
                .param("to", to.path())
                .update();
        sql.sql("delete from catalogue.watched_file where folder = :folder and path = :from")
                .param("folder", folder.value())
                .param("from", from)
                .update();
    }

    /** Those that wait and are not among the paths seen: they are gone. */
    void forgetWaiting(WatchedFolderId folder, Collection<String> seen) {
        sql.sql("delete from catalogue.watched_file where folder = :folder and not taken and path <> all (:seen)")
                .param("folder", folder.value())
                .param("seen", seen.toArray(String[]::new))
                .update();
    }

    /** How many files of a folder are taken and wait to be looked at. */
    long processing(WatchedFolderId folder) {
        return sql.sql("""
                        select count(*) from catalogue.watched_file f join catalogue.upload u on u.id = f.upload
                        where f.folder = :folder and u.state = 'received'
                        """).param("folder", folder.value()).query(Long.class).single();
    }
}
