package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Texts that want to be more than texts, through every field and file name and then through every page. */
class HostileTextTest {
    private static final List<String> TEXTS = List.of(
            "<script>window.__ran='script'</script>",
            "\"><img src=x onerror=\"window.__ran='attribute'\">",
            "'><svg/onload=window.__ran='svg'>",
            "</title></textarea></script><script>window.__ran='out of its element'</script>",
            "javascript:window.__ran='address'",
            "${7*7} *{7*7} #{7*7} ~{sign-in} __${7*7}__",
            "[[${T(java.lang.Runtime).getRuntime()}]] [(${7*7})]",
            "{{constructor.constructor('window.__ran=1')()}} {n} {0} {done}",
            "\u202Egpj.exe\u2066 left \u200F to right",
            "W".repeat(180),
            "🦦👩‍👩‍👧‍👦 Ä́ﬃ 你好 مرحبا",
            "=HYPERLINK(\"https://example.org\";\"x\")",
            "@SUM(1+1)|cmd' /C calc'!A0",
            "../../../etc/passwd",
            "%00%0d%0aSet-Cookie: a=b",
            "line\r\nX-Header: b\t\u0007");

    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Things THINGS = new Things(PORTAL);
    private static final Person CREATOR =
            PORTAL.person("<b onclick=\"window.__ran='name'\">Kim</b>", Role.CREATOR, Role.ADMINISTRATOR);
    private static final List<Route> ROUTES = Route.all(PORTAL);
    private static final List<String> BROKEN = new ArrayList<>();

    private static Browser browser = PORTAL.browser();

