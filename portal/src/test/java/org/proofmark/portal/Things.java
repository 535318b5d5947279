package org.proofmark.portal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.folders.WatchedFolderId;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.sites.SiteImportId;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.KeyId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.alerts.DeliveryId;
import org.proofmark.portal.matching.alerts.FeedId;
import org.proofmark.portal.matching.alerts.ViewId;
import org.proofmark.portal.matching.alerts.WebhookId;
import org.proofmark.portal.matching.settle.RuleId;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sealing;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Things a person owns, each made as one row: one line here for each kind of thing an address can name. */
final class Things {
    /** A tally is summed up meanwhile; its sums stay. */
    private static final String SUMS = """
            (select holder, site, open, verdict, tier, kind, country, language, decided_by, sum(n), sum(worth_minor)
            from matching.tally group by 1, 2, 3, 4, 5, 6, 7, 8, 9)""";

    private final TestPortal portal;
    private final JdbcClient sql;

    /** How one of each kind is made for a person. The answer is what stands in an address. */
    private final Map<Class<?>, BiFunction<Person, UUID, UUID>> made = Map.ofEntries(
            Map.entry(WorkId.class, this::work),
            Map.entry(UploadId.class, this::upload),
            Map.entry(CollectionId.class, this::collection),
            Map.entry(LicenceId.class, this::licence),
            Map.entry(KeyId.class, this::key),
            Map.entry(MatchId.class, this::match),
            Map.entry(HolderId.class, this::organisation),
            Map.entry(WatchedFolderId.class, this::folder),
            Map.entry(SiteImportId.class, this::site),
            Map.entry(WebhookId.class, this::webhook),
            Map.entry(DeliveryId.class, this::delivery),
            Map.entry(FeedId.class, this::feed),
            Map.entry(ViewId.class, this::view),
            Map.entry(RuleId.class, this::rule),
            Map.entry(SourceId.class, this::source));

    Things(TestPortal portal) {
        this.portal = portal;
        this.sql = portal.bean(JdbcClient.class);
    }

    boolean knows(Class<?> kind) {
        return made.containsKey(kind);
    }

    Set<Class<?>> kinds() {
        return made.keySet();
    }

    /** A new thing of a person. */
    String make(Class<?> kind, Person owner) {
        return Objects.requireNonNull(made.get(kind), kind::getName)
                .apply(owner, UUID.randomUUID())
                .toString();
    }

