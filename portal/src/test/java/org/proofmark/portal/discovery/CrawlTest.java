package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.portal.matching.compare.Idle.idle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.portal.RunningWorker;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.WorkOptions;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.frontier.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks over a small web on this machine. */
class CrawlTest {
    @TempDir
    private static Path folder;

    @Test
    void tellsWhatAWalkSawAndWhatItDidNot() {
        try (SmallWeb web = new SmallWeb(20, 2, 3, Duration.ZERO);
                TestPortal portal = idle(TestPortal.start(Watching.HERE))) {
            SignedIn kim = portal.person(Role.CREATOR).signedIn();
            Sources sources = portal.bean(Sources.class);
            Looks looks = portal.bean(Looks.class);
            SourceId id = add(sources, kim, web.address(0) + "/").id();
            Watching.awaitWalk(sources, kim, id, 1);

            Round round = sources.find(kim, id).last().orElseThrow();
            assertThat(round.documents()).isEqualTo(4); // three pages and a style sheet
            assertThat(round.images()).isEqualTo(7);
            assertThat(round.pictures()).isEqualTo(7);
            Standing standing = sources.standing(kim, id);
            assertThat(standing.open()).isZero();
            assertThat(standing.missed()).containsEntry(Visit.Why.ROBOTS, 1L).containsKey(Visit.Why.STATUS);
            List<Look> seen = looks.next(100);
            assertThat(seen).hasSize(7).allSatisfy(look -> {
                assertThat(look.query().fingerprint()).isNotNull();
                assertThat(looks.hasFile(look.digest())).isTrue();
            });

            Sha256 ofSheet = digestOf(portal, "/photo-900.jpg");
            looks.compared(ofSheet, true);
            assertThat(portal.bean(Sightings.class).untold(100))
                    .hasSize(3)
                    .allSatisfy(sighting -> assertThat(sighting.image()).endsWith("/photo-900.jpg"))
                    .extracting(Sighting::title)
                    .containsExactlyInAnyOrder("Site 0, page 0", "Site 0, page 1", "Site 0, page 2");
            SiteFacts facts = portal.bean(Sites.class).of("127.0.0.20").orElseThrow();
            assertThat(facts.operator()).contains("Example Photo GmbH");
            assertThat(facts.kind()).isEqualTo(SiteFacts.Kind.BUSINESS);

            web.forget();
            sources.runNow(kim, id);
            Watching.awaitWalk(sources, kim, id, 2);
            assertThat(web.asked()).contains("127.0.0.20/page-1");
            assertThat(looks.next(100)).hasSize(6);
        }
    }

