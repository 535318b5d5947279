package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sightings, as others read it. Images of style sheets and drawings are those of the pages that use them. */
@Component
class SightingStore {
    private static final String SIGHTING = """
        select s.id, s.digest, d.site, a.url as page, i.url as image, d.title, d.language, s.way, s.alt, s.caption,
            s.credit, coalesce(nullif(s.licence, ''), d.licence) as licence, s.context, s.first_seen, s.last_seen,
            s.gone, a.source
        from discovery.sighting s
        join discovery.address a on a.id = s.document and a.role not in ('PART', 'IMAGE')
        join discovery.address i on i.id = s.image
        join discovery.document d on d.address = s.document
        """;

    /** Of what is walked everybody is told, of what others gave nobody else. */
    private static final String TOLD = """
        join discovery.source o on o.id = a.source
        left join discovery.watch w on w.source = o.id and w.holder = :to
        where (o.everyones or w.holder is not null or o.kind in ('SITE', 'SITEMAP', 'FEED'))
            and (position('?' in a.url) = 0 or a.url <> all (o.addresses) or a.url = any (w.addresses))
        """;

    private final JdbcClient sql;

    SightingStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Sighting> untold(int most) {
        return sql.sql(SIGHTING + " where s.news and s.digest is not null order by s.id limit :most")
                .param("most", most)
                .query(SightingStore::sighting)
                .list();
    }

    void told(Collection<Long> ids) {
        sql.sql("update discovery.sighting set news = false where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    List<Sighting> of(Sha256 digest) {
        return sql.sql(SIGHTING + " where s.digest = :digest order by s.id")
                .param("digest", digest.bytes())
                .query(SightingStore::sighting)
                .list();
    }

    List<Sighting> told(HolderId to, Sha256 digest) {
        return sql.sql(SIGHTING + TOLD + " and s.digest = :digest order by s.id")
                .param("to", to.value())
                .param("digest", digest.bytes())
                .query(SightingStore::sighting)
                .list();
    }

    /** Which of some sightings somebody may be told of. */
    Set<Long> told(HolderId to, Collection<Long> ids) {
        return sql
                .sql("""
                    select s.id from discovery.sighting s join discovery.address a on a.id = s.document
                    """ + TOLD + " and s.id = any (:ids)")
                .param("to", to.value())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> row.getLong("id"))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a source shows of works is news again: somebody else may be told of it now. */
    void tellAll(SourceId source) {
        sql.sql("""
            update discovery.sighting s set news = true from discovery.address a
            where a.source = :source and a.role not in ('PART', 'IMAGE') and s.document = a.id
                and s.digest in (select digest from discovery.image where matched)
            """).param("source", source.value()).update();
    }

    List<Sighting> of(Collection<Long> ids) {
        return sql.sql(SIGHTING + " where s.id = any (:ids) and s.digest is not null")
                .param("ids", ids.toArray(Long[]::new))
                .query(SightingStore::sighting)
                .list();
    }

    /** All sightings of an image are news, and each page that shows it by way of another has one of its own. */
    void tellAll(Sha256 digest) {
        sql.sql("""
            update discovery.sighting s set news = true from discovery.address a
            where s.digest = :digest and a.id = s.document and a.role not in ('PART', 'IMAGE')
            """).param("digest", digest.bytes()).update();
        derive("s.digest = :digest", Map.of("digest", digest.bytes()));
    }

    /** The same for what one document shows, be it a page or a part of pages. */
    void deriveAround(long document) {
        derive("""
            s.digest in (select digest from discovery.image where matched) and s.document in (
                with recursive below (document) as (
                    select cast(:document as bigint)
                    union
                    select down.document from below cross join lateral (
                        select p.part as document from discovery.part p where p.document = below.document
                        union all
                        select s.image from discovery.sighting s
                        where s.document = below.document and not s.gone) down)
                select document from below)
            """, Map.of("document", document));
    }

    /** The same for one image, wherever it is shown. */
    void deriveImage(long image) {
        derive(
                "s.image = :image and s.digest in (select digest from discovery.image where matched)",
                Map.of("image", image));
    }

    /** Makes sightings of the pages that show what style sheets, manifests and drawings show, however many lie between. */
    private void derive(String which, Map<String, Object> values) {
        sql.sql("""
                    with recursive used (raw, document) as (
                        select s.id, s.document from discovery.sighting s
                            join discovery.address a on a.id = s.document and a.role in ('PART', 'IMAGE')
                        where not s.gone and s.by_way_of is null and\s""" + which + """
                        union
                        select used.raw, up.document from used cross join lateral (
                            select p.document from discovery.part p where p.part = used.document
                            union all
                            select s.document from discovery.sighting s
                            where s.image = used.document and not s.gone and s.by_way_of is null) up)
                    insert into discovery.sighting (document, image, by_way_of, digest, way, alt, caption, credit,
                        licence, context, first_seen, last_seen, news)
                    select distinct on (used.document, s.image) used.document, s.image, s.id, s.digest, s.way, s.alt,
                        s.caption, s.credit, s.licence, s.context, s.first_seen, s.last_seen, s.digest is not null
                    from used join discovery.sighting s on s.id = used.raw
                        join discovery.address a on a.id = used.document and a.role not in ('PART', 'IMAGE')
                    order by used.document, s.image, s.id
                    on conflict (document, image) do update
                        set last_seen = greatest(sighting.last_seen, excluded.last_seen), gone = false,
                            news = sighting.news or sighting.digest is distinct from excluded.digest,
                            digest = excluded.digest
                        where sighting.by_way_of is not null
                    """).params(values).update();
    }

    private static Sighting sighting(ResultSet row, int number) throws SQLException {
        return new Sighting(
                row.getLong("id"),
                Sha256.from(row.getBytes("digest")),
                row.getString("site"),
                row.getString("page"),
                row.getString("image"),
                row.getString("title"),
                row.getString("language"),
                row.getString("way"),
                row.getString("alt"),
                row.getString("caption"),
                row.getString("credit"),
                row.getString("licence"),
                row.getString("context"),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant(),
                row.getBoolean("gone"),
                row.getObject("source", UUID.class));
    }
}
