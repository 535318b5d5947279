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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the first start to a catalogue that is sorted, licensed and taken home, as people do it, in a real browser.
 * {@code -Dproofmark.journey=40} uploads that many files instead of 300; {@code -Dproofmark.screens=DIR} keeps pictures of the
 * pages on the way, as a desk and a phone show them, light and dark.
 */
class JourneyTest {
    private static final @Nullable String SCREENS = System.getProperty("proofmark.screens");
    private static final int FILES = Integer.getInteger("proofmark.journey", 300);
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
            Keyring keyring = Keyring.of(kim);
            keyring.makePasskey();
            keyring.setUpCodes();
            signOut(kim);
            keyring.signInWithPasskey();
            signOut(kim);
            keyring.signInWithCode("kim@example.org");
            uploadFiles(kim);
            uploadAFolderByKeyboard(kim);
            uploadAnArchive(kim);
            findAndSelectByKeys(kim);
            changeOne(kim);
            String photo = Objects.requireNonNull(kim.page().url());
            join(lee, invite(admin, "lee@example.org"), "Lee Example");
            licenseTheCollection(kim);
            certify(kim, photo);
            takeHome(kim);
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
        look(window, "uploaded");
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
        inside.put("trip/again.jpg", Pictures.jpeg(1000));
        inside.put("../out.jpg", Pictures.jpeg(1001));
        inside.put("trip/torn.jpg", "torn".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Page page = window.go("/upload");
        listen(page);
        page.locator("form.drop input[type=file]")
                .first()
                .setInputFiles(new com.microsoft.playwright.options.FilePayload(
                        "trip.zip", "application/zip", Pictures.zip(inside)));
        Map<?, ?> counts = finished(page);
        assertThat(counts.get("opened")).isEqualTo(1);
        assertThat(counts.get("in")).isEqualTo(IN_ZIP);
        assertThat(counts.get("refused")).isEqualTo(2);
        page.reload();
        row(page, "trip.zip")
                .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
                .click();
        assertThat(row(page, "torn.jpg")).containsText("Not taken");
        assertThat(row(page, "out.jpg").first()).containsText("leads out of it");
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
        assertThat(page.locator("body")).not().containsText("not finished");
        page.keyboard().press("/");
        page.keyboard().type("harbour");
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile("q=harbour"));
        assertThat(page.locator("figure.frame")).hasCount(Math.min(FILES, 120));
        assertThat(allOf(window, "harbour")).isEqualTo(FILES);
        look(window, "search");
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
        page.locator("[name=category]").selectOption("landscape");
        page.locator("[name=credit]").fill("Kim Example / Harbour");
        page.locator("[name=firstPublished]").fill("2024-05-03");
        look(window, "bulk");
        page.locator("[name=addTags]").press("Enter");
        page.waitForURL(Pattern.compile("changed=3"));
        look(window, "bulk-done");
        window.go("/collections");
        look(window, "collections");
        assertThat(page.locator(".shelf li").first()).containsText("Harbour at dawn");
        assertThat(page.locator(".shelf li").first()).containsText("3 photos");
        window.go("/photos?q=dawn");
        assertThat(page.locator("figure.frame")).hasCount(3);
    }

    /** How many works a search finds, as the API counts them. */
    private static int allOf(Chromium.Window window, String words) {
        String found = window.page()
                .request()
                .get(window.uris().of("/api/v1/works?limit=500&q=" + words))
                .text();
        return JsonMapper.shared().readTree(found).path("works").size();
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

    /** A licence of the collection: from then on its photos are ready for a claim. */
    private static void licenseTheCollection(Chromium.Window window) {
        Page page = window.go("/licences/new");
        page.locator("[name=licensee]").fill("Harbour Press");
        page.locator("[name=domains]").fill("harbour.example");
        page.locator("[name=from]").fill("2026-01-01");
        page.locator("[name=price]").fill("450.00");
        page.getByLabel("Harbour at dawn").check();
        look(window, "licence");
        page.locator("form:has([name=licensee]) button.ink").click();
        page.waitForURL(Pattern.compile("/licences(\\?|$)"));
        assertThat(page.locator("table.licences tbody tr")).hasCount(1);
        assertThat(page.locator("table.licences tbody tr")).containsText("Harbour Press");
        look(window, "licences");
    }

    /** The photo's page says that nothing is missing, and the paper says of which file it speaks. */
    private void certify(Chromium.Window window, String photo) throws IOException {
        Page page = window.go(photo);
        assertThat(page.locator("ul.ready li.no")).hasCount(0);
        assertThat(page.locator("ul.licensed")).containsText("Harbour Press");
        assertThat(page.locator("ol.past"))
                .containsText(Pattern.compile("Boats before the fog.*Registered", Pattern.DOTALL));
        look(window, "photo");
        page.locator("#history").scrollIntoViewIfNeeded();
        look(window, "history");
        carriesItsDetails(window);
        Path paper = made.resolve("certificate.pdf");
        page.waitForDownload(() -> page.locator("a[href$='certificate.pdf']").click())
                .saveAs(paper);
        String digest = page.locator("dd.mono").first().textContent();
        try (PDDocument document = Loader.loadPDF(paper.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text).contains("Boatsbeforethefog", "KimExample", digest);
        }
    }

    /** The file taken home says who made it; the one that came in says nothing still. */
    private void carriesItsDetails(Chromium.Window window) throws IOException {
        Page page = window.page();
        Path labelled = made.resolve("labelled.jpg");
        page.waitForDownload(() -> page.locator("a[href$='/labelled']").click()).saveAs(labelled);
        FileMetadata said = FileMetadata.of(MediaType.JPEG, Files.readAllBytes(labelled));
        assertThat(said.title()).isEqualTo("Boats before the fog");
        assertThat(said.creator()).isEqualTo("Kim Example");
    }

    /** Everything in one ZIP: each original once, byte for byte. */
    private void takeHome(Chromium.Window window) throws IOException {
        Page page = window.go("/me/export");
        look(window, "export");
        Path home = made.resolve("home.zip");
        page.waitForDownload(() ->
                        page.locator("form[action$='/me/export'] button.ink").click())
                .saveAs(home);
        try (ZipFile zip = new ZipFile(home.toFile())) {
            List<? extends ZipEntry> originals = zip.stream()
                    .filter(entry -> entry.getName().contains("originals/") && !entry.isDirectory())
                    .toList();
            assertThat(originals).hasSize(WORKS);
            ZipEntry first = originals.stream()
                    .filter(entry -> entry.getName().endsWith("harbour-000.jpg"))
                    .findFirst()
                    .orElseThrow();
            assertThat(zip.getInputStream(first).readAllBytes()).isEqualTo(Pictures.jpeg(1000));
            assertThat(zip.stream().map(ZipEntry::getName)).anyMatch(name -> name.contains("licences"));
        }
    }

    private static void look(Chromium.Window window, String name) {
        if (SCREENS != null) {
            window.look(Path.of(SCREENS), name);
        }
    }

    private static void seesNothingOf(Chromium.Window window, String photo) {
        Page page = window.go("/photos");
        assertThat(page.locator(".empty h2")).isVisible();
        for (String part : List.of("", "/picture/480", "/original", "/certificate.pdf", "/certificate.json")) {
            assertThat(page.request().get(photo + part).status()).as(part).isEqualTo(404);
        }
        String api = photo.replace("/photos/", "/api/v1/works/");
        assertThat(page.request().get(api).status()).isEqualTo(404);
        assertThat(page.request().get(window.uris().of("/api/v1/works")).text()).doesNotContain("Boats", "harbour");
        for (String room : List.of("/collections", "/licences", "/upload", "/me/security", "/photos?q=harbour")) {
            window.go(room);
            assertThat(page.locator("main"))
                    .not()
                    .containsText(Pattern.compile("Harbour Press|Harbour at dawn|\\.jpg|Kim"));
        }
        assertThat(page.request().get(window.uris().of("/api/v1/licences")).text())
                .doesNotContain("Harbour");
    }

    private static void signOut(Chromium.Window window) {
        Page page = window.page();
        page.locator("button.me").click();
        // A click beside the menu closes it, and while it rises a click on its edge is one.
        Chromium.until(page, "document.querySelector('#account:popover-open')?.getAnimations().length === 0");
        page.locator("form[action$='/sign-out'] button").click();
        page.waitForURL(Pattern.compile("/sign-in"));
        window.go("/photos");
        assertThat(page.url()).contains("/sign-in");
    }
}
