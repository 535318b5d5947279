package org.proofmark.scout.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WaczReader;
import org.proofmark.scout.archive.Archive;
import org.proofmark.scout.archive.ArchiveLimits;
import org.proofmark.scout.archive.Entry;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.render.WebInMemory;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaptureTest {
    private static final Url PAGE = Url.of("http://site.example/article");
    private static final Url PHOTO = Url.of("http://site.example/photo.png");

    @TempDir
    private Path home = Path.of("");

    private final WebInMemory web = new WebInMemory()
            .page(
                    PAGE.toString(),
                    "<h1>Article</h1><img src=/photo.png width=300 height=200 alt=Lake><img src=/gone.png><p id=p></p><script>p.textContent = 'written by a script'</script>")
            .put(PHOTO.toString(), 200, photo(), "Content-Type", "image/png")
            .put("http://site.example/gone.png", 404, new byte[0]);

    @Test
    void keepsAPageWithPicturesOfIt() throws IOException {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        Captured captured;
        try (Browser browser = Browser.start(web, RenderSettings.standard())) {
            captured = capture().withBrowser(browser, PAGE, Optional.of(PHOTO), home.resolve("out"));
        }
        assertThat(captured.hasPage()).isTrue();
        assertThat(captured.troubles()).contains("http://site.example/gone.png: status 404");
        assertThat(captured.folder().resolve("page.html")).content().contains("written by a script</p>");
        BufferedImage image =
                ImageIO.read(captured.folder().resolve("image.png").toFile());
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(new Color(image.getRGB(150, 100))).isEqualTo(Color.GREEN);
        assertThat(ImageIO.read(captured.folder().resolve("page.png").toFile()).getWidth())
                .isEqualTo(1280);
    }

    @Test
    void keepsAPageWithoutABrowserAndSaysSo() throws IOException {
        Captured captured = plain("out");
        assertThat(captured.hasPage()).isTrue();
        assertThat(captured.troubles())
                .contains("no screenshot, no built document: none here", "http://site.example/gone.png: status 404");
        assertThat(captured.folder().resolve("page.png")).doesNotExist();
        JsonNode account = account(captured);
        assertThat(account.path("screenshot").asBoolean(true)).isFalse();
        assertThat(account.path("resources").size()).isEqualTo(3);
    }

    @Test
    void thePackageIsReadAsAnArchive() throws IOException {
        Captured captured = plain("out");
        try (Archive archive = Archive.open(List.of(captured.wacz()), ArchiveLimits.standard())) {
            assertThat(archive.troubles()).isEmpty();
            assertThat(archive.addresses()).extracting(Entry::url).containsExactly(PAGE, PHOTO);
            Outcome photo = archive.fetcher().fetch(Request.image(PHOTO));
            assertThat(((Outcome.Fetched) photo).body()).isEqualTo(photo());
        }
    }

    @Test
    void anotherReaderOpensThePackage() throws IOException {
        Captured captured = plain("out");
        try (WaczReader reader = new WaczReader(captured.wacz())) {
            assertThat(reader).isNotNull();
        }
    }

    /** As WACZ 1.1.1 asks, member by member. */
    @Test
    void everyMemberHasItsDigest() throws IOException {
        Captured captured = plain("out");
        try (ZipFile zip = new ZipFile(captured.wacz().toFile())) {
            byte[] description =
                    zip.getInputStream(zip.getEntry("datapackage.json")).readAllBytes();
            JsonNode parsed = new JsonMapper().readTree(description);
            assertThat(parsed.path("wacz_version").asString("")).isEqualTo("1.1.1");
            assertThat(parsed.path("resources").size()).isEqualTo(zip.size() - 2);
            for (JsonNode resource : parsed.path("resources")) {
                byte[] member = zip.getInputStream(
                                zip.getEntry(resource.path("path").asString("")))
                        .readAllBytes();
                assertThat(resource.path("hash").asString("")).isEqualTo("sha256:" + Kept.hex(member));
                assertThat(resource.path("bytes").asInt(0)).isEqualTo(member.length);
            }
            JsonNode digest = new JsonMapper().readTree(zip.getInputStream(zip.getEntry("datapackage-digest.json")));
            assertThat(digest.path("hash").asString("")).isEqualTo("sha256:" + Kept.hex(description));
        }
    }

    @Test
    void theAccountNamesAddressesTimesAndPlaces() throws IOException {
        JsonNode exchange = account(plain("out"))
                .path("resources")
                .path(0)
                .path("exchanges")
                .path(0);
        assertThat(exchange.path("status").asInt(0)).isEqualTo(200);
        assertThat(exchange.path("started").asString("")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(exchange.path("dns").path(0).asString("")).isEqualTo("127.0.0.1");
        assertThat(exchange.path("warc").path("file").asString("")).isEqualTo("page.warc.gz");
    }

    @Test
    void aPageThatCannotBeHadIsKeptAsThat() throws IOException {
        Captured captured = capture()
                .withoutBrowser("none here", Url.of("http://192.168.1.1/"), Optional.empty(), home.resolve("out"));
        assertThat(captured.hasPage()).isFalse();
        assertThat(account(captured)
                        .path("resources")
                        .path(0)
                        .path("explanation")
                        .asString(""))
                .isEqualTo("not allowed: 192.168.1.1");
        assertThat(captured.wacz()).exists();
    }

    @Test
    void anImageThatThePageDoesNotShowIsFetchedAllTheSame() throws IOException {
        web.put("http://site.example/hidden.png", 200, photo(), "Content-Type", "image/png");
        plain("out", Url.of("http://site.example/hidden.png"));
        assertThat(web.asked()).contains("http://site.example/hidden.png");
    }

    @Test
    void styleSheetsAreKeptWithWhatTheyShow() throws IOException {
        Url page = Url.of("http://site.example/styled");
        web.page(page.toString(), "<link rel=stylesheet href=/css/site.css><p>x")
                .put(
                        "http://site.example/css/site.css",
                        200,
                        "@import 'more.css'; p { background: url(../photo.png) }".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/css")
                .put(
                        "http://site.example/css/more.css",
                        200,
                        "@import 'site.css'; h1 { background: url(back.png) }".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/css")
                .put("http://site.example/css/back.png", 200, photo(), "Content-Type", "image/png");
        Captured captured = capture().withoutBrowser("none here", page, Optional.empty(), home.resolve("out"));

        assertThat(captured.troubles()).containsExactly("no screenshot, no built document: none here");
        try (Archive archive = Archive.open(List.of(captured.wacz()), ArchiveLimits.standard())) {
            assertThat(List.of("css/site.css", "css/more.css", "css/back.png", "photo.png"))
                    .allSatisfy(name -> assertThat(archive.fetcher()
                                    .fetch(Request.page(Url.of("http://site.example/" + name))
                                            .anything()))
                            .as(name)
                            .isInstanceOf(Outcome.Fetched.class));
        }
        assertThat(web.asked()).doesNotHaveDuplicates();
    }

    @Test
    void asksForNoMoreThanItMayAndSaysSo() throws IOException {
        StringBuilder page = new StringBuilder("<link rel=stylesheet href=/site.css>");
        for (int i = 0; i < 120; i++) {
            page.append("<img src=/").append(i).append(".png>");
        }
        web.page(PAGE.toString(), page.toString());
        Captured captured = plain("out");

        assertThat(captured.troubles()).contains("121 images and style sheets named, asked for are 100");
        assertThat(web.asked()).hasSize(101);
    }

    @Test
    void writesIntoNoFolderThatHoldsSomething() throws IOException {
        Files.writeString(home.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> capture().withoutBrowser("none here", PAGE, Optional.empty(), home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty folder");
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void indexKeysTurnTheHostAround() {
        assertThat(CdxLine.key(Url.of("https://www.Example.org/A?z=1&b=2#f"))).isEqualTo("org,example)/a?b=2&z=1");
        assertThat(CdxLine.key(Url.of("http://127.0.0.1:8080/"))).isEqualTo("127.0.0.1:8080)/");
    }

    private Captured plain(String folder) throws IOException {
        return capture().withoutBrowser("none here", PAGE, Optional.empty(), home.resolve(folder));
    }

    private Captured plain(String folder, Url image) throws IOException {
        return capture().withoutBrowser("none here", PAGE, Optional.of(image), home.resolve(folder));
    }

    private Capture capture() {
        CaptureSettings settings = new CaptureSettings(
                "proofmark test", 100, InstantSource.fixed(Instant.parse("2026-03-01T12:00:01Z")), UUID::randomUUID);
        return new Capture(web, new Documents(ExtractLimits.standard()), settings);
    }

    private static JsonNode account(Captured captured) throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(captured.folder().resolve("capture.json"), StandardCharsets.UTF_8));
    }

    private static byte[] photo() {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.GREEN);
        pen.fillRect(0, 0, 30, 20);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
