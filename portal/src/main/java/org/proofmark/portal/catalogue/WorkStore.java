package org.proofmark.portal.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.FileNames;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of works and their renditions. Every question names the holder. */
@Component
class WorkStore implements FileNames {
    private final JdbcClient sql;

    WorkStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Writes a work; answers whether it is new, false if the holder has this very file already. */
    boolean insert(Registration made) {
        Work work = made.work();
        return sql.sql("""
            insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground,
                title, caption, creator, credit, copyright, usage_terms, web_statement, licensor, licensor_url, keywords,
                camera, lens, taken, latitude, longitude, fingerprint, fingerprint_version, enough_detail,
                monitored, registered_at, shown_at)
            values (:id, :holder, :fileName, :digest, :bytes, :mediaType, :width, :height, :ground,
                :title, :caption, :creator, :credit, :copyright, :usageTerms, :webStatement, :licensor, :licensorUrl,
                :keywords, :camera, :lens, :taken, :latitude, :longitude, :fingerprint, :version, :detail,
                :monitored, :registeredAt, :shownAt)
            on conflict (holder, digest) do nothing
            """)
                        .param("id", work.id().value())
                        .param("holder", work.holder().value())
                        .param("fileName", work.fileName())
                        .param("digest", work.digest().bytes())
                        .param("bytes", work.bytes())
                        .param("mediaType", work.mediaType())
                        .param("width", work.width())
                        .param("height", work.height())
                        .param("ground", made.ground())
                        .params(texts(work.texts()))
                        .param("keywords", work.keywords().toArray(String[]::new))
                        .param("camera", work.camera())
                        .param("lens", work.lens())
                        .param("taken", work.taken().orElse(null))
                        .param("latitude", made.latitude().orElse(null))
                        .param("longitude", made.longitude().orElse(null))
                        .param("fingerprint", made.fingerprint().bytes())
                        .param("version", work.fingerprintVersion())
                        .param("detail", work.enoughDetail())
                        .param("monitored", work.monitored())
                        .param("registeredAt", work.registeredAt().atOffset(ZoneOffset.UTC))
                        .param("shownAt", made.shown())
                        .update()
                == 1;
    }

    void insert(WorkId work, Registration.Shown shown) {
        sql.sql("""
            insert into catalogue.rendition (work, long_side, width, height, media_type, digest)
            values (:work, :longSide, :width, :height, :mediaType, :digest)
            """)
                .param("work", work.value())
                .param("longSide", shown.longSide())
                .param("width", shown.width())
                .param("height", shown.height())
                .param("mediaType", shown.mediaType())
                .param("digest", shown.digest().bytes())
                .update();
    }

    Optional<WorkId> withDigest(HolderId holder, Sha256 digest) {
        return sql.sql("select id from catalogue.work where holder = :holder and digest = :digest")
                .param("holder", holder.value())
                .param("digest", digest.bytes())
                .query(UUID.class)
                .optional()
                .map(WorkId::new);
    }

    Map<Sha256, WorkId> known(HolderId holder, List<Sha256> digests) {
        Map<Sha256, WorkId> known = new HashMap<>();
        sql.sql("select digest, id from catalogue.work where holder = :holder and digest = any (:digests)")
                .param("holder", holder.value())
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query(row -> {
                    known.put(Sha256.from(row.getBytes("digest")), new WorkId(row.getObject("id", UUID.class)));
                });
        return known;
    }