    @Test
    void twoCrawlersNeverAskOneSiteAtOnceNorSeeAnythingTwice() throws IOException {
        try (SmallWeb web = new SmallWeb(30, 4, 5, Duration.ofMillis(15));
                TestPortal portal = idle(TestPortal.start(Watching.HERE));
                RunningWorker second = RunningWorker.start(
                        new WorkOptions(portal.data(), Optional.of(portal.database()), Optional.of(settings())))) {
            assertThat(second).isNotNull();
            SignedIn kim = portal.person(Role.CREATOR).signedIn();
            Sources sources = portal.bean(Sources.class);
            List<SourceId> ids = new ArrayList<>();
            for (int site = 0; site < 4; site++) {
                ids.add(add(sources, kim, web.address(site) + "/").id());
            }
            for (SourceId id : ids) {
                Watching.awaitWalk(sources, kim, id, 1);
            }

            assertThat(web.rude()).isEmpty();
            Map<String, Integer> times = new HashMap<>();
            web.asked().forEach(asked -> times.merge(asked, 1, Integer::sum));
            times.keySet().removeIf(asked -> asked.endsWith("/robots.txt"));
            assertThat(times.entrySet().stream().filter(one -> one.getKey().contains("/page-")))
                    .allSatisfy(
                            one -> assertThat(one.getValue()).as(one.getKey()).isEqualTo(1));
            assertThat(state(portal).stream().filter(row -> row.startsWith("sighting")))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void killsLoseNothing() throws IOException, InterruptedException {
        long seed = 20261128;
        List<String> undisturbed = walked(40, 0, seed);
        List<String> disturbed = walked(50, 4, seed);

        assertThat(disturbed).as("seed %d", seed).isEqualTo(undisturbed).hasSizeGreaterThan(50);
    }

    /** Walks two sites with two processes of their own, kills some of them at random moments; tells the end state. */
    private static List<String> walked(int first, int kills, long seed) throws IOException, InterruptedException {
        Random chance = new Random(seed);
        Map<String, String> resting = new HashMap<>(Watching.HERE);
        resting.put("proofmark.crawl.enabled", "false");
        try (SmallWeb web = new SmallWeb(first, 2, 8, Duration.ofMillis(30));
                TestPortal portal = idle(TestPortal.start(resting))) {
            SignedIn kim = portal.person(Role.CREATOR).signedIn();
            Sources sources = portal.bean(Sources.class);
            List<SourceId> ids = List.of(
                    add(sources, kim, web.address(0) + "/").id(),
                    add(sources, kim, web.address(1) + "/").id());
            Process work = WorkProcess.start(portal.data(), portal.database(), settings());
            try {
                for (int kill = 0; kill < kills; kill++) {
                    Thread.sleep(chance.nextInt(1_200));
                    work.destroyForcibly().waitFor();
                    work = WorkProcess.start(portal.data(), portal.database(), settings());
                }
                for (SourceId id : ids) {
                    Watching.awaitWalk(sources, kim, id, 1);
                }
            } finally {
                work.destroyForcibly().waitFor();
            }
            assertThat(web.rude()).isEmpty();
            return state(portal).stream()
                    .map(row -> row.replaceAll("127\\.0\\.0\\.\\d+:\\d+", "site"))
                    .sorted()
                    .toList();
        }
    }

    private static Path settings() throws IOException {
        Path file = folder.resolve("worker.properties");
        List<String> lines = new ArrayList<>(List.of("proofmark.workers=1"));
        Watching.HERE.forEach((name, value) -> lines.add(name + "=" + value));
        return Files.write(file, lines);
    }

    private static Source add(Sources sources, SignedIn by, String address) {
        return sources.add(
                by,
                new SourceId(UUID.randomUUID()),
                Source.Kind.SITE,
                address,
                Source.Wish.standard(Source.Kind.SITE),
                false);
    }

    private static Sha256 digestOf(TestPortal portal, String path) {
        return portal.bean(JdbcClient.class)
                .sql("select digest from discovery.address where url like '%' || :path and digest is not null limit 1")
                .param("path", path)
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .single();
    }

    /** All that was kept, without ids, times and the digests of pages (each names its own server), and without what depends on which of two walks met an image first. */
    private static List<String> state(TestPortal portal) {
        return portal.bean(JdbcClient.class)
                .sql("""
            select 'address ' || role || ' ' || url || ' ' || status || ' ' || open || ' '
                || case role when 'PAGE' then '' else coalesce(encode(digest, 'hex'), '') end || ' '
                || coalesce(why, '') || ' ' || visits
            from discovery.address
            union all
            select 'sighting ' || d.url || ' ' || i.url || ' ' || coalesce(encode(s.digest, 'hex'), '') || ' '
                || s.alt || ' ' || s.gone || ' ' || s.way
            from discovery.sighting s join discovery.address d on d.id = s.document
                join discovery.address i on i.id = s.image
            union all
            select 'image ' || encode(digest, 'hex') || ' ' || state || ' ' || file || ' '
                || exists (select 1 from discovery.look l where l.digest = i.digest)
            from discovery.image i
            union all
            select 'rounds ' || count(*) || ' ' || sum(documents) || ' ' || sum(images) || ' '
                || sum(pictures) || ' ' || sum(missed) from discovery.round where ended is not null
            order by 1\
            """)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
