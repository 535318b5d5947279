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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Texts that want to be more than texts, through every field of forms and of JSON, through metadata and file names, and then
 * through every page that shows them: as it is sent, and in a browser where the text could become a script or break the page.
 */
class HostileTextTest {
    static final List<String> TEXTS = List.of(
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

    /** How many of them, from the first, could do something in a browser that they cannot do in the source of a page. */
    private static final int RUNNING = 5;

    /** What a page can be of too wide a text. */
    private static final String WIDE = TEXTS.get(9);

    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Things THINGS = new Things(PORTAL);
    private static final Person CREATOR =
            PORTAL.person("<b onclick=\"window.__ran='name'\">Kim</b>", Role.CREATOR, Role.ADMINISTRATOR);
    private static final List<Route> ROUTES = Route.all(PORTAL);
    private static final List<String> BROKEN = new ArrayList<>();
    private static final List<String> MARKUP = new ArrayList<>();
    private static final Set<String> CAME_IN = new TreeSet<>();

    /** Pages of things in which a text stands, for the browser. */
    private static final Set<String> LOOKED_AT = new LinkedHashSet<>();

    private static Browser browser = PORTAL.browser();

    /** Which text is sent now, and the things it was sent to. */
    private static int now;

    private static final Map<Class<?>, List<String>> TOUCHED = new LinkedHashMap<>();

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
        List<Form> forms = forms();
        for (now = 0; now < TEXTS.size(); now++) {
            TOUCHED.clear();
            ROUTES.stream().filter(route -> !route.reads() && safe(route)).forEach(HostileTextTest::send);
            forms.forEach(HostileTextTest::send);
            pagesNow().forEach(HostileTextTest::read);
        }
        ROUTES.stream()
                .filter(route -> !route.reads() && safe(route))
                .forEach(route -> note(route + " nul", ask(route, "nul\0byte", field -> true)));
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
                && !route.method().equals(HttpMethod.DELETE)
                && (now == 0 || !route.textFields().isEmpty())
                && !route.pattern().contains("delet")
                && !route.pattern().contains("clos")
                && !route.pattern().contains("password")
                && !route.pattern().contains("acting")
                && !route.pattern().startsWith("/api/v1/uploads");
    }

    /** All fields at once; where that is refused, each by itself. */
    private static void send(Route route) {
        String text = TEXTS.get(now);
        Browser.Answer answer = ask(route, text, field -> true);
        note(route + " all: " + text, answer);
        if (answer.status() == 422) {
            for (String field : route.textFields()) {
                Browser.Answer one = ask(route, text, field::equals);
                note(route + " " + field + ": " + text, one);
                if (one.status() < 400) {
                    CAME_IN.add(route.method() + " " + route.pattern() + " " + field);
                }
            }
        } else if (answer.status() < 400) {
            route.textFields().forEach(field -> CAME_IN.add(route.method() + " " + route.pattern() + " " + field));
        }
    }

    private static Browser.Answer ask(Route route, String text, Predicate<String> where) {
        Map<String, String> address = new LinkedHashMap<>();
        route.variables().forEach((name, kind) -> address.put(name, own(kind).orElse("other")));
        Route.Call call = route.call(address, HostileTextTest::own, text, where);
        List<String> headers = new ArrayList<>(List.of("X-CSRF-TOKEN", browser.token()));
        call.headers().forEach((name, value) -> headers.addAll(List.of(name, header(name, value, call.address()))));
        headers.addAll(List.of("Content-Type", call.type().isEmpty() ? "text/plain" : call.type()));
        Browser.Answer answer = browser.send(
                route.method().name(),
                call.address(),
                BodyPublishers.ofString(call.body()),
                headers.toArray(String[]::new));
        check(call.address(), answer);
        if (answer.status() < 400) {
            route.variables()
                    .forEach((name, kind) -> TOUCHED.computeIfAbsent(kind, first -> new ArrayList<>())
                            .add(address.get(name)));
        }
        return answer;
    }

    /** What a change is made on is as it stands now. */
    private static String header(String name, String value, String address) {
        return name.equals("If-Match") ? browser.get(address).header("ETag") : value;
    }

    /** A thing of the creator's: where a work is asked for, the one whose file says the text; else a new row. */
    private static Optional<String> own(Class<?> kind) {
        if (kind.equals(WorkId.class)) {
            return works().stream().skip(now).findFirst().map(UUID::toString);
        }
        return THINGS.knows(kind) ? Optional.of(THINGS.make(kind, CREATOR)) : Optional.empty();
    }

    /** Those whose files say something come first. */
    private static List<UUID> works() {
        return PORTAL.bean(JdbcClient.class)
                .sql("select id from catalogue.work where holder = :holder order by title = '', registered_at, id")
                .param("holder", CREATOR.holder().value())
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .list();
    }

    /** A form whose fields its route does not name. */
    private record Form(Route route, String page, List<String> texts) {}

    /** Forms of pages that are taken as they come, with what they ask for. */
    private static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (Route route : ROUTES) {
            if (!route.reads() && route.takesAnything() && safe(route)) {
                String page = Pages.all(ROUTES, HostileTextTest::ids).stream()
                        .filter(path -> form(route, path).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no page has the form of " + route));
                List<String> texts =
                        form(route, page).orElseThrow().select("input[type=text], input:not([type]), textarea").stream()
                                .map(field -> field.attr("name"))
                                .distinct()
                                .toList();
                forms.add(new Form(route, page, texts));
            }
        }
        return forms;
    }

    private static Optional<FormElement> form(Route route, String page) {
        String action = route.pattern().replaceAll("\\{[^}]*}", "[^/]+");
        return Jsoup.parse(browser.get(page).body()).select("form[method=post]").stream()
                .map(FormElement.class::cast)
                .filter(form -> form.attr("action").matches(action))
                .findFirst();
    }