    private UUID work(Person owner, UUID id) {
        byte[] digest = file(id);
        sql.sql("""
            insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground, title,
                caption, creator, credit, copyright, usage_terms, web_statement, licensor_url, keywords, camera, lens,
                fingerprint, fingerprint_version, enough_detail, monitored, registered_at, shown_at)
            values (:id, :holder, 'a.jpg', :digest, 36, 'image/jpeg', 3, 2, 0, '', '', '', '', '', '', '', '', '{}', '',
                '', :digest, 1, true, true, now(), now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("digest", digest)
                .update();
        sql.sql("""
            insert into catalogue.rendition (work, long_side, width, height, media_type, digest)
            values (:id, 480, 3, 2, 'image/webp', :digest)\
            """).param("id", id).param("digest", digest).update();
        return id;
    }

    private byte[] file(UUID id) {
        try {
            return portal.bean(Blobs.class)
                    .keep(new ByteArrayInputStream(id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .digest()
                    .bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID upload(Person owner, UUID id) {
        sql.sql("""
            insert into catalogue.upload (id, holder, person, name, length, state, begun_at)
            values (:id, :holder, :person, 'a.jpg', 7, 'receiving', now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID collection(Person owner, UUID id) {
        sql.sql("insert into catalogue.collection (id, holder, name, position) values (:id, :holder, :name, 1)")
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("name", id.toString())
                .update();
        return id;
    }

    private UUID licence(Person owner, UUID id) {
        sql.sql("""
            insert into catalogue.licence (id, holder, licensee, domains, media, territory, note, invoice, invoice_name,
                recorded_at)
            values (:id, :holder, 'Example Ltd', '{}', '', '', '', :digest, 'a.pdf', now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("digest", file(id))
                .update();
        return id;
    }

    private UUID key(Person owner, UUID id) {
        sql.sql("""
            insert into identity.api_key (id, person, holder, name, start, digest, scopes, made)
            values (:id, :person, :holder, 'shop', 'pm_aaaaa', :digest, '{CATALOGUE_WRITE}', now())\
            """)
                .param("id", id)
                .param("person", owner.id().value())
                .param("holder", owner.holder().value())
                .param("digest", id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .update();
        return id;
    }

    private UUID organisation(Person owner, UUID id) {
        sql.sql("insert into identity.holder (id, name, organisation, plan) values (:id, 'Example', true, 'free')")
                .param("id", id)
                .update();
        sql.sql("insert into identity.member (holder, person, owner, since) values (:id, :person, true, now())")
                .param("id", id)
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID source(Person owner, UUID id) {
        sql.sql("""
            insert into discovery.source (id, kind, identity, scope, name, addresses, everyones, made_by, made_at,
                every_seconds, max_pages, max_depth, render, next_round)
            values (:id, 'SITE', :identity, 'example.org', 'example.org', '{https://example.org/}', false, :person, now(),
                3600, 10, 3, false, now() + interval '1 day')\
            """)
                .param("id", id)
                .param("identity", "SITE " + id)
                .param("person", owner.id().value())
                .update();
        sql.sql("""
            insert into discovery.watch (source, holder, person, since, every_seconds, max_pages, max_depth, render)
            values (:id, :holder, :person, now(), 3600, 10, 3, false)\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID match(Person owner, UUID id) {
        UUID match = new MatchRows(portal)
                .of(owner.signedIn())
                .work(new WorkId(work(owner, id)))
                .insert()
                .value();
        byte[] picture = file(match);
        sql.sql("""
                insert into matching.copy (digest, long_side, width, height, media_type, rendition)
                select digest, 480, 3, 2, 'image/webp', :file from matching.match where id = :id""").param("file", picture).param("id", match).update();
        String page = sql.sql("select page from matching.place where match = :id")
                .param("id", match)
                .query(String.class)
                .single();
        ByteBuffer start = ByteBuffer.wrap(Sha256.of(page.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes());
        sql.sql("insert into discovery.shot (page, url, wanted, taken, file) values (:key, :page, now(), now(), :file)")
                .param("key", new UUID(start.getLong(), start.getLong()))
                .param("page", page)
                .param("file", picture)
                .update();
        return match;
    }

    private UUID rule(Person owner, UUID id) {
        sql.sql("""
            insert into matching.rule (id, holder, site, path, verdict, reason, note, made_by, made_at)
            values (:id, :holder, 'ruled.example', '', 'LICENSED', 'OWN_SITE', '', :person, now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID webhook(Person owner, UUID id) {
        sql.sql("""
            insert into matching.webhook (id, holder, name, address, events, secret, rests_until, told_until, digest_at,
                made_by, made_at)
            values (:id, :holder, 'Shop', 'https://hook.invalid/', '{match.found}', :secret, now(), now(),
                now() + interval '1 day', :person, now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("secret", portal.bean(Sealing.class).seal("whsec_AAAA", id))
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID delivery(Person owner, UUID id) {
        sql.sql("""
            insert into matching.delivery (id, webhook, holder, event, body, made, state, tries, next_try)
            values (:id, :webhook, :holder, 'test', '{"a":1}', now(), 'GIVEN_UP', 1, now())\
            """)
                .param("id", id)
                .param("webhook", webhook(owner, UUID.randomUUID()))
                .param("holder", owner.holder().value())
                .update();
        sql.sql("""
            insert into matching.attempt (delivery, number, at, millis, status, headers, answer, trouble)
            values (:id, 1, now(), 80, 500, 'Server: a', '<b>no</b>', 'status 500')\
            """).param("id", id).update();
        return id;
    }

    private UUID feed(Person owner, UUID id) {
        sql.sql("""
            insert into matching.feed (id, holder, person, name, query, secret, made_at)
            values (:id, :holder, :person, 'Reader', '', :secret, now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .param(
                        "secret",
                        Sha256.of(id.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                .bytes())
                .update();
        return id;
    }

    private UUID view(Person owner, UUID id) {
        sql.sql("""
            insert into matching.view (id, holder, name, query, made_by, made_at)
            values (:id, :holder, :name, 'state=all', :person, now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("name", id.toString())
                .param("person", owner.id().value())
                .update();
        return id;
    }

    private UUID folder(Person owner, UUID id) {
        sql.sql("""
            insert into catalogue.watched_folder (id, holder, person, root, path, added_at)
            values (:id, :holder, :person, '/srv/photos', :path, now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .param("path", "<i>" + id)
                .update();
        return id;
    }

    private UUID site(Person owner, UUID id) {
        sql.sql("""
            insert into catalogue.site_import (id, holder, person, address, state, begun_at)
            values (:id, :holder, :person, 'https://example.org/"><i>', 'ready', now())\
            """)
                .param("id", id)
                .param("holder", owner.holder().value())
                .param("person", owner.id().value())
                .update();
        sql.sql("""
            insert into catalogue.site_source (import, address, kind, rank, guessed, state, images)
            values (:id, 'https://example.org/<script>window.__ran=1</script>', 'sitemap', 0, false, 'read', 1);
            insert into catalogue.site_image (import, family, address, promise, title, caption, state, reason)
            values (:id, 'a', 'https://example.org/<img src=x onerror=alert(1)>', 1, '<b>title</b>', '', 'failed',
                'refused.site.status' || chr(9) || '404')\
            """).param("id", id).update();
        return id;
    }

    /** Everything that is kept of a holder, by table: to see that nobody else changed it. */
    Map<String, List<String>> of(Person owner) {
        Map<String, List<String>> rows = new TreeMap<>();
        sql.sql("""
            select table_schema || '.' || table_name from information_schema.columns
            where column_name = 'holder' and table_schema in ('catalogue', 'identity', 'discovery', 'matching')\
            """)
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        sql.sql("select t::text from %s t where holder = :holder order by 1"
                                        .formatted(table.equals("matching.tally") ? SUMS : table))
                                .param("holder", owner.holder().value())
                                .query(String.class)
                                .list()));
        return rows;
    }

    /** Every row anywhere that names one of some things, by table: to see that none was tied to anything else. */
    Map<String, List<String>> naming(java.util.Collection<String> ids) {
        Map<String, List<String>> rows = new TreeMap<>();
        sql.sql("""
            select table_schema || '.' || table_name from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema in ('catalogue', 'identity', 'discovery', 'matching')
            """)
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        sql.sql("""
                            select t::text from %s t where exists
                              (select 1 from unnest(:ids) as named (id) where strpos(t::text, id) > 0) order by 1\
                            """.formatted(table))
                                .param("ids", ids.toArray(String[]::new))
                                .query(String.class)
                                .list()));
        return rows;
    }
}
