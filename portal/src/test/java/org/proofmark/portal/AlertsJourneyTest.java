package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.alerts.Receiver;
import org.proofmark.portal.matching.compare.Meetings;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Alerts and search by image as people use them, in a real browser. With {@code -Dproofmark.shots=FOLDER} each page is kept as a
 * picture, on a desk and a phone, light and dark.
 */
class AlertsJourneyTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static final Optional<Path> SHOTS =
            Optional.ofNullable(System.getProperty("proofmark.shots")).map(Path::of);
    private static TestPortal portal = TestPortal.shared();
    private static Person kim = portal.person(Role.CREATOR);

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start(Map.of("proofmark.private-networks", "true"));
        kim = portal.person("Kim Example", Role.CREATOR);
        register(file("photos/mountain-lake.jpg"));
        Meetings meetings = new Meetings(portal);
        meetings.met(file("site/pictures/lake-cropped.jpg"), "north.example", "Ten lakes to see before winter");
        meetings.met(file("photos/mountain-lake.jpg"), "wallpaper.example", "");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    private static void register(byte[] photo) throws Exception {
        Uploads uploads = portal.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(kim.signedIn(), id, "Mountain lake.jpg", new ByteArrayInputStream(photo));
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        Optional<Upload> taken = Optional.empty();
        while (taken.flatMap(Upload::work).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            taken = uploads.latest(kim.signedIn(), 10).stream().findFirst();
        }
    }

    private static void shoot(Page page, String name) {
        SHOTS.ifPresent(folder ->
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(name + ".png"))));
    }

    @Test
    void aProgramIsToldAndOneSeesIt() throws Exception {
        try (Receiver receiver = new Receiver();
                Chromium.Window window = Chromium.open(portal, Chromium.View.DESK, kim)) {
            receiver.answers(500, "out of order");
            Page page = window.go("/alerts");
            page.getByText("Weekly").click();
            page.locator("#digest button").click();
            assertThat(page.locator("#digest input[value=weekly]")).isChecked();
            page.locator("#name").fill("Shop");
            page.locator("#address").fill(receiver.address());
            shoot(page, "alerts-desk-light");
            page.locator("#webhooks form button").click();
            assertThat(page.locator("#secret")).containsText("whsec_");
            shoot(page, "webhook-made-desk-light");
            page.getByText("Send a test").click();
            receiver.await(1);
            page.reload();
            Locator notice = page.locator("p.notice");
            for (int look = 0; look < 50 && !notice.first().innerText().contains("tried once"); look++) {
                page.waitForTimeout(100);
                page.reload();
            }
            assertThat(notice.first()).containsText("tried once");
            shoot(page, "delivery-desk-light");
            JdbcClient sql = portal.bean(JdbcClient.class);
            page.waitForCondition(() -> {
                sql.sql("update matching.delivery set next_try = now() where state = 'WAITING'")
                        .update();
                sql.sql("update matching.webhook set rests_until = now()").update();
                page.waitForTimeout(200);
                page.reload();
                return notice.first().innerText().contains("It was taken; 2 tries in all.");
            });
            assertThat(page.locator("pre.code")).containsText(new String[] {"test", "HTTP 500", "HTTP 200"});
            assertThat(receiver.calls()).hasSize(2);
            shoot(page, "delivery-taken-desk-light");
            page.locator(".back").click();
            assertThat(page.locator(".table")).containsText("taken");
            shoot(page, "webhook-desk-light");
            window.nothingWentWrong();
        }
    }

    @Test
    void aPhotoIsSearchedByFromThePhone() throws Exception {
        search(Chromium.View.PHONE, "search-phone-light");
    }

    @Test
    void aPictureIsSearchedByAtTheDesk() throws Exception {
        search(Chromium.View.DESK, "search-desk-light");
        search(Chromium.View.DESK.dark(), "search-desk-dark");
    }

    private void search(Chromium.View view, String name) throws Exception {
        try (Chromium.Window window = Chromium.open(portal, view, kim)) {
            Page page = window.go("/search");
            assertThat(page.locator(".shoot"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(view.phone()));
            assertThat(page.locator(".well-word"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(!view.phone()));
            shoot(page, name + "-empty");
            page.locator("input[name=file]")
                    .setInputFiles(new FilePayload("lake.jpg", "image/jpeg", file("site/pictures/lake-cropped.jpg")));
            assertThat(page.locator(".hits li")).hasCount(1);
            assertThat(page.locator(".asked img")).isVisible();
            assertThat(page.locator(".asked")).containsText("Shows 1 of your photos.");
            assertThat(page.locator(".met").first()).containsText("north.example");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Where it was seen")))
                    .isVisible();
            Chromium.until(page, "[...document.images].every(image => image.complete && image.naturalWidth > 0)");
            shoot(page, name);
            assertThat(Chromium.barriers(window)).isEmpty();
            int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
            assertThat(over).isZero();
            window.nothingWentWrong();
        }
    }

    @Test
    void alertsAreUsableOnAPhoneInTheDark() {
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.PHONE.dark(), kim)) {
            Page page = window.go("/alerts");
            page.locator("#feed-name").fill("Reader");
            page.locator("#feeds form.alert-form button").click();
            assertThat(page.locator("#feed-address")).containsText("/feeds/");
            shoot(page, "alerts-phone-dark");
            assertThat(Chromium.barriers(window)).isEmpty();
            window.go("/views");
            shoot(page, "views-phone-dark");
            window.nothingWentWrong();
        }
    }
}
