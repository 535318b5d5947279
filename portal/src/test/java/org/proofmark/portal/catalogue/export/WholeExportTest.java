package org.proofmark.portal.catalogue.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything is everything: what one has here stands in the archive, and nothing of what others have. */
class WholeExportTest {
    private static final TestPortal PORTAL = TestPortal.shared();

    /** Tables that have files of their own in the archive. */
    private static final Set<String> FILES = Set.of(
            "catalogue.work",
            "catalogue.collection",
            "catalogue.collected",
            "catalogue.licence",
            "catalogue.licensed_work",
            "catalogue.licensed_collection");

    /** Tables of which nobody takes anything away, and why. */
    private static final Map<String, String> NOBODYS = Map.ofEntries(
            Map.entry("catalogue.category", "the portal's"),
            Map.entry("catalogue.certificate_key", "the portal's, with a secret"),
            Map.entry("catalogue.rendition", "made of the original"),
            Map.entry("catalogue.work_month", "counts"),
            Map.entry("discovery.address", "what walks know, the same for all who watch"),
            Map.entry("discovery.document", "what walks saw, the same for all who watch"),
            Map.entry("discovery.host", "how walks behave"),
            Map.entry("discovery.image", "what walks saw, the same for all who watch"),
            Map.entry("discovery.look", "a queue"),
            Map.entry("discovery.part", "what walks saw, the same for all who watch"),
            Map.entry("discovery.shot", "pictures of other people's pages"),
            Map.entry("discovery.sighting", "what walks saw; those of matches are among their pages"),
            Map.entry("discovery.site", "what is known of other people's sites"),
            Map.entry("identity.asking", "answers kept for a repeated call, for an hour"),
            Map.entry("identity.link", "secrets"),
            Map.entry("identity.plan", "the portal's"),
            Map.entry("identity.session_attributes", "what programs remember of a session, with its secrets"),
            Map.entry("matching.copy", "pictures from other people's pages"),
            Map.entry("matching.reconsider", "a queue"),
            Map.entry("matching.tally", "counts"),
            Map.entry("matching.unsubscribe", "secrets"),
            Map.entry("matching.work_queue", "a queue"),
            Map.entry("platform.mail", "a queue, with secrets in it"));

    private final JdbcClient sql = PORTAL.bean(JdbcClient.class);
    private final JsonMapper json = PORTAL.bean(JsonMapper.class);

    private static List<Chapter> chapters() {
        return PORTAL.bean(Export.class).chapters();
    }

    @Test
    void noTableIsForgotten() {
        Set<String> tables = new TreeSet<>(
                sql.sql("""
                        select table_schema || '.' || table_name as name from information_schema.tables
                        where table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                            and table_schema not in ('pg_catalog', 'information_schema', 'public')
                        """).query((row, number) -> row.getString("name")).list());
        Set<String> told = new TreeSet<>(FILES);
        chapters().forEach(chapter -> told.addAll(chapter.tables()));
        assertThat(told).as("either in it or not").doesNotContainAnyElementsOf(NOBODYS.keySet());
        told.addAll(NOBODYS.keySet());
        assertThat(tables).hasSizeGreaterThan(50).isEqualTo(told);
    }

    @Test
    void noSecretIsNamed() {
        assertThat(chapters())
                .extracting(Chapter::rows)
                .allSatisfy(rows -> assertThat(rows)
                        .doesNotContainIgnoringCase("secret", "sealed", "public_key", "attribute_bytes", "token")
                        .doesNotContainPattern("[ ,(](?:s|k|w|p|f)?\\.?digest(?!, 'hex'| = )[ ,]"));
    }

    /** Somebody with one of everything, in which {@code mark} stands wherever words stand. */
    private record Someone(Person person, String mark, WorkId work, MatchId match) {}