    @BeforeAll
    static void everythingIsFilled() {
        browser = PORTAL.signedIn(CREATOR);
        browser.get("/upload");
        Map<String, byte[]> inside = new LinkedHashMap<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            upload(text + ".jpg", Pictures.saying(i, text));
            inside.put(text + "/" + text + ".jpg", Pictures.jpeg(100 + i));
        }
        inside.put("../../outside.jpg", Pictures.jpeg(200));
        inside.put("C:\\outside.jpg", Pictures.jpeg(201));
        upload("<i>all</i>.zip", Pictures.zip(inside));
        upload("nul\0in the name.jpg", Pictures.jpeg(202));
        awaitEverythingIsRead();
        for (Route route : ROUTES) {
            if (!route.reads() && safe(route)) {
                TEXTS.stream().limit(takesText(route) ? TEXTS.size() : 1).forEach(text -> send(route, text));
                send(route, "nul\0byte");
            }
        }
    }

    private static void upload(String name, byte[] file) {
        String said = "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        Browser.Answer begun = browser.send(
                "POST",
                "/api/v1/uploads",
                BodyPublishers.noBody(),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                Integer.toString(file.length),
                "Upload-Metadata",
                said,
                "X-CSRF-TOKEN",
                browser.token());
        note("begin " + name, begun);
        if (begun.status() == 201) {
            note(
                    "send " + name,
                    browser.send(
                            "PATCH",
                            begun.leadsTo(),
                            BodyPublishers.ofByteArray(file),
                            "Tus-Resumable",
                            "1.0.0",
                            "Upload-Offset",
                            "0",
                            "Content-Type",
                            "application/offset+octet-stream",
                            "X-CSRF-TOKEN",
                            browser.token()));
        }
    }

    private static void awaitEverythingIsRead() {
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (sql.sql(
                                "select count(*) from catalogue.upload where holder = :holder and state in ('receiving', 'received')")
                        .param("holder", CREATOR.holder().value())
                        .query(Long.class)
                        .single()
                > 0) {
            assertThat(System.nanoTime()).as("all is read within a minute").isLessThan(until);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    /** Whether trying it spoils nothing that is looked at afterwards. */
    private static boolean safe(Route route) {
        Allow rule = route.rule().orElseThrow();
        boolean mine = rule.signedIn() || Stream.of(rule.value()).anyMatch(CREATOR.roles()::contains);
        return mine
                && route.method().equals(HttpMethod.POST)
                && !route.pattern().contains("delet")
                && !route.pattern().contains("clos")
                && !route.pattern().contains("password")
                && !route.pattern().startsWith("/api/v1/uploads");
    }

    /** All fields at once; where that is refused, each by itself. */
    private static void send(Route route, String text) {
        Browser.Answer answer = ask(route, text, field -> true);
        note(route + " all: " + text, answer);
        if (answer.status() == 422) {
            route.textFields()
                    .forEach(field -> note(route + " " + field + ": " + text, ask(route, text, field::equals)));
        }
    }

    private static boolean takesText(Route route) {
        Route.Call call = call(route, "sometext", field -> true);
        return (call.address() + call.body()).contains("sometext");
    }

    private static Route.Call call(Route route, String text, Predicate<String> where) {
        Map<String, String> address = new LinkedHashMap<>();
        route.variables().forEach((name, kind) -> address.put(name, own(kind).orElse("other")));
        return route.call(address, HostileTextTest::own, text, where);
    }

    private static Browser.Answer ask(Route route, String text, Predicate<String> where) {
        Route.Call call = call(route, text, where);
        List<String> headers = new ArrayList<>(List.of("X-CSRF-TOKEN", browser.token()));
        call.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        headers.addAll(List.of("Content-Type", call.type().isEmpty() ? "text/plain" : call.type()));
        return browser.send(
                "POST", call.address(), BodyPublishers.ofString(call.body()), headers.toArray(String[]::new));
    }

    /** A thing of the creator's: a registered work where one is asked for, else a new row. */
    private static Optional<String> own(Class<?> kind) {
        if (kind.equals(WorkId.class)) {
            return works().stream().skip(works().size() / 2).findFirst().map(UUID::toString);
        }
        return THINGS.knows(kind) ? Optional.of(THINGS.make(kind, CREATOR)) : Optional.empty();
    }

    private static List<UUID> works() {
        return PORTAL.bean(JdbcClient.class)
                .sql("select id from catalogue.work where holder = :holder order by id")
                .param("holder", CREATOR.holder().value())
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .list();
    }

    private static void note(String what, Browser.Answer answer) {
        if (answer.status() >= 500) {
            BROKEN.add(what + " -> " + answer.status());
        }
    }

    @Test
    void aTextIsNeverAFault() {
        assertThat(BROKEN).isEmpty();
    }

    @Test
    void everyFileWithAPictureIsRegistered() {
        assertThat(works()).hasSizeGreaterThanOrEqualTo(2 * TEXTS.size());
    }

    @Test
    void aTextStaysATextOnEveryPage() {
        List<String> wide = new ArrayList<>();
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.PHONE, CREATOR)) {
            for (String path : pages()) {
                Page page = window.page();
                Response response = page.navigate(window.uris().of(path));
                assertThat(response.status()).as(path).isLessThan(500);
                int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
                if (over > 0) {
                    wide.add(path + " is wider than the screen by " + over);
                }
                assertThat(page.title()).as(path).doesNotContain(" 49 ");
            }
            window.nothingWentWrong();
        }
        assertThat(wide).isEmpty();
    }

    /** Every page a signed-in person can open, and each with some texts in what may be asked of it. */
    private static List<String> pages() {
        List<String> pages = new ArrayList<>(Pages.all(ROUTES, HostileTextTest::ids));
        for (Route route : ROUTES) {
            if (Pages.page(route) && route.variables().isEmpty()) {
                route.textFields()
                        .forEach(field -> TEXTS.stream()
                                .limit(3)
                                .forEach(text ->
                                        pages.add(route.call(Map.of(), HostileTextTest::own, text, field::equals)
                                                .address())));
            }
        }
        return pages;
    }

    private static List<String> ids(Class<?> kind) {
        return kind.equals(WorkId.class)
                ? works().stream().map(UUID::toString).toList()
                : own(kind).or(() -> Optional.of("other")).stream().toList();
    }
}
