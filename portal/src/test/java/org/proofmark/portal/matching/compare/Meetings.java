package org.proofmark.portal.matching.compare;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.Encounters;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Images met on pages, as a walk and the comparer would have left them. */
public final class Meetings {
    private final TestPortal portal;
    private final JdbcClient sql;

    public Meetings(TestPortal portal) {
        this.portal = portal;
        this.sql = portal.bean(JdbcClient.class);
    }

    /** An image met on a page of a site, and compared. */
    public void met(byte[] file, String site, String title) {
        met(file, "SITE", site, title);
    }

    /**
     * The same by the walk of a source of this kind, which nobody watches.
     *
     * @return the source
     */
    public UUID met(byte[] file, String kind, String site, String title) {
        Sha256 digest = Sha256.of(file);
        Examined seen = (Examined) portal.bean(Examiner.class).examine(file, Detail.QUERY);
        portal.bean(EncounterIndex.class).add(Map.of(digest, Encounters.kept(seen, Optional.empty())));
        sql.sql("""
                        insert into discovery.image (digest, type, width, height, bytes, trouble, state, file, first_seen)
                        values (:digest, 'JPEG', :width, :height, :bytes, '', 'COMPARED', false, now()) on conflict do nothing
                        """)
                .param("digest", digest.bytes())
                .param("width", seen.width())
                .param("height", seen.height())
                .param("bytes", file.length)
                .update();
        return page(digest, kind, site, title);
    }

    private UUID page(Sha256 digest, String kind, String site, String title) {
        UUID source = UUID.randomUUID();
        sql.sql("""
                        insert into discovery.source (id, kind, identity, scope, name, addresses, every_seconds, max_pages,
                            max_depth, render, everyones, made_by, made_at, next_round)
                        values (:id, :kind, :identity, 'a', :site, '{}', 86400, 10, 1, false, false, :id, now(),
                            now() + interval '1 day')
                        """)
                .param("id", source)
                .param("kind", kind)
                .param("identity", source.toString())
                .param("site", site)
                .update();
        long page = address(source, "PAGE", "https://" + site + "/lakes");
        long image = address(source, "IMAGE", "https://" + site + "/lake.jpg");
        sql.sql("""
                        insert into discovery.document (address, kind, site, title, language, licence)
                        values (:page, 'HTML', :site, :title, 'en', '')
                        """)
                .param("page", page)
                .param("site", site)
                .param("title", title)
                .update();
        sql.sql("""
                        insert into discovery.sighting (document, image, digest, way, alt, caption, credit, licence, context,
                            first_seen, last_seen)
                        values (:page, :image, :digest, 'IMG', :title, '', '', '', '', now() - interval '30 days', now())
                        """)
                .param("page", page)
                .param("image", image)
                .param("digest", digest.bytes())
                .param("title", title)
                .update();
        return source;
    }

    private long address(UUID source, String role, String url) {
        return sql.sql("""
                        insert into discovery.address (source, role, key, url, host, depth, urgency, open, due, first_seen)
                        values (:source, :role, gen_random_uuid(), :url, 'a', 0, 0, false, now(), now()) returning id
                        """)
                .param("source", source)
                .param("role", role)
                .param("url", url)
                .query(Long.class)
                .single();
    }
}
