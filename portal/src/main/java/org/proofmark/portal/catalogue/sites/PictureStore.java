package org.proofmark.portal.catalogue.sites;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.catalogue.Stated;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of pictures a site names; those found and not fetched are the queue. Its imports belong to holders. */
@Component
class PictureStore {
    private final JdbcClient sql;

    PictureStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The next picture of the queue. */
    record Next(long position, Naming naming, int attempts) {}

    /** Writes a picture down, or what is better about it than was known; answers whether it is new. */
    boolean add(SiteImportId site, Naming naming) {
        return sql.sql("""
                        insert into catalogue.site_image as i (import, family, address, instead, page, promise, title, caption)
                        values (:site, :family, :address, :instead, :page, :promise, :title, :caption)
                        on conflict (import, family) do update set
                            address = case when excluded.promise > i.promise then excluded.address else i.address end,
                            instead = case when excluded.promise > i.promise
                                then coalesce(excluded.instead, i.address) else i.instead end,
                            promise = greatest(excluded.promise, i.promise),
                            title = coalesce(nullif(i.title, ''), excluded.title),
                            caption = coalesce(nullif(i.caption, ''), excluded.caption)
                        returning (xmax = 0) as fresh
                        """)
                .param("site", site.value())
                .param("family", naming.family())
                .param("address", naming.address().toString())
                .param("instead", naming.instead().map(Url::toString).orElse(null))
                .param("page", naming.page().map(Url::toString).orElse(null))
                .param("promise", naming.promise())
                .param("title", naming.stated().title())
                .param("caption", naming.stated().caption())
                .query(Boolean.class)
                .single();
    }

    Optional<Next> next(SiteImportId site) {
        return sql.sql("""
                        select * from catalogue.site_image where import = :site and state = 'found'
                        order by attempts, position limit 1
                        """)
                .param("site", site.value())
                .query((row, number) -> new Next(
                        row.getLong("position"),
                        new Naming(
                                Url.of(row.getString("address")),
                                url(row, "instead"),
                                url(row, "page"),
                                new Stated(row.getString("title"), row.getString("caption"))),
                        row.getInt("attempts")))
                .optional();
    }

    private static Optional<Url> url(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).flatMap(Url::parse);
    }

    void again(SiteImportId site, long position) {
        sql.sql("update catalogue.site_image set attempts = attempts + 1 where import = :site and position = :position")
                .param("site", site.value())
                .param("position", position)
                .update();
    }

    /** The large one is gone: the smaller one is asked for next. */
    void smaller(SiteImportId site, long position) {
        sql.sql("""
                        update catalogue.site_image set address = instead, instead = null
                        where import = :site and position = :position and instead is not null
                        """).param("site", site.value()).param("position", position).update();
    }

    void fetched(SiteImportId site, long position, UploadId upload) {
        sql.sql("""
                        update catalogue.site_image set state = 'fetched', upload = :upload
                        where import = :site and position = :position
                        """)
                .param("upload", upload.value())
                .param("site", site.value())
                .param("position", position)
                .update();
    }

    void failed(SiteImportId site, long position, String reason) {
        sql.sql("""
                        update catalogue.site_image set state = 'failed', reason = :reason
                        where import = :site and position = :position
                        """)
                .param("reason", reason)
                .param("site", site.value())
                .param("position", position)
                .update();
    }

    int count(SiteImportId site) {
        return sql.sql("select count(*) from catalogue.site_image where import = :site")
                .param("site", site.value())
                .query(Integer.class)
                .single();
    }

    SiteImport.Counts counts(SiteImportId site) {
        return sql.sql("""
                        select count(*) as found, count(*) filter (where i.state = 'found') as waiting,
                               count(*) filter (where i.state = 'failed') as failed,
                               count(*) filter (where u.state in ('receiving', 'received')) as processing,
                               count(*) filter (where u.state in ('registered', 'near_duplicate', 'unpacked')) as registered,
                               count(*) filter (where u.state = 'duplicate') as duplicates,
                               count(*) filter (where u.state = 'refused') as refused
                        from catalogue.site_image i left join catalogue.upload u on u.id = i.upload
                        where i.import = :site
                        """)
                .param("site", site.value())
                .query((row, number) -> new SiteImport.Counts(
                        row.getLong("found"),
                        row.getLong("waiting"),
                        row.getLong("failed"),
                        row.getLong("processing"),
                        row.getLong("registered"),
                        row.getLong("duplicates"),
                        row.getLong("refused")))
                .single();
    }

    /**
     * Pictures in the order they were found.
     *
     * @param after only those after this position
     * @param troubled only those that were not taken
     */
    List<SiteImport.Picture> pictures(SiteImportId site, long after, boolean troubled, int limit) {
        return sql.sql("""
                        select i.position, i.address, i.title, u.state, u.work, coalesce(u.reason, i.reason) as reason
                        from catalogue.site_image i left join catalogue.upload u on u.id = i.upload
                        where i.import = :site and i.position > :after%s
                        order by i.position limit :limit
                        """.formatted(troubled ? " and (i.state = 'failed' or u.state = 'refused')" : ""))
                .param("site", site.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new SiteImport.Picture(
                        row.getLong("position"),
                        row.getString("address"),
                        row.getString("title"),
                        Optional.ofNullable(row.getString("state"))
                                .map(state -> Upload.State.valueOf(state.toUpperCase(Locale.ROOT))),
                        Optional.ofNullable(row.getObject("work", UUID.class)).map(WorkId::new),
                        Optional.ofNullable(row.getString("reason"))))
                .list();
    }
}
