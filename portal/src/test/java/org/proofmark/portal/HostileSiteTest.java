package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.alerts.Receiver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hostile site is watched and walked by a running portal, and all that shows what it says is opened: every page, the mail, the
 * feed, what programs are told, and the exports. What it says stays a text: no script, no broken policy, no formula, no line more.
 */
class HostileSiteTest {
    private static final int WORKS = 3;
    private static final GreenMail POST = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final HostileSite SITE = new HostileSite(WORKS);
    private static TestPortal portal = TestPortal.shared();
    private static Person kim = portal.person(Role.CREATOR);
    private static Browser browser = portal.browser();
    private static final List<String> TOLD = new ArrayList<>();

    @BeforeAll
    static void aHostileSiteIsWalked() throws Exception {
        POST.start();
        portal = TestPortal.start(Map.of(
                "proofmark.private-networks", "true",
                "proofmark.crawl.enabled", "true",
                "proofmark.crawl.rest", "0s",
                "proofmark.sender", "Proofmark <portal@example.org>",
                "proofmark.address", "https://portal.example.org",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(POST.getSmtp().getPort())));
        kim = portal.person("Kim Example", Role.CREATOR);
        browser = portal.signedIn(kim);
        register();
        try (Receiver receiver = new Receiver()) {
            receiver.answers(500, HostileSite.TEXTS.get(0) + HostileSite.TEXTS.get(1));
            browser.get("/alerts");
            browser.post("/alerts/webhooks", "name", "Shop", "address", receiver.address(), "events", "match.found");
            browser.get("/sources/new");
            browser.post("/sources", "addresses", SITE.address(), "kind", "SITE");
            await(() -> sum("discovery.round where ended is not null") > 0
                    && sum("discovery.image where state = 'NEW'") == 0
                    && sum("matching.match") == HostileSite.TEXTS.size());
            receiver.await(1);
            await(() -> sum("matching.delivery where state <> 'WAITING' or tries > 0") > 0);
            receiver.calls().forEach(call -> TOLD.add(call.body()));
        }
    }

    @AfterAll
    static void stop() {
        portal.close();
        SITE.close();
        POST.stop();
    }

    private static void register() throws Exception {
        Uploads uploads = portal.bean(Uploads.class);
        for (int i = 0; i < WORKS; i++) {
            uploads.take(
                    kim.signedIn(),
                    new UploadId(UUID.randomUUID()),
                    "Jetty " + i + ".jpg",
                    new ByteArrayInputStream(Pictures.jpeg(i)));
        }
        await(() -> uploads.latest(kim.signedIn(), 10).stream()
                .allMatch(upload -> upload.work().isPresent()));
    }

    private static JdbcClient sql() {
        return portal.bean(JdbcClient.class);
    }

    private static long sum(String rows) {
        return sql().sql("select count(*) from " + rows).query(Long.class).single();
    }

    private static List<String> ids(String select) {
        return sql().sql(select).query((row, number) -> row.getString(1)).list();
    }

