package org.proofmark.portal.matching.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.compare.Meetings;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is answered to a picture, with photos of nature and what was made of them. */
class SearchTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static TestPortal portal = TestPortal.shared();
    private static Person kim = portal.person(Role.CREATOR);
    private static Browser browser = portal.browser();
    private static String work = "";

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start(Map.of("proofmark.private-networks", "true"));
        kim = portal.person("Kim Example", Role.CREATOR);
        browser = portal.signedIn(kim);
        work = registered(kim.signedIn(), file("photos/mountain-lake.jpg"));
        Meetings meetings = new Meetings(portal);
        meetings.met(file("site/pictures/lake-cropped.jpg"), "north.example", "<i>Ten</i> lakes");
        meetings.met(file("photos/otter.jpg"), "otters.example", "Otters");
        meetings.met(file("site/pictures/otter-with-sticker.jpg"), "stickers.example", "Stickers");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    private static String registered(SignedIn who, byte[] photo) throws Exception {
        Uploads uploads = portal.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(who, id, "lake.jpg", new ByteArrayInputStream(photo));
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        Optional<Upload> ended = Optional.empty();
        while (ended.flatMap(Upload::work).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            ended = uploads.latest(who, 10).stream()
                    .filter(upload -> upload.id().equals(id))
                    .findFirst();
        }
        return ended.flatMap(Upload::work).orElseThrow().toString();
    }

    private static Browser.Answer ask(Browser who, String address, byte[] picture) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        body.write(picture);
        body.write("\r\n--part--\r\n".getBytes(StandardCharsets.US_ASCII));
        return who.send(
                "POST",
                address,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=part",
                "X-CSRF-TOKEN",
                who.token());
    }

    private static JsonNode answer(Browser who, byte[] picture) throws IOException {
        Browser.Answer answer = ask(who, "/api/v1/search", picture);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return portal.bean(JsonMapper.class).readTree(answer.body());
    }

    @Test
    void tellsWhichOfMyPhotosACropShowsAndWhere() throws IOException {
        JsonNode answer = answer(browser, file("site/pictures/lake-cropped.jpg"));
        JsonNode shown = answer.get("works").get(0);
        assertThat(shown.get("id").asString()).isEqualTo(work);
        assertThat(shown.get("tier").asString()).isEqualTo("certain");
        assertThat(shown.get("share").asDouble()).isBetween(0.05, 0.98);
        assertThat(shown.get("region").size()).isGreaterThanOrEqualTo(3);
        assertThat(shown.get("transform").size()).isEqualTo(9);
        JsonNode seen = answer.get("seen").get(0);
        assertThat(seen.get("itself").asBoolean()).isTrue();
        assertThat(seen.get("first").get(0).get("page").asString()).isEqualTo("https://north.example/lakes");
    }

    @Test
    void tellsWhichOfMyPhotosAPageShowsVerySmall() throws IOException {
        JsonNode works =
                answer(browser, busyPage(file("photos/mountain-lake.jpg"))).get("works");
        assertThat(works.size()).isEqualTo(1);
        JsonNode shown = works.get(0);
        assertThat(shown.get("id").asString()).isEqualTo(work);
        assertThat(shown.get("tier").asString()).isEqualTo("certain");
    }

    /** A page of small squares of any colour, with a photo on a fiftieth of it. */
    private static byte[] busyPage(byte[] photo) throws IOException {
        BufferedImage page = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        SplittableRandom random = new SplittableRandom(7);
        for (int square = 0; square < 100 * 75; square++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(square % 100 * 8, square / 100 * 8, 8, 8);
        }
        Image small =
                ImageIO.read(new ByteArrayInputStream(photo)).getScaledInstance(115, -1, Image.SCALE_AREA_AVERAGING);
        pen.drawImage(small, 330, 210, null);
        pen.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(page, "png", file);
        return file.toByteArray();
    }

    @Test
    void findsWhereAnotherCopyWasSeenByNearness() throws IOException {
        JsonNode answer = answer(browser, file("photos/otter.jpg"));
        assertThat(answer.get("works").size()).as("nobody here registered it").isZero();
        assertThat(answer.get("seen").findValuesAsString("site")).contains("otters.example", "stickers.example");
        JsonNode near = answer.get("seen").get(1);
        assertThat(near.get("itself").asBoolean()).isFalse();
        assertThat(near.get("tier").asString()).isIn("certain", "likely", "closely");
    }

    @Test
    void anotherCreatorIsNotToldOfMyPhotosButOfThePages() throws IOException {
        Browser other = portal.signedIn(portal.person(Role.CREATOR));
        JsonNode answer = answer(other, file("site/pictures/lake-cropped.jpg"));
        assertThat(answer.get("works").size()).isZero();
        assertThat(answer.get("seen").size()).isPositive();
    }

    @Test
    void allPagesAreBehindALinkAndTheImageIsShown() throws IOException {
        byte[] picture = file("photos/dune.jpg");
        Meetings meetings = new Meetings(portal);
        for (int i = 0; i < 23; i++) {
            meetings.met(picture, "site" + i + ".example", "<b>Dunes</b> " + i);
        }
        browser.get("/search");
        Browser.Answer answer = ask(browser, "/search", picture);
        String link = answer.find("href=\"(/search/met/[0-9a-f]{64})\">And on 3 more pages")
                .orElseThrow();
        assertThat(answer.body()).contains("src=\"" + link + "/picture\"");
        assertThat(browser.bytes("GET", link + "/picture")).startsWith(0xFF, 0xD8);
        Browser.Answer all = browser.get(link);
        assertThat(all.body()).contains("Seen on 23 pages", "site0.example", "site22.example", "&lt;b&gt;Dunes");
        byte[] given = file("photos/tea-gardens.jpg");
        meetings.met(given, "WARC", "archive.example", "Given");
        String other = org.proofmark.portal.platform.Sha256.of(given).hex();
        assertThat(browser.get("/search/met/" + other).status()).isEqualTo(404);
        assertThat(browser.get("/search/met/" + other + "/picture").status()).isEqualTo(404);
        assertThat(browser.get("/search/met/none").status()).isEqualTo(404);
    }

    @Test
    void whatOnlyOthersGaveIsNotTold() throws IOException {
        byte[] picture = file("photos/skyline.jpg");
        Meetings meetings = new Meetings(portal);
        List<UUID> given = new ArrayList<>();
        for (String kind : List.of("WARC", "URL_LIST", "PAGE")) {
            given.add(
                    meetings.met(picture, kind, kind.toLowerCase(Locale.ROOT).replace('_', '-') + ".example", "Given"));
        }
        UUID walked = meetings.met(picture, "SITE", "walked.example", "Walked");
        assertThat(sites(picture)).containsExactly("walked.example");
        for (UUID source : given) {
            watches(source);
        }
        assertThat(sites(picture))
                .containsExactlyInAnyOrder("warc.example", "url-list.example", "page.example", "walked.example");
        JdbcClient sql = portal.bean(JdbcClient.class);
        sql.sql("update discovery.source set addresses = '{https://walked.example/lakes?key=1}' where id = :id")
                .param("id", walked)
                .update();
        sql.sql("""
                        update discovery.address set url = 'https://walked.example/lakes?key=1'
                        where source = :id and role = 'PAGE'
                        """).param("id", walked).update();
        assertThat(sites(picture))
                .as("an address with a key, at which another begins")
                .doesNotContain("walked.example");
    }

    private static List<String> sites(byte[] picture) throws IOException {
        return answer(browser, picture).get("seen").findValuesAsString("site");
    }

    private static void watches(UUID source) {
        portal.bean(JdbcClient.class)
                .sql("""
                        insert into discovery.watch (source, holder, person, since, every_seconds, max_pages, max_depth, render)
                        values (:id, :holder, :person, now(), 3600, 10, 3, false)
                        """)
                .param("id", source)
                .param("holder", kim.holder().value())
                .param("person", kim.id().value())
                .update();
    }

    @Test
    void thePageShowsItWithoutScript() throws IOException {
        browser.get("/search");
        String page =
                ask(browser, "/search", file("site/pictures/lake-cropped.jpg")).body();
        assertThat(page)
                .contains(
                        "/photos/" + work + "/picture/480", "<polygon", "north.example", "&lt;i&gt;Ten&lt;/i&gt; lakes")
                .doesNotContain("<i>Ten");
    }

    @Test
    void thePictureIsNotKept() throws IOException {
        byte[] picture = file("photos/wren.jpg");
        ask(browser, "/api/v1/search", picture);
        String hex = org.proofmark.portal.platform.Sha256.of(picture).hex();
        try (java.util.stream.Stream<Path> files = Files.walk(portal.data())) {
            assertThat(files.filter(path -> path.toString().replace("/", "").contains(hex)))
                    .isEmpty();
        }
        assertThat(answer(browser, picture).get("seen").size()).isZero();
    }

    @Test
    void whatIsNoPictureIsSaid() throws IOException {
        Browser.Answer answer = ask(browser, "/api/v1/search", "no picture".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("This is no picture");
        assertThat(browser.post("/search", "url", "").status()).isEqualTo(422);
        assertThat(browser.post("/search", "url", "ftp://example.org/a.jpg").status())
                .isEqualTo(422);
    }

    @Test
    void searchesByAnAddress() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        byte[] picture = file("site/pictures/lake-cropped.jpg");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/lake.jpg";
            Browser.Answer answer = browser.post("/api/v1/search", "url", address);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains(work);
            TestPortal strict = TestPortal.shared();
            Browser.Answer refused =
                    strict.signedIn(strict.person(Role.CREATOR)).post("/api/v1/search", "url", address);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("private network");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotAskedWithoutEnd() throws IOException {
        Browser often = portal.signedIn(portal.person(Role.CREATOR));
        int status = 0;
        for (int time = 0; time < 40 && status != 429; time++) {
            status = ask(often, "/api/v1/search", new byte[] {1, 2, 3}).status();
        }
        assertThat(status).isEqualTo(429);
    }
}
