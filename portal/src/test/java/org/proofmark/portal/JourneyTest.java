package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the first start to a sorted catalogue, as people do it, in a real browser. {@code -Dproofmark.journey=300} uploads that
 * many files instead of 40.
 */
class JourneyTest {
    private static final int FILES = Integer.getInteger("proofmark.journey", 40);
    private static final int SAME = 3;
    private static final int BROKEN = 2;
    private static final int IN_FOLDER = 6;
    private static final int IN_ZIP = 4;

    /** Of the files, the folder, the ZIP. */
    private static final int WORKS = FILES + IN_FOLDER + IN_ZIP;

    private static TestPortal portal = TestPortal.shared();

    @TempDir
    Path made;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void aCreatorsFirstDay() throws IOException {
        try (Chromium.Window admin = Chromium.open(portal, Chromium.View.DESK);
                Chromium.Window kim = Chromium.open(portal, Chromium.View.DESK);
                Chromium.Window lee = Chromium.open(portal, Chromium.View.PHONE)) {
            becomeAdministrator(admin);
            join(kim, invite(admin, "kim@example.org"), "Kim Example");
            assertThat(kim.page().locator(".empty h2")).isVisible();
            uploadFiles(kim);
            uploadAFolderByKeyboard(kim);
            uploadAnArchive(kim);
            findAndSelectByKeys(kim);
            changeOne(kim);
            String photo = Objects.requireNonNull(kim.page().url());
            join(lee, invite(admin, "lee@example.org"), "Lee Example");
            seesNothingOf(lee, photo);
            signOut(kim);
            List.of(admin, kim, lee).forEach(Chromium.Window::nothingWentWrong);
        }
    }

    private static void becomeAdministrator(Chromium.Window window) {
        Page page = window.go(portal.startLink());
        page.getByLabel("Name").fill("Ada Example");
        page.getByLabel("E-mail").fill("ada@example.org");
        page.getByLabel("Password").fill(TestPortal.PASSWORD);
        page.locator("form button.ink").click();
        page.waitForURL(url -> !url.contains("/start/"));
    }

    private static String invite(Chromium.Window window, String email) {
        Page page = window.go("/people");
        page.locator("form[action$=invitations] input[name=email]").fill(email);
        page.getByLabel("Creator").check();
        page.locator("form[action$=invitations] button.ink").click();
        return page.locator(".notice code").textContent();
    }

    private static void join(Chromium.Window window, String link, String name) {
        Page page = window.go(link);
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(TestPortal.PASSWORD);
        page.locator("form button.ink").click();
        page.waitForURL(url -> !url.contains("/join/"));
    }

