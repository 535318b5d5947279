package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Collections;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of a photo tells what is known of it and leads on, and the grid obeys its keys. */
class PhotoPageTest {
    private static final int WIDTH = 2_400;

    private final TestPortal portal = TestPortal.shared();
    private final JdbcClient sql = portal.bean(JdbcClient.class);
    private final Works works = portal.bean(Works.class);
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();

    @Test
    void everyLinkLeadsSomewhereAndTheSurestUsesAreListed() {
        WorkId work = Registered.work(portal, creator, 7_301);
        MatchRows rows = new MatchRows(portal).of(creator).work(work);
        rows.site("less.example").measured(4, 0.3, 4_200).insert();
        rows.site("most.example").measured(40, 0.9, 26_000).insert();
        rows.site("scene.example").tier(Tier.SAME_SCENE).insert();
        sql.sql("update matching.match set verdict = 'LICENSED', decided_by = 'PERSON', decided_at = now()"
                        + " where work = :work and site = 'most.example'")
                .param("work", work.value())
                .update();
        Browser browser = portal.signedIn(person);
        String page = browser.get("/photos/" + work).body();
        assertThat(page).containsSubsequence("less.example", "To decide", "42", "most.example", "Licensed", "260");
        assertThat(page).doesNotContain("scene.example");
        List<String> links = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
        assertThat(links).anyMatch(link -> link.startsWith("/inbox?")).anyMatch(link -> link.startsWith("/matches/"));
        assertThat(links)
                .allSatisfy(
                        link -> assertThat(browser.get(link).status()).as(link).isLessThan(400));
    }

    @Test
    void thePageWatchesAndLetsRest() {
        WorkId work = Registered.work(portal, creator, 7_302);
        Browser browser = portal.signedIn(person);
        assertThat(browser.get("/photos/" + work).body()).contains("Let rest", ">watched<");
        assertThat(browser.post("/photos/monitored", "id", work.toString(), "on", "false")
                        .status())
                .isEqualTo(302);
        assertThat(works.find(creator, work).monitored()).isFalse();
        assertThat(browser.get("/photos/" + work).body()).contains(">not watched<", "value=\"true\"");
    }

    @Test
    void termsAndLicensorAreEditedCertifiedAndTold() {
        WorkId id = Registered.work(portal, creator, 7_303);
        Browser browser = portal.signedIn(person);
        browser.get("/photos/" + id);
        Work before = works.find(creator, id);
        Browser.Answer saved = browser.post(
                "/photos/" + id,
                "version",
                Integer.toString(before.version()),
                "title",
                "",
                "caption",
                "",
                "creator",
                "Kim",
                "credit",
                "",
                "copyright",
                "",
                "keywords",
                "",
                "tags",
                "",
                "firstPublishedAt",
                "",
                "usageTerms",
                "Ask first",
                "webStatement",
                "https://example.org/rights",
                "licensor",
                "Example Licences",
                "licensorUrl",
                "https://example.org/buy");
        assertThat(saved.leadsTo()).isEqualTo("/photos/" + id + "?saved");
        String page = browser.get("/photos/" + id).body();
        assertThat(page)
                .contains(">Ask first</textarea>", "https://example.org/rights", "Example Licences", "example.org/buy");
        assertThat(browser.get("/photos/" + id + "/certificate.json").body())
                .contains("Example Licences", "https://example.org/buy");
        assertThat(browser.get("/api/v1/works/" + id + "/history").body())
                .contains("\"work.changed\"", "\"licensor\"", "Example Licences");
    }

    @Test
    void programsTakeADayAndACategoryAwayAndAskForCollections() {
        WorkId id = Registered.work(portal, creator, 7_304);
        CollectionId collection = new CollectionId(UUID.randomUUID());
        Collections collections = portal.bean(Collections.class);
        collections.make(creator, collection, Optional.empty(), "Harbours");
        collections.add(creator, collection, List.of(id));
        Browser browser = portal.signedIn(person);
        String path = "/api/v1/works/" + id;
        assertThat(browser.get(path + "/collections").body()).contains("Harbours", collection.toString());
        assertThat(patch(browser, path, "{\"firstPublished\":\"2024-05-03\",\"category\":\"city\"}"))
                .contains("2024-05-03", "\"city\"");
        assertThat(patch(browser, path, "{\"clear\":[\"firstPublished\",\"category\"]}"))
                .doesNotContain("2024-05-03", "\"city\"");
    }

    private static String patch(Browser browser, String path, String json) {
        return browser.send(
                        "PATCH",
                        path,
                        java.net.http.HttpRequest.BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        browser.get(path).header("ETag"),
                        "X-CSRF-TOKEN",
                        browser.token())
                .body();
    }