    private Someone someone(long seed) {
        Person person = PORTAL.person(Role.CREATOR);
        String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
        SignedIn me = person.signedIn();
        WorkId work = Registered.work(PORTAL, me, seed);
        MatchId match = new MatchRows(PORTAL)
                .of(me)
                .work(work)
                .site(mark + ".example")
                .title(mark)
                .insert();
        Someone someone = new Someone(person, mark, work, match);
        Stream.of(ROWS.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .forEach(statement -> insert(statement, someone));
        return someone;
    }

    private void insert(String statement, Someone someone) {
        JdbcClient.StatementSpec spec = sql.sql(statement);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("holder", someone.person().signedIn().holder().value());
        values.put("person", someone.person().id().value());
        values.put("work", someone.work().value());
        values.put("match", someone.match().value());
        values.put("mark", someone.mark());
        values.put("id", UUID.nameUUIDFromBytes(someone.mark().getBytes(StandardCharsets.US_ASCII)));
        spec.params(values).update();
    }

    private static final String ROWS = """
            update catalogue.work set title = :mark where id = :work;
            insert into catalogue.collection (id, holder, name, position) values (:id, :holder, :mark, 1);
            insert into catalogue.collected values (:id, :work, 1);
            insert into catalogue.licence (id, holder, licensee, domains, media, territory, note, recorded_at)
                values (:id, :holder, :mark, '{}', '', '', '', now());
            insert into catalogue.change (id, holder, made_at) values (:id, :holder, now());
            insert into catalogue.changed_work (change, work, version, title, caption, creator, credit, copyright, keywords, tags,
                first_published_at) values (:id, :work, 1, :mark, '', '', '', '', '{}', '{}', '');
            insert into catalogue.watched_folder (id, holder, person, root, path, added_at)
                values (:id, :holder, :person, 'photos', :mark, now());
            insert into catalogue.watched_file (folder, path, size, modified, noted_at) values (:id, :mark, 1, now(), now());
            insert into catalogue.site_import (id, holder, person, address, state, begun_at)
                values (:id, :holder, :person, :mark, 'done', now());
            insert into catalogue.site_source (import, address, kind, rank, guessed) values (:id, :mark, 'PAGE', 1, false);
            insert into catalogue.site_image (import, family, address, promise, title, caption)
                values (:id, 'a', :mark, 1, '', '');
            insert into discovery.source (id, kind, identity, scope, name, addresses, everyones, made_by, made_at, every_seconds,
                max_pages, max_depth, render, next_round, held)
                values (:id, 'SITE', :mark, 'a', :mark, '{}', false, :person, now(), 86400, 10, 1, false,
                    now() + interval '1 day', true);
            insert into discovery.watch (source, holder, person, since, every_seconds, max_pages, max_depth, render)
                values (:id, :holder, :person, now(), 86400, 10, 1, false);
            insert into discovery.round (source, number, started, told, trouble) values (:id, 1, now(), now(), :mark);
            insert into identity.api_key (id, person, holder, name, start, digest, scopes, made)
                values (:id, :person, :holder, :mark, 'pm_', decode(md5(:mark), 'hex'), '{}', now());
            insert into identity.passkey (credential, person, label, public_key, sign_count, transports, verified,
                backup_eligible, backup_state, attestation, client_data, made, last_used)
                values (decode(md5(:mark), 'hex'), :person, :mark, '', 0, '', true, false, false, '', '', now(), now());
            insert into matching.verdict (id, match, holder, verdict, by, person, at)
                values (:id, :match, :holder, 'UNSURE', 'PERSON', :person, now());
            insert into matching.note (id, match, person, text, at) values (:id, :match, :person, :mark, now());
            insert into matching.rule (id, holder, site, path, verdict, reason, note, made_by, made_at)
                values (:id, :holder, :mark, '', 'LICENSED', 'ON_FILE', :mark, :person, now());
            insert into matching.own_site values (:holder, :mark, now());
            insert into matching.memory values (:holder, :work, decode(md5(:mark) || md5(:mark), 'hex'),
                decode(md5(:mark) || md5(:mark), 'hex'), 1, now());
            insert into matching.preference (holder) values (:holder);
            insert into matching.view (id, holder, name, query, made_by, made_at)
                values (:id, :holder, :mark, '', :person, now());
            insert into matching.digest (person, holder, every, told_until, next_at)
                values (:person, :holder, 'DAILY', now(), now() + interval '1 day');
            insert into matching.feed (id, holder, person, name, query, secret, made_at)
                values (:id, :holder, :person, :mark, '', decode(md5(:mark) || md5(:mark), 'hex'), now());
            insert into matching.webhook (id, holder, name, address, events, secret, paused, rests_until, told_until, digest_at,
                made_by, made_at)
                values (:id, :holder, :mark, 'https://shop.example/', '{}', '', true, now(), now(), now(), :person, now());
            insert into matching.delivery (id, webhook, holder, event, body, made, state, next_try)
                values (:id, :id, :holder, 'test', '{"name":"' || :mark || '"}', now(), 'GIVEN_UP', now());
            insert into matching.attempt (delivery, number, at, millis, headers, answer, trouble)
                values (:id, 1, now(), 5, '', '', :mark);
            insert into platform.audit (at, who, act, about, told) values (now(), :person, 'work.changed', :work, :mark)
            """;

    private static Map<String, String> unpacked(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void allOfOnesOwnAndNothingOfOthers() throws IOException {
        Someone kim = someone(7_101);
        Someone lee = someone(7_102);
        Browser browser = PORTAL.signedIn(kim.person());
        Map<String, String> archive = unpacked(browser.bytes("POST", "/api/v1/export"));

        List<String> empty = new ArrayList<>();
        JsonNode contents = json.readTree(archive.get("contents.json"));
        for (Chapter chapter : chapters()) {
            String name = chapter.file() + ".json";
            JsonNode rows = json.readTree(archive.get(name));
            assertThat(rows.isArray()).as(name).isTrue();
            assertThat(contents.path("entries").path(name).asInt(-1)).as(name).isEqualTo(rows.size());
            if (rows.isEmpty()) {
                empty.add(name);
            }
            assertThat(archive.get("README.txt")).contains(name);
        }
        assertThat(empty).as("one of everything was made").isEmpty();
        assertThat(archive.keySet()).last().isEqualTo("contents.json");
        assertThat(of(archive, "matches/matches.json"))
                .contains(kim.mark(), "\"foundAt\"", "\"copySha256\"", "\"finding\"")
                .doesNotContain("found_at");
        assertThat(mentions(archive, kim.mark())).isGreaterThan(20);
        Collection<String> theirs = List.of(
                lee.mark(),
                lee.work().toString(),
                lee.match().toString(),
                lee.person().id().toString(),
                lee.person().signedIn().holder().toString(),
                lee.person().email());
        theirs.forEach(one -> assertThat(mentions(archive, one)).as(one).isZero());
    }

    private static String of(Map<String, String> archive, String name) {
        return archive.getOrDefault(name, "");
    }

    private static long mentions(Map<String, String> archive, String what) {
        return archive.entrySet().stream()
                .filter(file -> !file.getKey().startsWith("originals/"))
                .filter(file -> file.getValue().contains(what))
                .count();
    }

    @Test
    void whoHasNothingGetsEmptyLists() throws IOException {
        Browser browser = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        Map<String, String> archive = unpacked(browser.bytes("POST", "/api/v1/export"));
        assertThat(json.readTree(of(archive, "matches/matches.json"))).isEmpty();
        assertThat(json.readTree(of(archive, "account/account.json"))).hasSize(1);
    }

    @Test
    void chaptersHaveDifferentNames() {
        assertThat(chapters()).extracting(Chapter::file).doesNotHaveDuplicates();
    }
}