    private static void send(Form form) {
        if (fill(form, field -> true).status() == 422) {
            form.texts.forEach(text -> fill(form, text::equals));
        }
    }

    private static Browser.Answer fill(Form form, Predicate<String> where) {
        FormElement shown = form(form.route, form.page).orElseThrow();
        List<String> fields = new ArrayList<>();
        shown.formData().forEach(field -> {
            if (!form.texts.contains(field.key())) {
                fields.addAll(List.of(field.key(), field.value()));
            }
        });
        form.texts.forEach(
                text -> fields.addAll(List.of(text, where.test(text) ? TEXTS.get(now) : plain(shown, text))));
        Browser.Answer answer = browser.post(shown.attr("action"), fields.toArray(String[]::new));
        note(form.route + " " + TEXTS.get(now), answer);
        check(form.page, answer);
        if (answer.status() < 400) {
            form.texts.stream()
                    .filter(where)
                    .forEach(field -> CAME_IN.add(form.route.method() + " " + form.route.pattern() + " " + field));
        }
        return answer;
    }

    /** What stands in a field, or something where there has to be something. */
    private static String plain(FormElement form, String name) {
        Element field = form.getElementsByAttributeValue("name", name).first();
        String there = field == null ? "" : field.val();
        return there.isBlank() && field != null && field.hasAttr("required") ? "a" : there;
    }

    private static void note(String what, Browser.Answer answer) {
        if (answer.status() >= 500) {
            BROKEN.add(what + " -> " + answer.status());
        }
    }

    /** The pages that show the text of now: lists of all there is, and pages of the things it was sent to. */
    private static List<String> pagesNow() {
        List<String> pages = Pages.all(
                ROUTES,
                kind -> Stream.concat(saying(kind).stream(), TOUCHED.getOrDefault(kind, List.of()).stream())
                        .distinct()
                        .toList());
        if (now < RUNNING || TEXTS.get(now).equals(WIDE)) {
            LOOKED_AT.addAll(Pages.all(
                    ROUTES,
                    kind -> saying(kind)
                            .or(() -> TOUCHED.getOrDefault(kind, List.of()).stream()
                                    .findFirst())
                            .stream()
                            .toList()));
        }
        return pages;
    }

    /** Of a kind, the thing in most of whose fields the text of now stands. */
    private static Optional<String> saying(Class<?> kind) {
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        String name = kind.getSimpleName()
                .replaceFirst("Id$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
        return sql.sql("""
                    select table_schema || '.' || table_name from information_schema.columns
                    where table_name = :name and column_name in ('id', 'holder') and table_schema in ('catalogue', 'matching')
                    group by 1 having count(*) = 2""")
                .param("name", name)
                .query(String.class)
                .optional()
                .flatMap(table -> sql.sql("""
                        select id from (select id, (select count(*) from jsonb_each_text(to_jsonb(t))
                            where strpos(value, :text) > 0) as fields from %s t where holder = :holder) as said
                        where fields > 0 order by fields desc limit 1""".formatted(table))
                        .param("text", TEXTS.get(now))
                        .param("holder", CREATOR.holder().value())
                        .query(UUID.class)
                        .optional()
                        .map(UUID::toString));
    }

    private static void read(String path) {
        Browser.Answer answer = browser.get(path);
        note(path, answer);
        check(path, answer);
    }

    /** Nothing of a text is more than text in what is answered. */
    private static void check(String path, Browser.Answer answer) {
        if (!answer.header("X-Header").isEmpty()
                || answer.headers().allValues("Set-Cookie").contains("a=b")) {
            MARKUP.add(path + " has a header of the text's");
        }
        if (!answer.header("Content-Type").startsWith("text/html")) {
            return;
        }
        Document page = Jsoup.parse(answer.body());
        page.getAllElements().forEach(one -> {
            boolean script = one.normalName().equals("script")
                    && !one.hasAttr("src")
                    && !one.attr("type").equals("application/json");
            boolean handler = one.attributes().asList().stream()
                    .anyMatch(attribute -> attribute.getKey().startsWith("on")
                            || attribute.getValue().strip().startsWith("javascript:")
                                    && List.of("href", "src", "action", "formaction")
                                            .contains(attribute.getKey()));
            if (script || handler) {
                MARKUP.add("%s after %s: %s"
                        .formatted(path, TEXTS.get(Math.min(now, TEXTS.size() - 1)), one.outerHtml()));
            }
        });
        if (page.text().contains("49 *{") || page.title().contains(" 49 ")) {
            MARKUP.add(path + " reckons what a text says");
        }
    }

    @Test
    void aTextIsNeverAFault() {
        assertThat(BROKEN).isEmpty();
    }

    @Test
    void noSourceHoldsMoreThanText() {
        assertThat(MARKUP).isEmpty();
    }

    /** Among them those that only JSON, or only a change, carries: else what is shown was never sent. */
    @Test
    void theTextsCameIn() {
        assertThat(CAME_IN)
                .contains(
                        "PATCH /api/v1/works/{id} usageTerms",
                        "PATCH /api/v1/works/{id} webStatement",
                        "PATCH /api/v1/works/{id} licensorUrl",
                        "POST /api/v1/licences licensee",
                        "POST /me name");
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
            }
            window.nothingWentWrong();
        }
        assertThat(wide).isEmpty();
    }

    /** Every page a signed-in person can open, and each with some texts in what may be asked of it. */
    private static List<String> pages() {
        List<String> pages = new ArrayList<>(LOOKED_AT);
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
        return own(kind).or(() -> Optional.of("other")).stream().toList();
    }
}