    @Test
    void zoomedItHasThePixelsOfTheOriginalMadeAnew() throws IOException {
        WorkId id = large();
        Browser browser = portal.signedIn(person);
        assertThat(browser.get("/photos/" + id).body())
                .contains("data-full=\"/photos/" + id + "/picture/full\"", "data-width=\"" + WIDTH + "\"");
        byte[] full = browser.bytes("GET", "/photos/" + id + "/picture/full");
        assertThat(new String(full, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("WEBP");
        assertThat(sql.sql("select width from catalogue.rendition where work = :id order by width desc limit 1")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(WIDTH);
        assertThat(browser.bytes("GET", "/photos/" + id + "/picture/full")).isEqualTo(full);
        assertThat(browser.bytes("GET", "/photos/" + id + "/picture/1920"))
                .as("what is shown elsewhere stays small")
                .hasSizeLessThan(full.length);
        Sha256 original = works.find(creator, id).digest();
        assertThat(Sha256.of(full)).isNotEqualTo(original);
        assertThat(portal.bean(Blobs.class).bytes(original)).isNotEqualTo(full);
        Person stranger = portal.person(Role.CREATOR);
        assertThat(portal.signedIn(stranger)
                        .get("/photos/" + id + "/picture/full")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theGridObeysItsKeys() {
        for (int seed = 7_310; seed < 7_313; seed++) {
            Registered.work(portal, creator, seed);
        }
        CollectionId collection = new CollectionId(UUID.randomUUID());
        Collections collections = portal.bean(Collections.class);
        collections.make(creator, collection, Optional.empty(), "Harbours");
        collections.add(creator, collection, works.known(creator, digests()).values());
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.DESK, person)) {
            Page page = window.go("/photos?collection=" + collection);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.locator("figure.frame a").first().focus();
            page.keyboard().press("f");
            assertThat(page.locator("dialog.lightbox img")).isVisible();
            String first = page.locator("dialog.lightbox h2").innerText();
            assertThat(Chromium.barriers(window)).isEmpty();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("dialog.lightbox h2")).not().hasText(first);
            page.keyboard().press("f");
            assertThat(page.locator("dialog")).hasCount(0);
            page.keyboard().press("i");
            assertThat(page.locator("dialog .facts")).containsText("SHA-256");
            page.keyboard().press("Escape");
            page.keyboard().press("x");
            page.locator("[data-all]").check();
            assertThat(page.locator(".picked b")).hasText("3 selected");
            page.locator("[data-all]").uncheck();
            assertThat(page.locator(".picked b")).hasText("1 selected");
            page.locator(".picked button[value=false][name=on]").click();
            assertThat(page.locator("figure.frame.rest")).hasCount(1);
            page.keyboard().press("z");
            assertThat(page.locator("figure.frame.rest")).hasCount(0);
            String third = page.locator("figure.frame").nth(2).getAttribute("data-id");
            page.locator("figure.frame").nth(2).locator("a").focus();
            page.keyboard().press("x");
            page.locator(".picked button[value=FIRST]").click();
            assertThat(page.locator("figure.frame").first()).hasAttribute("data-id", third);
            page.locator("figure.frame")
                    .first()
                    .dragTo(page.locator("figure.frame").nth(2));
            assertThat(page.locator("figure.frame").nth(1)).hasAttribute("data-id", third);
            page.reload();
            assertThat(page.locator("figure.frame").nth(1)).hasAttribute("data-id", third);
            page.locator("details.filters").evaluate("it => { it.open = true }");
            assertThat(Chromium.barriers(window)).isEmpty();
        }
    }

    private List<Sha256> digests() {
        return sql.sql("select digest from catalogue.work where holder = :holder")
                .param("holder", creator.holder().value())
                .query((row, number) -> Sha256.from(row.getBytes("digest")))
                .list();
    }

    /** A work that has more pixels than what is shown of it. */
    private WorkId large() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, 1_600, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = picture.createGraphics();
        Random chance = new Random(7_305);
        for (int shape = 0; shape < 900; shape++) {
            drawn.setColor(new Color(chance.nextInt(0x1000000)));
            drawn.fillRect(
                    chance.nextInt(WIDTH), chance.nextInt(1_600), 10 + chance.nextInt(150), 10 + chance.nextInt(90));
        }
        drawn.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", file);
        Uploads uploads = portal.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(creator, id, "large.jpg", new ByteArrayInputStream(file.toByteArray()));
        long late = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!uploads.find(creator, id).state().ended() && System.nanoTime() < late) {
            LockSupport.parkNanos(20_000_000);
        }
        return uploads.find(creator, id).work().orElseThrow();
    }
}