    Optional<Work> find(HolderId holder, WorkId id) {
        return sql.sql("select w.* from catalogue.work w where w.holder = :holder and w.id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(WorkStore::work)
                .optional();
    }

    /** Those of these works that are the holder's. */
    List<Work> find(HolderId holder, Collection<WorkId> works) {
        return sql.sql("select w.* from catalogue.work w where w.holder = :holder and w.id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids(works))
                .query(WorkStore::work)
                .list();
    }

    /** Keeps a rendition that was made later; two who make one keep one. */
    void insertFull(WorkId work, Registration.Shown shown) {
        sql.sql("""
            insert into catalogue.rendition (work, long_side, width, height, media_type, digest)
            select :work, :longSide, :width, :height, :mediaType, :digest
            where exists (select 1 from catalogue.work where id = :work)
            on conflict (work, long_side) do nothing
            """)
                .param("work", work.value())
                .param("longSide", shown.longSide())
                .param("width", shown.width())
                .param("height", shown.height())
                .param("mediaType", shown.mediaType())
                .param("digest", shown.digest().bytes())
                .update();
    }

    /** The rendition of exactly this size, if there is one. */
    Optional<Registration.Shown> full(HolderId holder, WorkId id, int longSide) {
        return sql.sql("""
            select r.* from catalogue.rendition r join catalogue.work w on w.id = r.work
            where w.holder = :holder and w.id = :id and r.long_side = :side
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("side", longSide)
                .query(WorkStore::shown)
                .optional();
    }

    /** The file to show for a size: the smallest rendition that is at least so large, else the largest that every work has. */
    Optional<Registration.Shown> shown(HolderId holder, WorkId id, int longSide) {
        return sql.sql("""
            select r.* from catalogue.rendition r join catalogue.work w on w.id = r.work
            where w.holder = :holder and w.id = :id and r.long_side <= :kept
            order by r.long_side < :side, case when r.long_side < :side then -r.long_side else r.long_side end
            limit 1
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("side", longSide)
                .param("kept", Registration.LARGEST_RENDITION)
                .query(WorkStore::shown)
                .optional();
    }

    private static Registration.Shown shown(ResultSet row, int number) throws SQLException {
        return new Registration.Shown(
                row.getInt("long_side"),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("media_type"),
                Sha256.from(row.getBytes("digest")));
    }

    /** Changes a work; answers whether it was, false if someone else changed it meanwhile. */
    boolean update(HolderId holder, Work work, int version) {
        return sql.sql("""
            update catalogue.work set title = :title, caption = :caption, creator = :creator, credit = :credit,
                copyright = :copyright, usage_terms = :usageTerms, web_statement = :webStatement,
                licensor = :licensor, licensor_url = :licensorUrl, keywords = :keywords, tags = :tags,
                first_published = :published, first_published_at = :publishedAt, category = :category,
                version = version + 1
            where holder = :holder and id = :id and version = :version
            """)
                        .params(texts(work.texts()))
                        .param("keywords", work.keywords().toArray(String[]::new))
                        .param("tags", work.tags().toArray(String[]::new))
                        .param("published", work.firstPublished().orElse(null))
                        .param("publishedAt", work.firstPublishedAt())
                        .param("category", work.category().orElse(null))
                        .param("holder", holder.value())
                        .param("id", work.id().value())
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean knowsCategory(String code) {
        return sql.sql("select exists (select 1 from catalogue.category where code = :code)")
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    /**
     * Those of these works that are the holder's, kept for the caller's transaction: nobody else changes them meanwhile. They are
     * taken in one order, so that two who change many at once do not wait for each other in a circle.
     */
    List<WorkId> locked(HolderId holder, Collection<WorkId> works) {
        return sql.sql("select id from catalogue.work where holder = :holder and id = any (:ids) order by id for"
                        + " update")
                .param("holder", holder.value())
                .param("ids", ids(works))
                .query((row, number) -> new WorkId(row.getObject("id", UUID.class)))
                .list();
    }

    int edit(HolderId holder, Collection<WorkId> works, Edit edit) {
        return sql.sql("""
            update catalogue.work set
                title = coalesce(:title, title), caption = coalesce(:caption, caption),
                creator = coalesce(:creator, creator), credit = coalesce(:credit, credit),
                copyright = coalesce(:copyright, copyright), category = coalesce(:category, category),
                first_published = coalesce(:published, first_published),
                first_published_at = coalesce(:publishedAt, first_published_at),
                keywords = array(select word from unnest(keywords || :addWords) with ordinality as all_words (word, place)
                                 where word <> all (:removeWords) group by word order by min(place)),
                tags = array(select distinct tag from unnest(tags || :add) tag
                             where tag <> all (:remove) order by tag),
                version = version + 1
            where holder = :holder and id = any (:ids)
            """)
                .param("title", edit.title().orElse(null), java.sql.Types.VARCHAR)
                .param("caption", edit.caption().orElse(null), java.sql.Types.VARCHAR)
                .param("addWords", edit.addKeywords().toArray(String[]::new))
                .param("removeWords", edit.removeKeywords().toArray(String[]::new))
                .param("creator", edit.creator().orElse(null), java.sql.Types.VARCHAR)
                .param("credit", edit.credit().orElse(null), java.sql.Types.VARCHAR)
                .param("copyright", edit.copyright().orElse(null), java.sql.Types.VARCHAR)
                .param("category", edit.category().orElse(null), java.sql.Types.VARCHAR)
                .param("published", edit.firstPublished().orElse(null), java.sql.Types.DATE)
                .param("publishedAt", edit.firstPublishedAt().orElse(null), java.sql.Types.VARCHAR)
                .param("add", edit.addTags().toArray(String[]::new))
                .param("remove", edit.removeTags().toArray(String[]::new))
                .param("holder", holder.value())
                .param("ids", ids(works))
                .update();
    }

    /** Those of these works whose monitoring can be turned so, taken as {@link #locked} takes them. */
    List<WorkId> unlike(HolderId holder, Collection<WorkId> works, boolean monitored) {
        return sql.sql("""
            select id from catalogue.work where holder = :holder and id = any (:ids) and monitored <> :monitored
                and (enough_detail or not :monitored)
            order by id for update
            """)
                .param("holder", holder.value())
                .param("ids", ids(works))
                .param("monitored", monitored)
                .query((row, number) -> new WorkId(row.getObject("id", UUID.class)))
                .list();
    }

    int monitor(HolderId holder, Collection<WorkId> works, boolean monitored) {
        return sql.sql("""
            update catalogue.work set monitored = :monitored, version = version + 1
            where holder = :holder and id = any (:ids) and monitored <> :monitored
            """)
                .param("monitored", monitored)
                .param("holder", holder.value())
                .param("ids", ids(works))
                .update();
    }

    int delete(HolderId holder, Collection<WorkId> works) {
        return sql.sql("delete from catalogue.work where holder = :holder and id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids(works))
                .update();
    }

    @Override
    public Set<Sha256> named(Set<Sha256> digests) {
        return Set.copyOf(sql.sql("""
            select d.digest from unnest(:digests) as d (digest)
            where exists (select 1 from catalogue.work where digest = d.digest)
                or exists (select 1 from catalogue.work where fingerprint = d.digest)
                or exists (select 1 from catalogue.rendition where digest = d.digest)
                or exists (select 1 from catalogue.licence where invoice = d.digest)
                or exists (select 1 from catalogue.upload
                           where digest = d.digest and state in ('receiving', 'received'))
            """)
                .param("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list());
    }

    static UUID[] ids(Collection<WorkId> works) {
        return works.stream().map(WorkId::value).toArray(UUID[]::new);
    }

    private static Map<String, Object> texts(Work.Texts texts) {
        return Map.of(
                "title", texts.title(),
                "caption", texts.caption(),
                "creator", texts.creator(),
                "credit", texts.credit(),
                "copyright", texts.copyright(),
                "usageTerms", texts.usageTerms(),
                "webStatement", texts.webStatement(),
                "licensor", texts.licensor(),
                "licensorUrl", texts.licensorUrl());
    }

    private static Work work(ResultSet row, int number) throws SQLException {
        return new Work(
                new WorkId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                row.getString("file_name"),
                Sha256.from(row.getBytes("digest")),
                row.getLong("bytes"),
                row.getString("media_type"),
                row.getInt("width"),
                row.getInt("height"),
                new Work.Texts(
                        row.getString("title"),
                        row.getString("caption"),
                        row.getString("creator"),
                        row.getString("credit"),
                        row.getString("copyright"),
                        row.getString("usage_terms"),
                        row.getString("web_statement"),
                        row.getString("licensor"),
                        row.getString("licensor_url")),
                List.of((String[]) row.getArray("keywords").getArray()),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("camera"),
                row.getString("lens"),
                Optional.ofNullable(row.getObject("taken", LocalDateTime.class)),
                Optional.ofNullable(row.getObject("first_published", LocalDate.class)),
                row.getString("first_published_at"),
                Optional.ofNullable(row.getString("category")),
                row.getInt("fingerprint_version"),
                row.getBoolean("enough_detail"),
                row.getBoolean("monitored"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
