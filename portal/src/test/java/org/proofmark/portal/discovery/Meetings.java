package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Images met on pages, written down as a walk does, without walking. */
public final class Meetings {
    private final TestPortal portal;
    private final JdbcClient sql;
    private final UUID source = UUID.randomUUID();

    public Meetings(TestPortal portal) {
        this.portal = portal;
        this.sql = portal.bean(JdbcClient.class);
        sql.sql("""
            insert into discovery.source (id, kind, identity, scope, name, addresses, everyones, made_by, made_at,
                held, wanted, every_seconds, max_pages, max_depth, render, next_round)
            values (:id, 'SITE', :id::text, '', 'made', '{}', false, :id, now(), true, false, 3600, 1, 1, false,
                'infinity')
            """).param("id", source).update();
    }

    /** An image on a page: the sighting's id. */
    public long meet(String page, byte[] file, String title, String alt) {
        try {
            Sha256 digest = portal.bean(Blobs.class)
                    .keep(new ByteArrayInputStream(file))
                    .digest();
            image(digest, file);
            long document = address("PAGE", page, Optional.empty());
            sql.sql("""
                insert into discovery.document (address, kind, site, title, language, licence)
                values (:address, 'HTML', :site, :title, 'en', '') on conflict do nothing
                """)
                    .param("address", document)
                    .param("site", Url.parse(page).orElseThrow().site().name())
                    .param("title", title)
                    .update();
            return sighting(document, address("IMAGE", page + "#" + digest, Optional.of(digest)), digest, alt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void image(Sha256 digest, byte[] file) {
        if (!(portal.bean(Examiner.class).examine(file, Detail.QUERY) instanceof Examined query)) {
            throw new IllegalArgumentException("an image nobody can read");
        }
        Optional<Examined> deep = Math.max(query.width(), query.height()) > 400
                ? Optional.of((Examined) portal.bean(Examiner.class).examine(file, Detail.DEEP))
                : Optional.empty();
        portal.bean(LookStore.class).insert(digest, file.length, query, deep);
        sql.sql("""
            insert into discovery.image (digest, type, width, height, bytes, trouble, state, file, first_seen)
            values (:digest, 'JPEG', :width, :height, :bytes, '', 'NEW', true, now())
            on conflict (digest) do update set state = case when image.state = 'AGAIN' then 'NEW' else image.state end,
                file = true
            """)
                .param("digest", digest.bytes())
                .param("width", query.width())
                .param("height", query.height())
                .param("bytes", file.length)
                .update();
    }

    private long address(String role, String url, Optional<Sha256> digest) {
        UUID key = UUID.nameUUIDFromBytes((source + url).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return sql.sql("""
            insert into discovery.address (source, role, key, url, host, depth, urgency, open, due, first_seen, visited,
                digest)
            values (:source, :role, :key, :url, 'host', 0, 0, false, 'infinity', now(), now(), :digest)
            on conflict (source, role, key) do update set visited = now() returning id
            """)
                .param("source", source)
                .param("role", role)
                .param("key", key)
                .param("url", url)
                .param("digest", digest.map(Sha256::bytes).orElse(null), java.sql.Types.BINARY)
                .query(Long.class)
                .single();
    }

    private long sighting(long document, long image, Sha256 digest, String alt) {
        return sql.sql("""
            insert into discovery.sighting (document, image, digest, way, alt, caption, credit, licence, context,
                first_seen, last_seen, news)
            values (:document, :image, :digest, 'IMG', :alt, '', '', '', '', now(), now(),
                (select matched from discovery.image where digest = :digest))
            on conflict (document, image) do update set last_seen = now(), gone = false returning id
            """)
                .param("document", document)
                .param("image", image)
                .param("digest", digest.bytes())
                .param("alt", alt)
                .query(Long.class)
                .single();
    }

    /** The file is no longer kept, as after a while of nobody needing it. */
    public void dropFile(Sha256 digest) {
        sql.sql("update discovery.image set file = false where digest = :digest")
                .param("digest", digest.bytes())
                .update();
    }

    /** Whether a page still shows it. */
    public void gone(long sighting, boolean gone) {
        sql.sql("update discovery.sighting set gone = :gone where id = :id")
                .param("gone", gone)
                .param("id", sighting)
                .update();
    }

    /** What a page says of its site. */
    public void kind(String site, SiteFacts.Kind kind) {
        portal.bean(SiteStore.class)
                .keep(new SiteFacts(site, kind, "site.why.shop", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
