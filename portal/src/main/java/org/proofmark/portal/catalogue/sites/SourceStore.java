package org.proofmark.portal.catalogue.sites;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of documents that are read for pictures; those that wait are the queue. Its imports belong to holders. */
@Component
class SourceStore {
    private final JdbcClient sql;

    SourceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The next document of the queue. */
    record Next(String address, SiteImport.Kind kind, int rank, boolean guessed, int attempts) {}

    void add(SiteImportId site, SiteReading.Further further) {
        sql.sql("""
                        insert into catalogue.site_source (import, address, kind, rank, guessed)
                        values (:site, :address, :kind, :rank, :guessed) on conflict do nothing
                        """)
                .param("site", site.value())
                .param("address", further.address().toString())
                .param("kind", word(further.kind()))
                .param("rank", further.rank())
                .param("guessed", further.guessed())
                .update();
    }

    int count(SiteImportId site) {
        return sql.sql("select count(*) from catalogue.site_source where import = :site")
                .param("site", site.value())
                .query(Integer.class)
                .single();
    }

    /** Documents that are less telling than one that named pictures are spared. */
    void spare(SiteImportId site) {
        sql.sql("""
                        update catalogue.site_source set state = 'spared'
                        where import = :site and state = 'waiting'
                          and rank > (select min(rank) from catalogue.site_source where import = :site and images > 0)
                        """).param("site", site.value()).update();
    }

    Optional<Next> next(SiteImportId site) {
        return sql.sql("""
                        select address, kind, rank, guessed, attempts from catalogue.site_source
                        where import = :site and state = 'waiting' order by rank, attempts, position limit 1
                        """)
                .param("site", site.value())
                .query((row, number) -> new Next(
                        row.getString("address"),
                        SiteImport.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getInt("rank"),
                        row.getBoolean("guessed"),
                        row.getInt("attempts")))
                .optional();
    }

    void again(SiteImportId site, Next document) {
        update(site, document, "attempts = attempts + 1", 0, "");
    }

    /** It was read. */
    void read(SiteImportId site, Next document, int images) {
        update(site, document, "state = 'read', images = :images", images, "");
    }

    /** It could not be read, for a reason; a guess that was wrong is forgotten. */
    void failed(SiteImportId site, Next document, String reason) {
        update(
                site,
                document,
                document.guessed() ? "state = 'spared'" : "state = 'failed', reason = :reason",
                0,
                reason);
    }

    private void update(SiteImportId site, Next document, String what, int images, String reason) {
        sql.sql("update catalogue.site_source set " + what
                        + " where import = :site and address = :address and kind = :kind")
                .param("images", images)
                .param("reason", reason)
                .param("site", site.value())
                .param("address", document.address())
                .param("kind", word(document.kind()))
                .update();
    }

    /** What was read, and what could not be; those that named most pictures first. */
    List<SiteImport.Source> told(SiteImportId site, int limit) {
        return sql.sql("""
                        select address, kind, state, images, reason from catalogue.site_source
                        where import = :site and (state = 'failed' or state = 'read' and images > 0)
                        order by state = 'failed', images desc, position limit :limit
                        """)
                .param("site", site.value())
                .param("limit", limit)
                .query((row, number) -> new SiteImport.Source(
                        row.getString("address"),
                        SiteImport.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        SiteImport.Reading.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getInt("images"),
                        Optional.ofNullable(row.getString("reason"))))
                .list();
    }

    /** How many documents are read, and how many of those that wait will be. */
    Progress progress(SiteImportId site) {
        return sql.sql("""
                        select count(*) filter (where state in ('read', 'failed')) as read,
                               count(*) filter (where state = 'waiting') as waiting
                        from catalogue.site_source where import = :site
                        """)
                .param("site", site.value())
                .query((row, number) -> new Progress(row.getInt("read"), row.getInt("waiting")))
                .single();
    }

    /** How far the reading is. */
    record Progress(int read, int waiting) {}

    private static String word(SiteImport.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
