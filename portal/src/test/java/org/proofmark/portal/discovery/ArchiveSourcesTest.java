package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.portal.matching.compare.Idle.idle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.Pictures;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.discovery.Watching.Shown;
import org.proofmark.scout.archive.WarcSettings;
import org.proofmark.scout.archive.WarcWriter;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.url.Url;

/** An uploaded archive is walked without asking anybody, and what it holds is not taken for what is there now. */
class ArchiveSourcesTest {
    private static final TestPortal PORTAL = idle(TestPortal.start(Watching.HERE));

    @TempDir
    private static Path folder;

    private final Watching watching = new Watching(PORTAL);
    private final OwnSite site = new OwnSite();

    @AfterEach
    void closeSite() {
        site.close();
    }

    @AfterAll
    static void closePortal() {
        PORTAL.close();
    }

    @Test
    void anArchiveIsWalkedAndNobodyIsAsked() throws IOException {
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
                .with("/", "text/html", """
                    <title>Start</title><img src="/a.jpg"><img src="/left-out.jpg">
                    <a href="/next">next</a><a href="/old">old</a><a href="/left-out">out</a>\
                    """)
                .with("/next", "text/html", "<img src=\"/b.jpg\">")
                .moved("/old", site.address("/next"))
                .with("/notes.txt", "text/plain", "no page")
                .with("/a.jpg", Pictures.jpeg(1051))
                .with("/b.jpg", Pictures.jpeg(1052))
                .with("/alone.jpg", Pictures.jpeg(1053))
                .with("/left-out.jpg", Pictures.jpeg(1054));
        byte[] archive = archived("/", "/next", "/old", "/notes.txt", "/a.jpg", "/b.jpg", "/alone.jpg");

        SourceId id = watching.upload(Source.Kind.WARC, "crawl.warc.gz", archive);
        Round walk = watching.walk(id, 1);

        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(site.address("/"), Way.IMG, site.address("/a.jpg"), 1051),
                        Shown.of(site.address("/next"), Way.IMG, site.address("/b.jpg"), 1052),
                        Shown.of(site.address("/old"), Way.IMG, site.address("/b.jpg"), 1052),
                        new Shown(site.address("/"), Way.IMG, site.address("/left-out.jpg"), Optional.empty(), false));
        assertThat(walk)
                .returns(3L, Round::documents)
                .returns(3L, Round::images)
                .returns(3L, Round::pictures)
                .returns("", Round::trouble);
        assertThat(watching.missed(id))
                .containsExactlyInAnyOrder(
                        "UNREACHABLE " + site.address("/left-out.jpg"), "UNREACHABLE " + site.address("/left-out"));
        assertThat(site.asked()).isEmpty();
        assertThat(watching.sources.find(watching.kim, id))
                .returns("crawl.warc.gz", Source::name)
                .returns((long) archive.length, Source::fileBytes);
    }

    /** What the site answers, as a crawler would have written it down. */
    private byte[] archived(String... paths) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ".warc.gz");
        try (WebFetcher web =
                        new WebFetcher(FetchSettings.standard(Optional.empty()).withPrivateNetworks(true));
                WarcWriter writer = WarcWriter.open(file, WarcSettings.of("proofmark", "ignore"))) {
            for (String path : paths) {
                writer.write(web.fetch(Request.page(Url.of(site.address(path))).anything(), Gate.OPEN));
            }
        }
        site.forget();
        return Files.readAllBytes(file);
    }

    @Test
    void aFileThatIsNoArchiveIsToldAsTrouble() {
        SourceId id = watching.upload(Source.Kind.WARC, "holiday.warc", Pictures.jpeg(1055));

        assertThat(troubled(id))
                .returns("archive: neither WARC nor ARC nor WACZ", Round::trouble)
                .returns(1, Round::number)
                .returns(0L, Round::documents)
                .matches(walk -> walk.ended().isPresent());
        assertThat(PORTAL.signedIn(watching.person).get("/sources/" + id).body())
                .contains("neither WARC nor ARC nor WACZ");
    }

    @Test
    void ofATornArchiveIsSeenWhatCanBeReadAndTheRestIsTold() throws IOException {
        site.with("/", "text/html", "<img src=\"/a.jpg\"><img src=\"/b.jpg\">")
                .with("/a.jpg", Pictures.jpeg(1056))
                .with("/b.jpg", Pictures.jpeg(1057));
        byte[] whole = archived("/", "/a.jpg", "/b.jpg");

        SourceId id = watching.upload(Source.Kind.WARC, "torn.warc.gz", Arrays.copyOf(whole, whole.length - 10_000));

        assertThat(troubled(id).trouble()).contains("archive, byte ");
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(site.address("/"), Way.IMG, site.address("/a.jpg"), 1056),
                        new Shown(site.address("/"), Way.IMG, site.address("/b.jpg"), Optional.empty(), false));
    }

    /** A source's walk once a trouble of it is told. */
    private Round troubled(SourceId id) {
        Watching.await(
                () -> watching.sources
                        .find(watching.kim, id)
                        .last()
                        .filter(last -> !last.trouble().isEmpty())
                        .isPresent(),
                () -> watching.sources.find(watching.kim, id).toString());
        return watching.sources.find(watching.kim, id).last().orElseThrow();
    }

    @Test
    void whatAnArchiveHoldsIsNotTakenForWhatIsThereNowNorTheOtherWayRound() throws IOException {
        site.with("/p", "text/html", "<img src=\"/p.jpg\">")
                .with("/q", "text/html", "<img src=\"/q.jpg\">")
                .with("/p.jpg", Pictures.jpeg(1061))
                .with("/q.jpg", Pictures.jpeg(1062));
        byte[] archive = archived("/p", "/p.jpg", "/q", "/q.jpg");
        site.with("/p.jpg", Pictures.jpeg(1063)).with("/q.jpg", Pictures.jpeg(1064));

        SourceId before = watching.add(Source.Kind.PAGE, site.address("/q"));
        watching.walk(before, 1);
        SourceId then = watching.upload(Source.Kind.WARC, "then.warc.gz", archive);
        watching.walk(then, 1);
        SourceId after = watching.add(Source.Kind.PAGE, site.address("/p"));
        watching.walk(after, 1);

        Shown ofP = Shown.of(site.address("/p"), Way.IMG, site.address("/p.jpg"), 1061);
        Shown ofQ = Shown.of(site.address("/q"), Way.IMG, site.address("/q.jpg"), 1062);
        assertThat(watching.shown(then)).containsExactlyInAnyOrder(ofP, ofQ);
        assertThat(watching.shown(before))
                .containsExactly(Shown.of(site.address("/q"), Way.IMG, site.address("/q.jpg"), 1064));
        assertThat(watching.shown(after))
                .containsExactly(Shown.of(site.address("/p"), Way.IMG, site.address("/p.jpg"), 1063));
        assertThat(site.asked("/p.jpg")).isEqualTo(1);
    }
}