    private static void await(Callable<Boolean> what) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!what.call()) {
            assertThat(System.nanoTime())
                    .as("within two minutes, but %d matches", sum("matching.match"))
                    .isLessThan(until);
            Thread.sleep(100);
        }
    }

    @Test
    void itsTextsStayTextsOnEveryPage() {
        List<String> matches = ids("select id::text from matching.match");
        List<String> paths = new ArrayList<>(List.of(
                "/inbox",
                "/inbox?view=work",
                "/inbox?view=list",
                "/inbox?state=all&view=list&sort=newest",
                "/inbox?view=list&q=" + URLEncoder.encode("<script>window", StandardCharsets.UTF_8),
                "/photos",
                "/sources",
                "/alerts",
                "/rules",
                "/views",
                "/search"));
        matches.forEach(id -> paths.addAll(List.of("/matches/" + id, "/review?at=" + id)));
        ids("select id::text from catalogue.work").forEach(id -> paths.add("/photos/" + id));
        ids("select id::text from matching.webhook").forEach(id -> paths.add("/alerts/webhooks/" + id));
        ids("select id::text from matching.delivery").forEach(id -> paths.add("/alerts/deliveries/" + id));
        for (String id : ids("select id::text from discovery.source")) {
            paths.add("/sources/" + id);
            ids("select distinct why from discovery.address where why is not null")
                    .forEach(why -> paths.add("/sources/" + id + "?why=" + why));
        }
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.PHONE, kim)) {
            for (String path : paths) {
                Response response = window.page().navigate(window.uris().of(path));
                assertThat(response.status()).as(path).isEqualTo(200);
                harmless(window.page(), path);
            }
            window.nothingWentWrong();
        }
    }

    /** No link and no picture of a kind that runs, and nothing reckoned. */
    private static void harmless(Page page, String path) {
        assertThat(page.locator("a[href^='javascript:'], a[href^='data:'], img[src='x'], svg[onload]")
                        .count())
                .as(path)
                .isZero();
        assertThat(page.content()).as(path).doesNotContain("java.lang.Runtime@", "__49__");
    }

    @Test
    void whatItSaysIsShownAsItSaidIt() {
        String title = HostileSite.TEXTS.get(0);
        String match = sql().sql("select match::text from matching.place where alt = :alt")
                .param("alt", title)
                .query(String.class)
                .single();
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.DESK, kim)) {
            Page page = window.go("/matches/" + match);
            assertThat(page.locator("[data-fact=title]").innerText()).isEqualTo(title);
            for (String fact : List.of("alt", "caption", "credit")) {
                assertThat(page.locator("[data-fact=" + fact + "]").innerText())
                        .as(fact)
                        .contains(title);
            }
            assertThat(page.locator("[data-fact=operator]").innerText()).contains(title);
            window.go("/inbox");
            assertThat(page.locator(".row.site p").first().innerText()).contains(title);
            window.go("/inbox?view=list");
            assertThat(page.locator(".rows").innerText()).contains(HostileSite.TEXTS.get(1));
            window.go("/sources/" + ids("select id::text from discovery.source").getFirst());
            assertThat(page.locator("#missed").innerText()).contains("/gone/", "/secret/");
            window.nothingWentWrong();
        }
    }

    @Test
    void askedByItsPictureTheAnswerIsHarmless() {
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.PHONE, kim)) {
            Page page = window.go("/search");
            for (int n = 0; n < HostileSite.TEXTS.size(); n++) {
                page.locator("input[name=file]")
                        .setInputFiles(new FilePayload("asked" + n + ".jpg", "image/jpeg", SITE.picture(n)));
                String title = HostileSite.TEXTS.get(n).replaceAll("\\s+", " ");
                page.waitForCondition(() -> page.locator(".met").count() > 0
                        && page.locator(".met").first().innerText().contains(title));
                harmless(page, "/search");
            }
            window.nothingWentWrong();
        }
    }

    @Test
    void theMailNamesTheSiteAndSaysNothingOfWhatItSays() throws Exception {
        browser.get("/alerts");
        browser.post("/alerts/digest", "every", "daily");
        sql().sql("update matching.match set found_at = now() - interval '1 hour'")
                .update();
        sql().sql("update matching.digest set next_at = now(), told_until = now() - interval '1 day'")
                .update();
        assertThat(POST.waitForIncomingEmail(60_000, 1)).isTrue();
        MimeMessage mail = POST.getReceivedMessages()[0];
        List<String> parts = new ArrayList<>();
        texts(mail, parts);
        assertThat(parts).hasSize(2);
        assertThat(parts)
                .allSatisfy(part -> assertThat(part).contains("127.0.0.1").doesNotContain("__ran", "HYPERLINK"));
        assertThat(dangers(parts.get(1))).isEmpty();
        assertThat(mail.getSubject()).doesNotContain("\n").contains("new matches");
    }

    private static void texts(Part part, List<String> texts) throws Exception {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart one = several.getBodyPart(i);
                texts(one, texts);
            }
        } else if (part.getContent() instanceof String text) {
            texts.add(text);
        }
    }

    /** What could run in HTML that is shown outside of our pages, where no policy holds. */
    private static List<String> dangers(String html) {
        List<String> dangers = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            if (List.of("script", "iframe", "object", "embed", "svg", "form").contains(element.normalName())) {
                dangers.add(element.outerHtml());
            }
            for (Attribute attribute : element.attributes()) {
                boolean runs = attribute.getKey().startsWith("on")
                        || attribute.getValue().strip().matches("(?is)(javascript|data|vbscript):.*");
                if (runs) {
                    dangers.add(attribute.toString());
                }
            }
        }
        return dangers;
    }

    @Test
    void theFeedIsWellFormedAndHarmless() throws Exception {
        browser.get("/alerts");
        Browser.Answer made = browser.post("/alerts/feeds", "name", "Reader");
        String secret = (made.leadsTo().isEmpty() ? made : browser.get(made.leadsTo()))
                .find("/feeds/([A-Za-z0-9_-]+)")
                .orElseThrow();
        Browser.Answer feed = portal.browser().get("/feeds/" + secret);
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        NodeList contents = parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.body().getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagNameNS("http://www.w3.org/2005/Atom", "content");
        assertThat(contents.getLength()).isEqualTo(HostileSite.TEXTS.size());
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < contents.getLength(); i++) {
            String content = contents.item(i).getTextContent();
            assertThat(dangers(content)).as(content).isEmpty();
            all.append(Jsoup.parse(content).text()).append('\n');
        }
        assertThat(all).contains(HostileSite.TEXTS.get(0), HostileSite.TEXTS.get(6));
    }

    @Test
    void noCellOfTheTableIsAFormula() {
        Browser.Answer table = browser.get("/matches.csv?state=all");
        List<List<String>> rows = cells(table.body());
        assertThat(rows).hasSize(HostileSite.TEXTS.size() + 1);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .hasSameSizeAs(rows.getFirst())
                        .allSatisfy(cell ->
                                assertThat(cell.stripLeading()).doesNotContainPattern("^[=+\\-@\\t\\r]|\\p{Cntrl}")));
        assertThat(table.body()).contains("'=HYPERLINK(");
        assertThat(table.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(table.header("Content-Disposition")).startsWith("attachment");
    }

    /** Rows and cells as RFC 4180 has them. */
    private static List<List<String>> cells(String table) {
        List<List<String>> rows = new ArrayList<>(List.of(new ArrayList<>()));
        Matcher cell = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"\\r\\n]*))(,|\\r\\n)")
                .matcher(table.replace("\uFEFF", ""));
        int end = 0;
        while (cell.find()) {
            rows.getLast()
                    .add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
            end = cell.end();
            if (cell.group(3).length() == 2) {
                rows.add(new ArrayList<>());
            }
        }
        assertThat(end)
                .as("read to its end")
                .isEqualTo(table.replace("\uFEFF", "").length());
        return rows.subList(0, rows.size() - 1);
    }

    @Test
    void programsAreToldTheTextsAndNothingElse() {
        JsonMapper json = JsonMapper.builder().build();
        Browser.Answer export = browser.get("/matches.json?state=all");
        JsonNode all = json.readTree(export.body());
        assertThat(all.size()).isEqualTo(HostileSite.TEXTS.size());
        assertThat(all.findValuesAsString("alt")).contains(HostileSite.TEXTS.get(0), HostileSite.TEXTS.get(1));
        assertThat(export.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Browser.Answer api = browser.get("/api/v1/matches?state=all");
        assertThat(json.readTree(api.body()).findValuesAsString("alt")).contains(HostileSite.TEXTS.get(0));
        assertThat(api.header("Content-Type")).startsWith("application/json");
        assertThat(TOLD)
                .isNotEmpty()
                .allSatisfy(body -> assertThat(json.readTree(body).findValuesAsString("site"))
                        .contains("127.0.0.1"));
    }
}
