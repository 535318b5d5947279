package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.MatchId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Judging, in a real browser: by keys, fast, with a server that is slow, away, or comes back; what was judged is never lost and
 * what was not seen is never judged. {@code -Dproofmark.review.matches=1000} judges that many instead of 200.
 */
class ReviewTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final int MATCHES = Integer.getInteger("proofmark.review.matches", 200);

    /** Milliseconds from key to picture, 95 of 100; the machine of a test may be busy, so that this is far from what is measured. */
    private static final double SLOWEST = 500;

    private static final Optional<Path> SHOTS =
            Optional.ofNullable(System.getProperty("proofmark.shots")).map(Path::of);

    private static final List<String> VERDICTS = List.of("NO_LICENCE", "LICENSED", "UNSURE", "NOT_MINE");

    /** Notes when a verdict's key goes down, and when the next pair is on the screen. */
    private static final String CLOCK = """
            () => { window.took = []; let pressed = 0;
              document.addEventListener('keydown', event => { if (/^Digit[1-4]$/.test(event.code)) pressed = performance.now(); }, true);
              document.addEventListener('painted', event => { if (pressed) took.push(event.detail.at - pressed); pressed = 0; }); }""";

    /** Lets answers about verdicts come late. */
    private static final String SLOW_ANSWERS = """
            const quick = window.fetch;
            window.fetch = (address, how) => String(address).includes('/review/verdicts')
                ? quick(address, how).then(answer => new Promise(done => setTimeout(() => done(answer), 3000))) : quick(address, how);""";

    private final Person kim = PORTAL.person("Kim Example", Role.CREATOR);
    private final ReviewScene scene = new ReviewScene(PORTAL, kim).photos();

    @Test
    void aThousandAnHourByKeysAndNothingIsLost() {
        List<MatchId> ids = scene.matches(MATCHES, 7);
        Map<MatchId, String> given = new HashMap<>();
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            window.context().addInitScript(SLOW_ANSWERS);
            Page page = review(window, "/review");
            page.evaluate(CLOCK);
            long start = System.nanoTime();
            for (int i = 0; i < MATCHES; i++) {
                given.put(shown(page), VERDICTS.get(i % 4));
                judge(page, "Digit" + (i % 4 + 1), i + 1);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(page.locator(".summary h2")).containsText(MATCHES + " judged");
            awaitSaved(page, "All saved");
            report(page, seconds);
            window.nothingWentWrong();
        }
        assertThat(given.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(standing()).isEqualTo(given);
    }

    private static void report(Page page, double seconds) {
        List<Double> took = times(page);
        double p50 = took.get(took.size() / 2);
        double p95 = took.get(took.size() * 95 / 100);
        System.out.printf(
                "review: %d matches in %.0f s, %.0f an hour; key to next match on the screen: median %.0f ms, p95 %.0f ms, most %.0f ms%n",
                MATCHES, seconds, MATCHES * 3600 / seconds, p50, p95, took.getLast());
        assertThat(p95).isLessThan(SLOWEST);
        assertThat(MATCHES * 3600 / seconds).isGreaterThan(1000);
    }

    @SuppressWarnings("unchecked")
    private static List<Double> times(Page page) {
        List<Object> took = (List<Object>) Objects.requireNonNull(page.evaluate("took"));
        return took.stream().map(time -> ((Number) time).doubleValue()).sorted().toList();
    }

    @Test
    void verdictsWaitWhileTheServerIsAway() {
        scene.matches(12, 12);
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Pattern verdicts = Pattern.compile("/review/verdicts");
            window.context().route(verdicts, route -> route.abort());
            Page page = review(window, "/review");
            judgeAll(page, 5);
            page.locator("[data-saved].bad").waitFor();
            assertThat(page.locator("[data-saved] span")).hasText("Not saved: 5 wait here");
            nothingIsSentFrom(page); // what a page sends as it goes passes routes
            review(window, "/review");
            assertThat(page.locator("[data-strip] .done")).hasCount(5);
            judge(page, "Digit2", 6);
            window.context().unroute(verdicts);
            page.locator("[data-retry]").click();
            awaitSaved(page, "All saved");
            assertThat(standing()).hasSize(6);
            assertThat(said()).isEqualTo(6);
        }
    }

    private static void nothingIsSentFrom(Page page) {
        page.evaluate("() => { window.fetch = () => Promise.reject(new Error('away')) }");
    }

    @Test
    void aPageThatIsClosedLeavesItsVerdictsToTheNext() {
        scene.matches(6, 6);
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = review(window, "/review");
            nothingIsSentFrom(page);
            judgeAll(page, 3);
            page.close();
            assertThat(standing()).isEmpty();
            Page next = window.context().newPage();
            next.navigate(window.uris().of("/inbox"));
            assertThat(next.locator(".sift [aria-current] .num")).hasText("3");
        }
        assertThat(standing()).hasSize(3);
        assertThat(said()).isEqualTo(3);
    }

    @Test
    void nobodyJudgesWhatWasNotSeen() {
        scene.matches(3, 3);
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = review(window, "/review");
            page.waitForTimeout(400);
            page.evaluate("""
                    () => { for (let i = 0; i < 3; i++) document.body.dispatchEvent(new KeyboardEvent('keydown',
                        { code: 'Digit1', key: '1', bubbles: true, cancelable: true })); }""");
            assertThat(page.locator(".says")).containsText("Look first");
            assertThat(judged(page)).isEqualTo(1);
            window.nothingWentWrong();
        }
    }

    @Test
    void whatIsJudgedIsTakenBackRefinedAndCounted() {
        for (int i = 0; i < 4; i++) {
            scene.match(0, ReviewScene.Way.ALL.get(i), "north.example", "BUSINESS");
        }
        scene.match(1, ReviewScene.Way.WHOLE, "south.example", "PRIVATE");
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = review(window, "/review");
            judge(page, "Digit1", 1);
            page.keyboard().press("KeyZ");
            assertThat(page.locator(".says")).containsText("Taken back");
            assertThat(judged(page)).isZero();
            judge(page, "Shift+Digit2", 4);
            page.keyboard().press("KeyW");
            assertThat(page.locator("[data-reasons=licensed] [aria-pressed=true]"))
                    .containsText("Own site or client");
            judge(page, "Digit1", 5);
            awaitSaved(page, "All saved");
            window.go("/inbox");
            assertThat(page.locator(".empty h2")).hasText("All decided");
            assertThat(page.locator(".sift a").nth(1)).containsText("1");
            assertThat(page.locator(".sift a").nth(3)).containsText("4");
            window.nothingWentWrong();
        }
        assertThat(reasons()).containsOnly("OWN_SITE").hasSize(4);
    }

    @Test
    void whatSomebodySaidBeforeStandsAgainWhenAMistakeIsTakenBack() {
        MatchId match = scene.match(0, ReviewScene.Way.WHOLE, "north.example", "BUSINESS");
        MatchId next = scene.match(1, ReviewScene.Way.WHOLE, "south.example", "PRIVATE");
        Browser browser = PORTAL.signedIn(kim);
        browser.get("/review");
        for (MatchId id : List.of(match, next)) {
            browser.post("/matches/" + id + "/verdict", "verdict", "licensed");
        }
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = review(window, "/review?state=licensed&at=" + match);
            judge(page, "Digit4", 1);
            awaitSaved(page, "All saved");
            page.keyboard().press("KeyQ");
            awaitSaved(page, "All saved");
            page.waitForCondition(() -> reasons().contains("OTHER_PICTURE"));
            page.keyboard().press("KeyZ");
            assertThat(page.locator(".says")).containsText("Taken back");
            assertThat(page.locator("[name=verdict][value=licensed]")).hasAttribute("aria-pressed", "true");
            awaitSaved(page, "All saved");
            page.waitForCondition(() -> "LICENSED".equals(standing().get(match)));
            window.go("/inbox?state=licensed&view=list");
            assertThat(page.locator(".rows .row")).hasCount(2);
            window.nothingWentWrong();
        }
    }

    @Test
    void aVerdictOnSeveralIsTakenBackByItsName() {
        MatchId match = scene.match(0, ReviewScene.Way.WHOLE, "north.example", "BUSINESS");
        Browser browser = PORTAL.signedIn(kim);
        browser.get("/inbox?view=list");
        browser.post("/inbox/verdicts", "match", match.toString(), "verdict", "licensed");
        String judged = browser.post(
                        "/inbox/verdicts", "match", match.toString(), "verdict", "not_mine", "back", "view=list")
                .leadsTo();
        String name = judged.replaceFirst(".*&name=([0-9a-f-]+).*", "$1");
        assertThat(browser.get(judged).body()).contains("name=\"name\" value=\"" + name + "\"");
        for (int twice = 0; twice < 2; twice++) {
            browser.post("/inbox/verdicts/undone", "match", match.toString(), "name", name, "back", "view=list");
            assertThat(standing()).containsEntry(match, "LICENSED");
        }
    }

    @Test
    void withoutScriptFormsLeadFromMatchToMatch() {
        List<MatchId> ids = scene.matches(3, 3);
        Browser browser = PORTAL.signedIn(kim);
        for (MatchId id : ids) {
            Browser.Answer page = browser.get("/review");
            String action =
                    page.find("action=\"(/matches/[0-9a-f-]+/verdict)\"").orElseThrow();
            assertThat(action).contains(id.toString());
            Browser.Answer answer = browser.post(action, "verdict", "unsure", "back", "sort=worth");
            assertThat(answer.leadsTo()).startsWith("/review?");
        }
        assertThat(standing().values()).containsOnly("UNSURE").hasSize(3);
        assertThat(browser.get("/review").body()).contains("data-state=\"empty\"");
        browser.get("/inbox?state=unsure&view=list");
        String match = ids.getFirst().toString();
        assertThat(browser.post("/inbox/verdicts", "match", match, "verdict", "not_mine", "back", "view=list")
                        .leadsTo())
                .contains("judged=1", "undo=" + match);
        assertThat(standing()).containsEntry(ids.getFirst(), "NOT_MINE");
    }

    @Test
    void theFinerReasonIsOneStepAwayOnTheMatchsOwnPageAndWithoutScript() {
        MatchId id = scene.match(0, ReviewScene.Way.WHOLE, "north.example", "BUSINESS");
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.PHONE, kim)) {
            Page page = window.go("/matches/" + id);
            assertThat(page.locator(".why")).hasCount(0);
            page.locator(".v.licensed").click();
            assertThat(page.locator(".why button")).hasCount(5);
            assertThat(Chromium.barriers(window)).isEmpty();
            page.locator(".why button[value='licensed:free_licence']").click();
            assertThat(page.locator(".why [aria-pressed=true]")).containsText("Free licence");
            assertThat(reasons()).containsExactly("FREE_LICENCE");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.keyboard().press("KeyW");
            assertThat(page.locator(".why [aria-pressed=true]")).containsText("Own site or client");
            page.locator(".why [aria-pressed=true]").click();
            assertThat(page.locator(".why [aria-pressed=true]")).hasCount(0);
            assertThat(standing()).containsEntry(id, "LICENSED");
            assertThat(reasons()).isEmpty();
            window.nothingWentWrong();
        }
        Browser browser = PORTAL.signedIn(kim);
        Browser.Answer review = browser.get("/review?state=licensed");
        assertThat(review.find("<option value=\"(not_mine:other_picture)\"")).isPresent();
        String verdict = "/matches/" + id + "/verdict";
        browser.post(verdict, "verdict", "why", "why", "not_mine:other_picture", "back", "sort=worth");
        assertThat(standing()).containsEntry(id, "NOT_MINE");
        assertThat(reasons()).containsExactly("OTHER_PICTURE");
        assertThat(browser.post(verdict, "verdict", "licensed:too_small").status())
                .isEqualTo(422);
        assertThat(browser.post(verdict, "verdict", "why", "why", "").status()).isEqualTo(422);
    }

    @Test
    void laidOverEachOtherNothingIsLeftButWhatWasAdded() {
        scene.match(0, ReviewScene.Way.HEADLINE, "north.example", "BUSINESS");
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = review(window, "/review");
            Chromium.until(
                    page,
                    "[...document.querySelectorAll('image-compare img')].every(one => one.complete && one.naturalWidth)");
            page.keyboard().press("KeyD");
            page.waitForCondition(() -> grey(page, 150, 120, 520, 350) < 12); // without the text nothing is left
            assertThat(grey(page, 40, 30, 340, 70)).as("with the headline").isGreaterThan(24);
            page.keyboard().press("KeyS");
            page.waitForCondition(() -> grey(page, 150, 120, 520, 350) > 40); // the picture itself
            window.nothingWentWrong();
        }
    }

    @Test
    void laidOverOneSeesAsMuchOfTheCopyAsOneLikes() {
        MatchId id = scene.match(0, ReviewScene.Way.HEADLINE, "north.example", "BUSINESS");
        scene.match(1, ReviewScene.Way.WHOLE, "south.example", "PRIVATE");
        for (String path : List.of("/review?at=" + id, "/matches/" + id)) {
            try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
                Page page = window.go(path);
                Chromium.until(
                        page,
                        "[...document.querySelectorAll('image-compare img')].length == 2 && [...document.querySelectorAll('image-compare img')].every(one => one.complete && one.naturalWidth)");
                assertThat(page.locator(".through")).isHidden();
                page.waitForCondition(() -> {
                    page.keyboard().press("KeyV");
                    return page.locator(".through").isVisible();
                });
                SHOTS.ifPresent(folder -> window.look(folder, "overlay" + path.replaceAll("\\W.*|/", "")));
                page.locator("[data-opacity]").focus();
                double none = headline(page, "Home");
                double all = headline(page, "End");
                page.keyboard().press("Home");
                for (int i = 0; i < 10; i++) {
                    page.keyboard().press("ArrowRight");
                }
                assertThat(page.locator("[data-opacity]")).hasValue("50");
                double half = headline(page, "Shift");
                assertThat(Math.abs(all - none))
                        .as("the headline is in the copy only")
                        .isGreaterThan(20);
                assertThat(half).isBetween((none + all) / 2 - 6, (none + all) / 2 + 6);
                assertThat(page.locator("[data-fact=title]")).not().isEmpty();
                assertThat(Chromium.barriers(window)).isEmpty();
                window.nothingWentWrong();
            }
        }
    }

    /** How bright the part with the headline is after a key. */
    private static double headline(Page page, String key) {
        page.keyboard().press(key);
        page.waitForTimeout(300);
        return grey(page, 40, 30, 340, 70);
    }

    /** The mean of all colours in a part of the original that shows this part of the copy; in pixels of the copy. */
    private static double grey(Page page, int left, int top, int right, int foot) {
        @SuppressWarnings("unchecked")
        Map<String, Object> box = (Map<String, Object>)
                Objects.requireNonNull(
                        page.evaluate(
                                "(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector('img.original').getBoundingClientRect())"));
        double[] number = List.of("x", "y", "width", "height").stream()
                .mapToDouble(name -> ((Number) Objects.requireNonNull(box.get(name))).doubleValue())
                .toArray();
        BufferedImage shot = picture(page.screenshot());
        double sum = 0;
        int count = 0;
        for (int y = top; y < foot; y += 2) {
            for (int x = left; x < right; x += 2) {
                double[] at = ReviewScene.map(ReviewScene.Way.HEADLINE.h(), x, y);
                int rgb = shot.getRGB((int) (number[0] + at[0] / ReviewScene.SAMPLE_WIDTH * number[2]), (int)
                        (number[1] + at[1] / ReviewScene.SAMPLE_WIDTH * number[2]));
                sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3.0;
                count++;
            }
        }
        return sum / count;
    }

    private static BufferedImage picture(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void whatHostileSitesSayStaysText() {
        String hostile = "\"><img src=x onerror=\"window.__ran='attribute'\"></script><script>window.__ran=1</script>";
        MatchId id = scene.match(0, ReviewScene.Way.WHOLE, "north.example", "BUSINESS");
        scene.page(id, "javascript:window.__ran='address'", hostile, hostile);
        hostileTexts(hostile);
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.PHONE, kim)) {
            Page page = review(window, "/review");
            assertThat(page.locator("h2[data-fact=title]")).hasText(hostile);
            for (String path : List.of("/inbox", "/inbox?view=list", "/inbox?view=work", "/matches/" + id)) {
                window.go(path);
                assertThat(page.locator("a[href^='javascript']")).hasCount(0);
            }
            window.nothingWentWrong();
        }
    }

    @Test
    void everyStateIsOpenToEveryone() {
        scene.matches(9, 3);
        List<String> wrong = new ArrayList<>();
        for (Chromium.View view : List.of(
                Chromium.View.DESK, Chromium.View.DESK.dark(), Chromium.View.PHONE, Chromium.View.PHONE.dark())) {
            try (Chromium.Window window = Chromium.open(PORTAL, view, kim)) {
                Page page = review(window, "/review");
                for (String key : List.of("KeyS", "KeyO", "KeyD", "KeyV", "Shift+Slash")) {
                    page.keyboard().press(key);
                    page.waitForTimeout(400);
                    Chromium.barriers(window).forEach(found -> wrong.add(view + " " + key + ": " + found));
                }
                window.nothingWentWrong();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Page review(Chromium.Window window, String path) {
        Page page = window.go(path);
        Chromium.until(
                page, "document.querySelector('match-queue')?.item && document.querySelector('[data-strip] .now')");
        return page;
    }

    private static void judgeAll(Page page, int many) {
        for (int i = 1; i <= many; i++) {
            judge(page, "Digit1", i);
        }
    }

    /** Presses until it counts: a press too early is refused. */
    private static void judge(Page page, String key, int many) {
        for (int i = 0; i < 100 && judged(page) < many; i++) {
            page.keyboard().press(key);
            page.waitForTimeout(60);
        }
        assertThat(judged(page)).isEqualTo(many);
    }

    private static int judged(Page page) {
        return (int) page.evaluate("document.querySelector('match-queue').judged.length");
    }

    private static MatchId shown(Page page) {
        return MatchId.of(Objects.requireNonNull(page.evaluate("document.querySelector('match-queue').item.id"))
                .toString());
    }

    private static void awaitSaved(Page page, String text) {
        assertThat(page.locator("[data-saved] span"))
                .hasText(
                        text,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(30_000));
    }

    private void hostileTexts(String text) {
        JdbcClient sql = PORTAL.bean(JdbcClient.class);
        sql.sql("update catalogue.work set title = :text where holder = :holder")
                .param("text", text)
                .param("holder", kim.holder().value())
                .update();
        sql.sql("update matching.place set title = :text, alt = :text, caption = :text, credit = :text, licence = :text"
                        + " where match in (select id from matching.match where holder = :holder)")
                .param("text", text)
                .param("holder", kim.holder().value())
                .update();
    }

    private Map<MatchId, String> standing() {
        Map<MatchId, String> verdicts = new HashMap<>();
        PORTAL.bean(JdbcClient.class)
                .sql("select id, verdict from matching.match where holder = :holder and verdict is not null")
                .param("holder", kim.holder().value())
                .query(row -> {
                    verdicts.put(MatchId.of(row.getString("id")), row.getString("verdict"));
                });
        return verdicts;
    }

    private List<String> reasons() {
        return PORTAL.bean(JdbcClient.class)
                .sql("select reason from matching.match where holder = :holder and reason is not null")
                .param("holder", kim.holder().value())
                .query((row, number) -> row.getString("reason"))
                .list();
    }

    private long said() {
        return PORTAL.bean(JdbcClient.class)
                .sql("select count(*) from matching.verdict where holder = :holder")
                .param("holder", kim.holder().value())
                .query(Long.class)
                .single();
    }
}
