package org.proofmark.portal.discovery;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What visits brought: documents, sightings, images. Runs inside its frontier's transactions. */
@Component
class VisitStore {
    private final JdbcClient sql;
    private final SightingStore sightings;

    VisitStore(JdbcClient sql, SightingStore sightings) {
        this.sql = sql;
        this.sightings = sightings;
    }

    /** A document was read: what it shows now is seen, what it no longer shows is gone. Answers how many images are new. */
    int read(SourceId source, Errand errand, Visit.Read read, int smallestSide, Instant now) {
        document(errand, read);
        parts(source, errand, read);
        int added = 0;
        Map<UUID, ImageReference> shown = new LinkedHashMap<>();
        for (Visit.Reference one : read.shown()) {
            switch (one.at()) {
                case Place.There there -> shown.put(AddressStore.key(there.url()), one.reference());
                case Place.Here here -> {
                    boolean useful = useful(here.picture(), smallestSide);
                    added += keep(here.picture(), here.picture().trouble().isEmpty() && useful, 0, now) ? 1 : 0;
                    shown.put(inline(source, errand, here, now), one.reference());
                }
            }
        }
        sight(source, errand, shown, now);
        if (showsMatched(errand)) {
            sightings.deriveAround(errand.id());
        }
        return added;
    }

    private static boolean useful(Picture picture, int smallestSide) {
        return Math.max(picture.width(), picture.height()) >= smallestSide;
    }

    private void document(Errand errand, Visit.Read read) {
        sql.sql("""
            insert into discovery.document (address, kind, site, title, language, licence, canonical)
            values (:address, :kind, :site, :title, :language, :licence, :canonical)
            on conflict (address) do update set kind = excluded.kind, site = excluded.site,
                title = excluded.title, language = excluded.language, licence = excluded.licence,
                canonical = excluded.canonical
            """)
                .param("address", errand.id())
                .param("kind", read.kind().name())
                .param("site", read.answer().landed().site().name())
                .param("title", Texts.cut(read.title(), 2_000))
                .param("language", Texts.cut(read.language(), 100))
                .param("licence", Texts.cut(read.licence().orElse(""), 2_000))
                .param("canonical", read.canonical().map(Object::toString).orElse(null), Types.VARCHAR)
                .update();
    }

    private void parts(SourceId source, Errand errand, Visit.Read read) {
        sql.sql("delete from discovery.part where document = :document")
                .param("document", errand.id())
                .update();
        if (!read.parts().isEmpty()) {
            sql.sql("""
                insert into discovery.part (document, part)
                select :document, id from discovery.address
                where source = :source and role = 'PART' and key = any (:keys)
                """)
                    .param("document", errand.id())
                    .param("source", source.value())
                    .param("keys", read.parts().stream().map(AddressStore::key).toArray(UUID[]::new))
                    .update();
        }
    }

    /** A picture that came with its document is an address that is never visited. */
    private UUID inline(SourceId source, Errand errand, Place.Here here, Instant now) {
        String url = errand.url() + "#" + here.name();
        boolean unreadable = !here.picture().trouble().isEmpty();
        sql.sql("""
            insert into discovery.address (source, role, key, url, inline, host, depth, urgency, open, due,
                first_seen, visited, status, digest, referrer, why, explanation)
            values (:source, 'IMAGE', :key, :url, true, '', :depth, 0, false, 'epoch', :now, :now, 200, :digest,
                :referrer, :why, :explanation)
            on conflict (source, role, key) do update set digest = excluded.digest, visited = excluded.visited,
                referrer = excluded.referrer, why = excluded.why, explanation = excluded.explanation
            """)
                .param("referrer", errand.url().toString())
                .param("why", unreadable ? Visit.Why.UNREADABLE.name() : null, Types.VARCHAR)
                .param("explanation", unreadable ? Texts.cut(here.picture().trouble(), 2_000) : null, Types.VARCHAR)
                .param("source", source.value())
                .param("key", Keys.of(url))
                .param("url", Texts.cut(url, 10_000))
                .param("depth", errand.depth())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("digest", HexFormat.of().parseHex(here.picture().digest()))
                .update();
        return Keys.of(url);
    }

