package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.Work;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a creator is told in a browser while files come in, and after. */
class UploadJourneyTest {
    private static final TestPortal PORTAL =
            TestPortal.start(Map.of("proofmark.imports.rest", "0s", "proofmark.private-networks", "true"));

    @TempDir
    Path made;

    private final Person kim = PORTAL.person(Role.CREATOR);
    private final SignedIn me = kim.signedIn();

    @AfterAll
    static void stop() {
        PORTAL.close();
    }

    @Test
    void eachFileIsToldOfAlsoThoseOfAnArchive() throws IOException {
        WorkId harbour = registered("harbour.jpg", org.proofmark.portal.catalogue.Pictures.photo(71));
        byte[] zip = Pictures.zip(Map.of(
                "trip/inside.jpg", Pictures.jpeg(72),
                "trip/torn-1.jpg", "torn".getBytes(StandardCharsets.UTF_8),
                "trip/torn-2.jpg", "torn too".getBytes(StandardCharsets.UTF_8),
                "../out.jpg", Pictures.jpeg(73)));
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = window.go("/upload");
            assertThat(page.locator("main .steps li")).hasCount(3);
            page.locator("form.drop input[type=file]").first().setInputFiles(new FilePayload[] {
                file("copy.jpg", org.proofmark.portal.catalogue.Pictures.photo(71)),
                file("small.jpg", org.proofmark.portal.catalogue.Pictures.smaller(71)),
                new FilePayload("trip.zip", "application/zip", zip)
            });
            Locator told = page.locator(".up .told li");
            assertThat(told)
                    .hasCount(
                            3,
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                    .setTimeout(60_000));
            page.locator(".up .told summary").click();
            assertThat(row(told, "copy.jpg").locator("a")).hasAttribute("href", "/photos/" + harbour);
            assertThat(row(told, "small.jpg")).containsText("Shows the same picture as “harbour.jpg”.");
            assertThat(row(told, "small.jpg").locator("a").last()).hasAttribute("href", "/photos/" + harbour);
            assertThat(row(told, "trip.zip")).containsText("1 in, 0 here already, 3 not taken");
            Locator problems = page.locator(".up > ul li");
            assertThat(problems).hasCount(3);
            assertThat(row(problems, "out.jpg")).containsText("“../out.jpg”, leads out of it");
            assertThat(row(problems, "torn-2.jpg")).containsText("trip.zip: This is no picture");
            assertThat(Chromium.barriers(window)).isEmpty();
            row(told, "trip.zip").locator("a").click();
            assertThat(page.locator("main tbody tr")).hasCount(4);
            page.locator("main .sift a").nth(1).click();
            assertThat(page.locator("main tbody tr")).hasCount(3);
            assertThat(Chromium.barriers(window)).isEmpty();
            window.nothingWentWrong();
        }
    }

    @Test
    void anImportFollowsWhatGoesOn() {
        try (OwnSite site = new OwnSite();
                Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            site.with("/", "text/html", "<html><body><img src=\"/a.jpg\" width=\"480\" height=\"320\"></body></html>")
                    .with("/a.jpg", Pictures.jpeg(74));
            site.slow(Duration.ofMillis(400));
            Page page = window.go("/imports");
            page.locator("input[name=address]").fill(site.address("/"));
            page.locator("main form button.ink").first().click();
            page.waitForURL(url -> url.matches(".*/imports/[0-9a-f-]{36}"));
            assertThat(page.locator(".chip")).hasText("looking");
            page.evaluate("window.same = true");
            page.locator(".ready").waitFor();
            assertThat(page.evaluate("window.same")).isEqualTo(true);
            page.locator("[name=rights]").check();
            page.locator(".ready button.ink").click();
            assertThat(page.locator(".chip")).hasText("fetching");
            page.evaluate("window.same = true");
            page.locator(".chip.lic").waitFor();
            assertThat(page.locator(".chip")).hasText("done");
            assertThat(page.evaluate("window.same")).isEqualTo(true);
            window.nothingWentWrong();
        }
    }

    @Test
    void aLineThatBreaksAndAReloadLoseNothingOfWhatArrived() throws IOException {
        byte[] photo = Pictures.jpeg(75);
        byte[] large = Arrays.copyOf(photo, 20 << 20);
        Path file = Files.write(made.resolve("large.jpg"), large);
        List<String> sent = new CopyOnWriteArrayList<>();
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = window.go("/upload");
            page.route("**/api/v1/uploads/**", route -> {
                boolean part = route.request().method().equals("PATCH");
                String offset = route.request().headers().getOrDefault("upload-offset", "");
                if (part && !offset.equals("0")) {
                    route.abort("connectionreset");
                } else {
                    route.resume();
                }
            });
            page.locator("form.drop input[type=file]").first().setInputFiles(file);
            page.waitForCondition(() -> arrived() == 8 << 20);
            page.reload();
            page.unroute("**/api/v1/uploads/**");
            assertThat(page.locator(".up .say")).containsText("1 photo of your last visit was not finished");
            page.onRequest(request -> {
                if (request.url().contains("/api/v1/uploads")
                        && List.of("POST", "PATCH").contains(request.method())) {
                    sent.add(request.method() + " " + request.headers().get("upload-offset"));
                }
            });
            page.locator("form.drop input[type=file]").first().setInputFiles(file);
            assertThat(page.locator(".up header strong"))
                    .hasText(
                            "It is here",
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setTimeout(60_000));
            assertThat(sent).containsExactly("PATCH " + (8 << 20), "PATCH " + (16 << 20));
        }
        Upload upload = PORTAL.bean(Uploads.class).latest(me, 10).getFirst();
        Works works = PORTAL.bean(Works.class);
        assertThat(works.original(me, upload.work().orElseThrow()).readAllBytes())
                .isEqualTo(large);
    }

    /** Bytes that are here of the one upload there is. */
    private long arrived() {
        List<Upload> latest = PORTAL.bean(Uploads.class).latest(me, 1);
        try {
            return latest.isEmpty()
                    ? 0
                    : PORTAL.bean(Uploads.class).offset(me, latest.getFirst().id());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void whatThePlanDoesNotWatchIsToldBeforeAndForEach() throws IOException {
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        sql.sql("insert into identity.plan (code, name_en, name_de, monitored_works) values ('two', 'Two', 'Zwei', 2)")
                .update();
        sql.sql("update identity.holder set plan = 'two' where id = :holder")
                .param("holder", kim.holder().value())
                .update();
        Browser browser = PORTAL.signedIn(kim);
        assertThat(browser.get("/upload").body())
                .contains("0 of 2 photos that your plan watches are in use. Further ones are kept, but not watched");
        registered("one.jpg", Pictures.jpeg(76));
        assertThat(browser.get("/photos").body()).contains("1 of 2 photos that your plan watches are in use.");
        registered("two.jpg", Pictures.jpeg(77));
        assertThat(browser.get("/upload").body()).contains("Your plan watches 2 photos, and 2 are watched.");
        assertThat(browser.get("/photos").body()).contains("Your plan watches 2 photos, and 2 are watched.");
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.PHONE, kim)) {
            Page page = window.go("/upload");
            page.locator("form.drop input[type=file]")
                    .first()
                    .setInputFiles(new FilePayload[] {file("three.jpg", Pictures.jpeg(78))});
            assertThat(page.locator(".up .sum")).containsText("1 not watched");
            page.locator(".up .told summary").click();
            assertThat(page.locator(".up .told li"))
                    .containsText("Kept, but not watched: your plan watches 2 photos. You choose which.");
            assertThat(Chromium.barriers(window)).isEmpty();
            window.nothingWentWrong();
        }
        Work third = PORTAL.bean(Works.class)
                .find(
                        me,
                        PORTAL.bean(Uploads.class)
                                .latest(me, 1)
                                .getFirst()
                                .work()
                                .orElseThrow());
        assertThat(third.monitored()).isFalse();
        assertThat(browser.get("/upload").body()).contains("Kept, but not watched: your plan watches 2 photos.");
    }

    private static FilePayload file(String name, byte[] bytes) {
        return new FilePayload(name, "image/jpeg", bytes);
    }

    private static Locator row(Locator rows, String name) {
        return rows.filter(new Locator.FilterOptions().setHasText(name));
    }

    private WorkId registered(String name, byte[] bytes) throws IOException {
        Uploads uploads = PORTAL.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(me, id, name, new ByteArrayInputStream(bytes));
        while (!uploads.find(me, id).state().ended()) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        return uploads.find(me, id).work().orElseThrow();
    }
}