    /** Distinct pictures, some of them twice, some broken. */
    private void uploadFiles(Chromium.Window window) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(Files.write(made.resolve("harbour-%03d.jpg".formatted(i)), Pictures.jpeg(1000 + i)));
        }
        for (int i = 0; i < SAME; i++) {
            files.add(Files.write(made.resolve("again-%d.jpg".formatted(i)), Pictures.jpeg(1000 + i)));
        }
        for (int i = 0; i < BROKEN; i++) {
            files.add(Files.writeString(made.resolve("broken-%d.jpg".formatted(i)), "no picture " + i));
        }
        Page page = window.go("/upload");
        listen(page);
        page.locator("form.drop input[type=file]").first().setInputFiles(files.toArray(Path[]::new));
        Map<?, ?> counts = finished(page);
        assertThat(counts.get("total")).isEqualTo(FILES + SAME + BROKEN);
        assertThat(counts.get("in")).isEqualTo(FILES);
        assertThat(counts.get("here")).isEqualTo(SAME);
        assertThat(counts.get("refused")).isEqualTo(BROKEN);
        assertThat(page.locator(".up li b")).containsText(new String[] {"broken-", "broken-"});
        window.nothingWentWrong();
    }

    private void uploadAFolderByKeyboard(Chromium.Window window) throws IOException {
        Path folder = made.resolve("walk");
        Files.createDirectories(folder.resolve("second day"));
        for (int i = 0; i < IN_FOLDER; i++) {
            Path place = i % 2 == 0 ? folder : folder.resolve("second day");
            Files.write(place.resolve("walk-%d.jpg".formatted(i)), Pictures.jpeg(2000 + i));
        }
        Files.writeString(folder.resolve("notes.txt"), "left at home");
        Page page = window.go("/upload");
        listen(page);
        FileChooser chooser = page.waitForFileChooser(() -> {
            tabTo(page, "input[webkitdirectory]");
            page.keyboard().press("Enter");
        });
        chooser.setFiles(folder);
        Map<?, ?> counts = finished(page);
        assertThat(counts.get("in")).isEqualTo(IN_FOLDER);
        assertThat(counts.get("left")).isEqualTo(1);
    }

    private static void tabTo(Page page, String what) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("what => document.activeElement.matches(what)", what)) {
                return;
            }
        }
        throw new AssertionError("not reached by Tab: " + what);
    }

    private static void uploadAnArchive(Chromium.Window window) {
        Map<String, byte[]> inside = new LinkedHashMap<>();
        for (int i = 0; i < IN_ZIP; i++) {
            inside.put("trip/inside-%d.jpg".formatted(i), Pictures.jpeg(3000 + i));
        }
        inside.put("../again.jpg", Pictures.jpeg(1000));
        inside.put("trip/torn.jpg", "torn".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Page page = window.go("/upload");
        listen(page);
        page.locator("form.drop input[type=file]")
                .first()
                .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                        "trip.zip", "application/zip", Pictures.zip(inside)));
        assertThat(finished(page).get("opened")).isEqualTo(1);
        page.waitForCondition(() -> {
            page.reload();
            return !page.locator("main tbody").textContent().contains("Being read");
        });
        assertThat(row(page, "torn.jpg")).containsText("Not taken");
        assertThat(row(page, "again.jpg").first()).containsText("Was here already");
        assertThat(row(page, "inside-3.jpg")).containsText("Registered");
    }

    private static Locator row(Page page, String name) {
        return page.locator("main tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void listen(Page page) {
        page.evaluate("""
                () => { window.ended = undefined;
                  document.addEventListener('finished', event => { window.ended = { ...event.detail.counts }; }); }""");
    }

    private static Map<?, ?> finished(Page page) {
        page.waitForFunction("() => window.ended", null, new Page.WaitForFunctionOptions().setTimeout(240_000));
        return (Map<?, ?>) Objects.requireNonNull(page.evaluate("window.ended"));
    }

    /** Search, three photos selected and sorted without a mouse, then all of them found again. */
    private static void findAndSelectByKeys(Chromium.Window window) {
        Page page = window.go("/photos");
        assertThat(page.locator(".head p")).containsText(WORKS + " photos");
        page.keyboard().press("/");
        page.keyboard().type("harbour");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("q=harbour"));
        assertThat(page.locator("figure.frame")).hasCount(FILES);
        page.locator("figure.frame a").first().focus();
        page.keyboard().press("x");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+X");
        assertThat(page.locator(".picked b")).hasText("3 selected");
        page.keyboard().press("c");
        page.waitForURL(Pattern.compile("/photos/selected"));
        tabTo(page, "[name=newCollection]");
        page.keyboard().type("Harbour at dawn");
        tabTo(page, "[name=addTags]");
        page.keyboard().type("boats, dawn");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("changed=3"));
        window.go("/collections");
        assertThat(page.locator(".shelf li").first()).containsText("Harbour at dawn");
        assertThat(page.locator(".shelf li").first()).containsText("3 photos");
        window.go("/photos?q=dawn");
        assertThat(page.locator("figure.frame")).hasCount(3);
    }

    private static void changeOne(Chromium.Window window) {
        Page page = window.page();
        page.locator("figure.frame a").first().focus();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("/photos/[0-9a-f-]{36}"));
        page.locator("[name=title]").fill("Boats before the fog");
        page.locator("[name=creator]").fill("Kim Example");
        page.locator("form:has([name=title]) button.ink").click();
        assertThat(page.locator("h1")).hasText("Boats before the fog");
        assertThat(page.locator(".notice.good")).isVisible();
        window.go("/photos?q=fog");
        assertThat(page.locator("figure.frame")).hasCount(1);
        page.locator("figure.frame a").first().click();
        page.waitForURL(Pattern.compile("/photos/[0-9a-f-]{36}"));
    }

    private static void seesNothingOf(Chromium.Window window, String photo) {
        Page page = window.go("/photos");
        assertThat(page.locator(".empty h2")).isVisible();
        for (String part : List.of("", "/picture/480", "/original")) {
            assertThat(page.request().get(photo + part).status()).as(part).isEqualTo(404);
        }
        String api = photo.replace("/photos/", "/api/v1/works/");
        assertThat(page.request().get(api).status()).isEqualTo(404);
        assertThat(page.request().get(window.uris().of("/api/v1/works")).text()).doesNotContain("Boats", "harbour");
        window.go("/collections");
        assertThat(page.locator("main")).not().containsText("Harbour");
    }

    private static void signOut(Chromium.Window window) {
        Page page = window.page();
        page.locator("button.me").click();
        page.locator("form[action$='/sign-out'] button").click();
        page.waitForURL(Pattern.compile("/sign-in"));
        window.go("/photos");
        assertThat(page.url()).contains("/sign-in");
    }
}
