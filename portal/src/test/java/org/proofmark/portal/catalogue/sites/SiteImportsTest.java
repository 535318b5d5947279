package org.proofmark.portal.catalogue.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Pictures;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;

/** Photos from a creator's own site: a look first, then each once, as large as it is there, with what the site says. */
class SiteImportsTest {
    private static final TestPortal PORTAL =
            TestPortal.start(Map.of("proofmark.imports.rest", "0s", "proofmark.private-networks", "true"));
    private static final String IMAGE_MAP =
            "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"";

    private final Person creator = PORTAL.person(Role.CREATOR);
    private final SignedIn me = creator.signedIn();
    private final SiteImports imports = PORTAL.bean(SiteImports.class);
    private final OwnSite site = new OwnSite();

    @AfterEach
    void close() {
        site.close();
    }

    @AfterAll
    static void stop() {
        PORTAL.close();
    }

    @Test
    void wordPressTellsItsMediaAHundredAtATimeWithTheLargestFiles() {
        site.with("/", "text/html", "<html><body><img src=\"/theme/banner.jpg\"></body></html>")
                .with(MEDIA + 1, "application/json", """
                        [{"media_type":"image","mime_type":"image/jpeg","source_url":"@/up/lake-scaled.jpg","link":"@/lake/",
                          "title":{"rendered":"The lake &#038; the boat"},"caption":{"rendered":"<p>Early <b>morning</b></p>"},
                          "alt_text":"a lake","media_details":{"original_image":"lake.jpg"}},
                         {"media_type":"image","mime_type":"image/svg+xml","source_url":"@/up/logo.svg"},
                         {"media_type":"file","mime_type":"application/pdf","source_url":"@/up/terms.pdf"}]
                        """, "X-WP-TotalPages", "2")
                .with(MEDIA + 2, "application/json", """
                        [{"media_type":"image","mime_type":"image/jpeg","source_url":"@/up/gulls-scaled.jpg",
                          "title":{"rendered":"Gulls"},"caption":{"rendered":""},"alt_text":"three gulls",
                          "media_details":{"original_image":"gulls.jpg"}}]
                        """, "X-WP-TotalPages", "2")
                .with("/up/lake.jpg", Pictures.photo(401))
                .with("/up/lake-scaled.jpg", Pictures.smaller(401))
                .with("/up/gulls-scaled.jpg", Pictures.photo(402));
        SiteImportId id = look("/");
        assertThat(counts(id).found()).isEqualTo(2);
        assertThat(imports.sources(me, id))
                .extracting(SiteImport.Source::kind)
                .containsOnly(SiteImport.Kind.MEDIA_LIST);
        fetched(id);
        assertThat(works())
                .extracting(
                        Work::fileName,
                        work -> work.texts().title(),
                        work -> work.texts().caption())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("lake.jpg", "The lake & the boat", "Early morning"),
                        org.assertj.core.groups.Tuple.tuple("gulls-scaled.jpg", "Gulls", "three gulls"));
        assertThat(site.asked("/up/lake-scaled.jpg")).isZero();
        assertThat(site.asked("/theme/banner.jpg")).isZero();
    }

    private static final String MEDIA = "/wp-json/wp/v2/media?media_type=image&per_page=100&page=";

    @Test
    void aSitemapThatNamesImagesSparesThePages() {
        site.with("/robots.txt", "text/plain", "User-agent: *\nAllow: /\nSitemap: @/maps.xml\n")
                .with("/", "text/html", "<html><body>home</body></html>")
                .with(
                        "/maps.xml",
                        "application/xml",
                        "<sitemapindex " + IMAGE_MAP + "><sitemap><loc>@/one.xml</loc></sitemap></sitemapindex>")
                .with(
                        "/one.xml",
                        "application/xml",
                        "<urlset " + IMAGE_MAP + "><url><loc>@/page</loc>"
                                + "<image:image><image:loc>@/a.jpg</image:loc><image:title>At sea</image:title>"
                                + "<image:caption>Waves</image:caption></image:image></url></urlset>")
                .with("/page", "text/html", "<html><body><img src=\"/b.jpg\"></body></html>")
                .with("/a.jpg", Pictures.photo(403));
        SiteImportId id = look("/");
        fetched(id);
        assertThat(works()).singleElement().satisfies(work -> {
            assertThat(work.texts().title()).isEqualTo("At sea");
            assertThat(work.texts().caption()).isEqualTo("Waves");
        });
        assertThat(site.asked("/page")).isZero();
    }

    @Test
    void aSitemapOfPagesLeadsToTheirLargestImages() {
        site.with(
                        "/map.xml",
                        "application/xml",
                        "<urlset " + IMAGE_MAP + "><url><loc>@/one</loc></url><url><loc>@/two</loc>"
                                + "</url><url><loc>https://elsewhere.example/three</loc></url></urlset>")
                .with("/one", "text/html", """
                        <html><head><link rel="icon" href="/icon.png"></head><body>
                        <img srcset="/p/harbour-300x200.jpg 300w, /p/harbour-1024x683.jpg 1024w" alt="A harbour">
                        <img src="/dot.png" width="8" height="8"></body></html>
                        """)
                .with(
                        "/two",
                        "text/html",
                        "<html><body><figure><img src=\"/p/harbour.jpg\" alt=\"again\">"
                                + "<figcaption>The harbour at dawn</figcaption></figure></body></html>")
                .with("/p/harbour.jpg", Pictures.photo(404))
                .with("/p/harbour-1024x683.jpg", Pictures.smaller(404));
        SiteImportId id = look("/map.xml");
        assertThat(counts(id).found()).isEqualTo(1);
        fetched(id);
        assertThat(works()).singleElement().satisfies(work -> {
            assertThat(work.fileName()).isEqualTo("harbour.jpg");
            assertThat(work.texts().caption()).isEqualTo("A harbour");
        });
        assertThat(site.asked("/p/harbour-300x200.jpg")).isZero();
        assertThat(site.asked("/p/harbour-1024x683.jpg")).isZero();
    }

    @Test
    void aFeedGivesItsImages() {
        site.with("/feed", "application/rss+xml", """
                        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Kim</title>
                        <item><title>One</title><link>@/one</link><enclosure url="@/e.jpg" type="image/jpeg" length="1"/></item>
                        <item><title>Two</title><media:content url="@/m.jpg" medium="image"><media:title>Gulls</media:title>
                        </media:content></item></channel></rss>""")
                .with("/e.jpg", Pictures.photo(405))
                .with("/m.jpg", Pictures.photo(406));
        SiteImportId id = look("/feed");
        fetched(id);
        assertThat(works()).extracting(Work::fileName).containsExactlyInAnyOrder("e.jpg", "m.jpg");
        assertThat(works()).extracting(work -> work.texts().caption()).contains("Gulls");
    }

    @Test
    void duplicatesAndWhatIsMissingOrNoPictureAreTold() throws IOException {
        PORTAL.bean(Uploads.class)
                .take(me, new UploadId(UUID.randomUUID()), "mine.jpg", new ByteArrayInputStream(Pictures.photo(407)));
        site.with("/", "text/html", "<img src=/known.jpg><img src=/gone.jpg><img src=/soft.jpg><img src=/new.jpg>")
                .with("/known.jpg", Pictures.photo(407))
                .with("/soft.jpg", "text/html", "<html>not found</html>")
                .with("/new.jpg", Pictures.photo(408));
        SiteImportId id = look("/");
        assertThat(fetched(id)).isEqualTo(new SiteImport.Counts(4, 0, 1, 0, 1, 1, 1));
        assertThat(imports.pictures(me, id, 0, true, 100))
                .extracting(SiteImport.Picture::reason)
                .containsExactly(
                        Optional.of("refused.site.status\t404"), Optional.of("refused.unreadable.NOT_AN_IMAGE"));
        Browser browser = PORTAL.signedIn(creator);
        assertThat(browser.get("/imports/" + id).body()).contains("404").contains(site.address("/gone.jpg"));
    }

    @Test
    void robotsTxtIsHeeded() {
        site.with("/robots.txt", "text/plain", "User-agent: proofmark\nDisallow: /private/\n")
                .with("/", "text/html", "<img src=/private/a.jpg><img src=/b.jpg>")
                .with("/private/a.jpg", Pictures.photo(409))
                .with("/b.jpg", Pictures.photo(410));
        SiteImportId id = look("/");
        assertThat(fetched(id).failed()).isEqualTo(1);
        assertThat(site.asked("/private/a.jpg")).isZero();
        assertThat(imports.pictures(me, id, 0, true, 10).getFirst().reason().orElseThrow())
                .startsWith("refused.site.robots\t");
    }

    @Test
    void innerNetworksStayClosedUnlessTheOperatorOpensThem() {
        site.with("/", "text/html", "<img src=/a.jpg>");
        TestPortal strict = TestPortal.shared();
        SignedIn other = strict.person(Role.CREATOR).signedIn();
        SiteImports guarded = strict.bean(SiteImports.class);
        SiteImportId id = new SiteImportId(UUID.randomUUID());
        guarded.begin(other, id, site.address("/"));
        await(() -> guarded.find(other, id), now -> now.site().state() == SiteImport.State.READY);
        assertThat(guarded.sources(other, id))
                .singleElement()
                .satisfies(source -> assertThat(source.reason().orElseThrow()).contains("127.0.0.1"));
        assertThat(site.asked("/")).isZero();
    }

    @Test
    void nothingIsFetchedBeforeTheRightsAreDeclared() {
        site.with("/", "text/html", "<img src=/a.jpg>").with("/a.jpg", Pictures.photo(411));
        SiteImportId id = look("/");
        assertThatThrownBy(() -> imports.start(me, id, false)).isInstanceOf(Refused.class);
        assertThat(site.asked("/a.jpg")).isZero();
        imports.start(me, id, true);
        assertThat(await(() -> imports.find(me, id), now -> now.site().state() == SiteImport.State.DONE)
                        .site()
                        .declared())
                .isPresent();
    }

    @Test
    void whatIsCancelledEnds() {
        site.with("/", "text/html", many(40));
        for (int i = 0; i < 40; i++) {
            site.with("/p" + i + ".jpg", Pictures.flat());
        }
        SiteImportId id = look("/");
        site.slow(Duration.ofMillis(150));
        imports.start(me, id, true);
        await(() -> imports.find(me, id), now -> now.counts().waiting() < 38);
        imports.cancel(me, id);
        long left = counts(id).waiting();
        assertThat(left).isGreaterThan(5);
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        assertThat(counts(id).waiting()).isGreaterThanOrEqualTo(left - 1);
        assertThat(imports.find(me, id).site().state()).isEqualTo(SiteImport.State.CANCELLED);
        assertThatThrownBy(() -> imports.start(me, id, true)).isInstanceOf(Refused.class);
    }

    @Test
    void whatWasBrokenOffGoesOnWhereItWas() {
        site.with("/", "text/html", many(20));
        for (int i = 0; i < 20; i++) {
            site.with("/p" + i + ".jpg", Pictures.photo(420 + i));
        }
        SiteImportId id = look("/");
        assertThat(counts(id).found()).isEqualTo(20);
        site.slow(Duration.ofMillis(100));
        imports.start(me, id, true);
        SiteImporter importer = PORTAL.bean(SiteImporter.class);
        await(() -> imports.find(me, id), now -> now.counts().waiting() < 15);
        importer.stop();
        long left = counts(id).waiting();
        importer.start();
        assertThat(left).isPositive();
        site.slow(Duration.ZERO);
        SiteImport.Counts ended = fetched(id);
        assertThat(ended.registered()).isEqualTo(20);
        assertThat(works()).hasSize(20);
        long twice = java.util.stream.IntStream.range(0, 20)
                .filter(i -> site.asked("/p" + i + ".jpg") > 1)
                .count();
        assertThat(twice).as("only what was under way is asked for again").isLessThanOrEqualTo(1);
    }

    private static String many(int images) {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < images; i++) {
            page.append("<img src=/p").append(i).append(".jpg>");
        }
        return page.toString();
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String typed : List.of(
                "",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://kim:secret@example.org/",
                "ftp://example.org",
                "a b")) {
            assertThatThrownBy(() -> imports.begin(me, new SiteImportId(UUID.randomUUID()), typed))
                    .as(typed)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void programsDoAllOfItThroughTheApi() {
        site.with("/", "text/html", "<img src=/a.jpg>").with("/a.jpg", Pictures.photo(412));
        Browser browser = PORTAL.signedIn(creator);
        browser.get("/upload");
        UUID key = UUID.randomUUID();
        String wanted = "{\"address\":\"" + site.address("/") + "\"}";
        assertThat(post(browser, "/api/v1/imports", wanted, key).status()).isEqualTo(201);
        assertThat(post(browser, "/api/v1/imports", wanted, key).body()).contains(key.toString());
        String place = "/api/v1/imports/" + key;
        await(() -> browser.get(place), answer -> answer.body().contains("\"state\":\"ready\""));
        assertThat(browser.get(place + "/sources").body()).contains("\"kind\":\"page\"");
        assertThat(post(browser, place + "/started", "{\"rights\":false}", key).status())
                .isEqualTo(422);
        assertThat(post(browser, place + "/started", "{\"rights\":true}", key).status())
                .isEqualTo(200);
        await(() -> browser.get(place), answer -> answer.body().contains("\"state\":\"done\""));
        await(() -> browser.get(place + "/pictures"), answer -> answer.body().contains("\"state\":\"registered\""));
        Browser other = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        assertThat(other.get(place).status()).isEqualTo(404);
    }

    private static Browser.Answer post(Browser browser, String path, String json, UUID key) {
        return browser.send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key.toString(),
                "X-CSRF-TOKEN",
                browser.token());
    }

    private SiteImportId look(String path) {
        SiteImportId id = new SiteImportId(UUID.randomUUID());
        imports.begin(me, id, site.address(path));
        await(() -> imports.find(me, id), now -> now.site().state() == SiteImport.State.READY);
        return id;
    }

    /** Started, if it is not yet, and waited for until everything was looked at. */
    private SiteImport.Counts fetched(SiteImportId id) {
        imports.start(me, id, true);
        return await(
                        () -> imports.find(me, id),
                        now -> now.site().state() == SiteImport.State.DONE
                                && now.counts().processing() == 0)
                .counts();
    }

    private SiteImport.Counts counts(SiteImportId id) {
        return imports.find(me, id).counts();
    }

    private List<Work> works() {
        Works works = PORTAL.bean(Works.class);
        return PORTAL.bean(Uploads.class).latest(me, 100).stream()
                .map(Upload::work)
                .flatMap(Optional::stream)
                .distinct()
                .map(id -> works.find(me, id))
                .toList();
    }

    private static <T> T await(java.util.function.Supplier<T> asked, Predicate<T> what) {
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        T now = asked.get();
        while (!what.test(now)) {
            if (Instant.now().isAfter(late)) {
                throw new AssertionError("not within a minute: " + now);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            now = asked.get();
        }
        return now;
    }
}