    private void sight(SourceId source, Errand errand, Map<UUID, ImageReference> shown, Instant now) {
        Collection<ImageReference> how = shown.values();
        List<Long> seen = shown.isEmpty()
                ? List.of()
                : sql.sql("""
                    insert into discovery.sighting (document, image, digest, way, alt, caption, credit, licence,
                        context, first_seen, last_seen, news, gone, image_gone)
                    select :document, i.id, i.digest, s.way, s.alt, s.caption, s.credit, s.licence, s.context, :now,
                        :now, :page and p.matched is not null and p.matched, i.missing > 0, i.missing > 0
                    from unnest(:keys, :ways, :alts, :captions, :credits, :licences, :contexts)
                        as s (key, way, alt, caption, credit, licence, context)
                    join discovery.address i on i.source = :source and i.role = 'IMAGE' and i.key = s.key
                    left join discovery.image p on p.digest = i.digest
                    on conflict (document, image) do update set way = excluded.way, alt = excluded.alt,
                        caption = excluded.caption, credit = excluded.credit, licence = excluded.licence,
                        context = excluded.context, last_seen = excluded.last_seen, gone = excluded.gone,
                        image_gone = excluded.image_gone, by_way_of = null,
                        news = sighting.news or excluded.news and (sighting.gone and not sighting.image_gone
                            or sighting.digest is distinct from excluded.digest),
                        digest = coalesce(excluded.digest, sighting.digest)
                    returning id
                    """)
                        .param("document", errand.id())
                        .param("source", source.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("page", errand.role() != Role.PART && errand.role() != Role.IMAGE)
                        .param("keys", shown.keySet().toArray(UUID[]::new))
                        .param("ways", of(how, reference -> reference.way().name()))
                        .param("alts", of(how, ImageReference::alt))
                        .param("captions", of(how, ImageReference::caption))
                        .param("credits", of(how, ImageReference::credit))
                        .param("licences", of(how, ImageReference::licence))
                        .param("contexts", of(how, ImageReference::context))
                        .query((row, number) -> row.getLong("id"))
                        .list();
        sql.sql("""
            update discovery.sighting set gone = true, image_gone = false
            where document = :document and (not gone or image_gone) and not (id = any (:seen))
                or by_way_of in (select id from discovery.sighting where document = :document)
            """)
                .param("document", errand.id())
                .param("seen", seen.toArray(Long[]::new))
                .update();
    }

    private static String[] of(Collection<ImageReference> shown, Function<ImageReference, String> part) {
        return shown.stream().map(part).map(Texts::clean).toArray(String[]::new);
    }

    /** Whether anything that a document shows by way of another, or shows for others, is of interest. */
    private boolean showsMatched(Errand errand) {
        return sql.sql("""
            select exists (select 1 from discovery.part where document = :document)
                or exists (select 1 from discovery.sighting s where s.image = :document)
                or :part
                or exists (select 1 from discovery.sighting s
                    join discovery.document d on d.address = s.image where s.document = :document)
            """)
                .param("document", errand.id())
                .param("part", errand.role() == Role.PART || errand.role() == Role.IMAGE)
                .query(Boolean.class)
                .single();
    }

    /** An image answered: every document that shows it shows this content. */
    void content(Errand errand, String digest) {
        sql.sql("""
            update discovery.sighting s set digest = :digest,
                news = s.news
                    or (select role from discovery.address where id = s.document) not in ('PART', 'IMAGE')
                        and exists (select 1 from discovery.image i where i.digest = :digest and i.matched)
            where s.image = :image and s.digest is distinct from :digest
            """)
                .param("digest", HexFormat.of().parseHex(digest))
                .param("image", errand.id())
                .update();
        sightings.deriveImage(errand.id());
    }

    /** A document is as it was: what it showed is seen again. */
    void same(Errand errand, Instant now) {
        sql.sql("""
            update discovery.sighting set last_seen = :now
            where not gone and (document = :document
                or by_way_of in (select id from discovery.sighting where document = :document))
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("document", errand.id())
                .update();
    }

    /** An address is no more: what it showed is gone, and so is it where it was shown. */
    void gone(Errand errand) {
        sql.sql("""
            update discovery.sighting set gone = true, image_gone = image_gone or not gone and image = :address
            where not gone and (document = :address or image = :address
                or by_way_of in (select id from discovery.sighting
                    where document = :address or image = :address))
            """).param("address", errand.id()).update();
    }

    /** An image is there, again perhaps: so it is where it is still shown. */
    void back(Errand errand, Instant now) {
        sql.sql("""
            update discovery.sighting s set gone = false, image_gone = false, last_seen = :now,
                news = s.news
                    or (select role from discovery.address where id = s.document) not in ('PART', 'IMAGE')
                        and exists (select 1 from discovery.image i where i.digest = s.digest and i.matched)
            where s.image = :image and s.image_gone
            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("image", errand.id())
                .update();
    }

    /** An image's content was looked at; answers whether it was the first time, or wanted again. */
    boolean keep(Picture picture, boolean useful, long bytes, Instant now) {
        return sql.sql("""
            insert into discovery.image (digest, type, width, height, bytes, trouble, metadata, state, file,
                first_seen)
            values (:digest, :type, :width, :height,
                coalesce((select l.bytes from discovery.look l where l.digest = :digest), :bytes), :trouble,
                cast(:metadata as jsonb), :state, :useful, :now)
            on conflict (digest) do update set state = excluded.state, file = excluded.file
                where image.state = 'AGAIN'
            """)
                        .param("digest", HexFormat.of().parseHex(picture.digest()))
                        .param("type", picture.type())
                        .param("width", picture.width())
                        .param("height", picture.height())
                        .param("bytes", bytes)
                        .param("trouble", Texts.cut(picture.trouble(), 2_000))
                        .param("metadata", LookStore.json(picture.metadata()), Types.VARCHAR)
                        .param("state", useful ? "NEW" : "USELESS")
                        .param("useful", useful)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What is known of an image's content, unless it is wanted again. */
    Optional<Picture> picture(String digest) {
        return sql.sql("""
            select type, width, height, trouble, metadata from discovery.image
            where digest = :digest and state <> 'AGAIN'
            """)
                .param("digest", HexFormat.of().parseHex(digest))
                .query((row, number) -> new Picture(
                        digest,
                        row.getString("type"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("trouble"),
                        LookStore.metadata(row.getString("metadata")),
                        List.of()))
                .optional();
    }
}
