package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Source;
import org.proofmark.portal.discovery.SourceId;
import org.proofmark.portal.discovery.Sources;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.MatchRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox as it is sifted and as much of it is judged at once, in a real browser. */
class InboxTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Optional<Path> SHOTS =
            Optional.ofNullable(System.getProperty("proofmark.shots")).map(Path::of);

    private final Person kim = PORTAL.person("Kim Example", Role.CREATOR);

    private MatchRows rows() {
        return new MatchRows(PORTAL).of(kim.signedIn());
    }

    private Map<String, Long> verdicts() {
        Map<String, Long> counts = new HashMap<>();
        PORTAL.bean(JdbcClient.class)
                .sql("""
                        select site || ' ' || coalesce(verdict, '') || ' ' || coalesce(reason, '') as what, count(*) as n
                        from matching.match where holder = :holder group by 1
                        """)
                .param("holder", kim.holder().value())
                .query(row -> {
                    counts.put(row.getString("what").strip(), row.getLong("n"));
                });
        return counts;
    }

    @Test
    void whoHasNoMatchYetIsShownOneAndNothingIsKept() {
        Person sasha = PORTAL.person("Sasha Example", Role.CREATOR);
        new ReviewScene(PORTAL, sasha).photos();
        for (Chromium.View view : List.of(Chromium.View.DESK, Chromium.View.PHONE.dark())) {
            try (Chromium.Window window = Chromium.open(PORTAL, view, sasha)) {
                Page page = window.go("/inbox");
                assertThat(page.locator(".empty").first()).containsText("Compared with");
                page.locator(".worked a").click();
                Chromium.until(
                        page,
                        "[...document.querySelectorAll('image-compare img')].length == 2 && [...document.querySelectorAll('image-compare img')].every(one => one.complete && one.naturalWidth == one.width || one.naturalWidth > 400)");
                assertThat(page.locator("image-compare")).not().hasAttribute("flat", "");
                page.waitForCondition(() -> {
                    page.keyboard().press("KeyD");
                    return "difference".equals(page.locator("image-compare").getAttribute("data-mode"));
                });
                SHOTS.ifPresent(folder -> window.look(folder, "example"));
                assertThat(Chromium.barriers(window)).isEmpty();
                page.keyboard().press("Digit2");
                assertThat(page.locator(".notice")).containsText("Licensed. Of a match of yours");
                assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .isZero();
                window.nothingWentWrong();
            }
        }
        long said = PORTAL.bean(JdbcClient.class)
                .sql("select count(*) from matching.verdict where holder = :holder")
                .param("holder", sasha.holder().value())
                .query(Long.class)
                .single();
        assertThat(said).isZero();
    }

    @Test
    void theHeadingCountsAllPhotosNotOnlyThoseOfThePage() {
        for (int i = 0; i < 33; i++) {
            rows().insert();
        }
        Browser browser = PORTAL.signedIn(kim);
        Browser.Answer first = browser.get("/inbox?view=work");
        assertThat(first.body()).contains("33 matches of 33 photos");
        String next = first.find("rel=\"next\" href=\"([^\"]+)\"").orElseThrow().replace("&amp;", "&");
        assertThat(browser.get(next).body()).contains("33 matches of 33 photos");
    }

    @Test
    void everyRowTellsWhatItIsSortedBy() {
        WorkId work = new WorkId(UUID.randomUUID());
        rows().site("north.example").work(work).measured(12, 0.5, 26_000).insert();
        rows().site("north.example").work(work).measured(12, 0.5, 14_000).insert();
        Browser browser = PORTAL.signedIn(kim);
        for (String view : List.of("site", "work")) {
            assertThat(browser.get("/inbox?view=" + view).body()).as(view).contains("about €400");
        }
    }

    @Test
    void whatIsAskedStaysAskedWhenTheFormIsSentAgain() {
        WorkId work = new WorkId(UUID.randomUUID());
        rows().work(work).insert();
        SourceId source = PORTAL.bean(Sources.class)
                .add(
                        kim.signedIn(),
                        new SourceId(UUID.randomUUID()),
                        Source.Kind.SITE,
                        "https://watched.example",
                        Source.Wish.standard(Source.Kind.SITE),
                        false)
                .id();
        Browser browser = PORTAL.signedIn(kim);
        browser.get("/collections");
        browser.post("/collections", "name", "Harbours");
        String collection = browser.get("/collections")
                .find("/inbox\\?collection=([0-9a-f-]{36})")
                .orElseThrow();
        assertThat(browser.get("/sources/" + source).body()).contains("/inbox?source=" + source);
        String asked = "work=" + work + "&collection=" + collection
                + "&tier=closely&kind=private&country=AT&language=de-at&score=11.5&share=0.3&since=2026-01-02&source="
                + source + "&by=rule&q=lake";
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = window.go("/inbox?" + asked);
            assertThat(page.locator(".asked .chip")).hasCount(12);
            for (String chip : page.locator(".asked .chip b").allInnerTexts()) {
                assertThat(chip).isNotBlank();
            }
            assertThat(page.locator(".asked").innerText()).contains("watched.example", "Harbours", "30%", "Austria");
            page.locator(".filters:not(.all) summary").click();
            SHOTS.ifPresent(folder -> window.look(folder, "inbox-filters"));
            page.locator(".filters:not(.all) button.ink").click();
            page.waitForURL(url -> url.contains("sort="));
            for (String part : asked.split("&", -1)) {
                assertThat(page.url()).contains(part);
            }
            window.nothingWentWrong();
        }
    }

    @Test
    void wholeSitesAreJudgedByKeysAndTakenBack() {
        for (int i = 0; i < 3; i++) {
            rows().site("north.example").insert();
        }
        rows().site("south.example").at("PRIVATE", "AT", "de").insert();
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.DESK, kim)) {
            Page page = window.go("/inbox");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.keyboard().press("KeyX");
            assertThat(page.locator("#chosen b")).hasText("3 matches selected");
            SHOTS.ifPresent(folder -> window.look(folder, "inbox-chosen"));
            assertThat(Chromium.barriers(window)).isEmpty();
            page.keyboard().press("Digit2");
            assertThat(page.locator(".notice")).containsText("3 matches were judged.");
            assertThat(verdicts()).isEqualTo(Map.of("north.example LICENSED", 3L, "south.example", 1L));
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.keyboard().press("KeyZ");
            assertThat(page.locator(".notice")).containsText("3 verdicts were taken back.");
            assertThat(verdicts()).isEqualTo(Map.of("north.example", 3L, "south.example", 1L));
            window.go("/inbox?view=work");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.keyboard().press("KeyX");
            assertThat(page.locator("#chosen b")).containsText("selected");
            page.locator("#chosen-why").selectOption("not_mine:same_scene");
            page.locator("#chosen .because button").click();
            assertThat(page.locator(".notice")).containsText("1 match was judged.");
            assertThat(verdicts().keySet()).anyMatch(what -> what.endsWith("NOT_MINE SAME_SCENE"));
            window.nothingWentWrong();
        }
    }

    @Test
    void allThatIsAskedForIsJudgedAtOnceAndTakenBack() {
        for (int i = 0; i < 70; i++) {
            rows().site("site" + i % 40 + ".example").insert();
        }
        rows().site("south.example").at("PRIVATE", "AT", "de").insert();
        try (Chromium.Window window = Chromium.open(PORTAL, Chromium.View.PHONE, kim)) {
            Page page = window.go("/inbox?kind=business");
            page.locator(".filters.all summary").click();
            assertThat(page.locator(".filters.all")).containsText("All 70 at once");
            SHOTS.ifPresent(folder -> window.look(folder, "inbox-all"));
            assertThat(Chromium.barriers(window)).isEmpty();
            page.locator("#all-why").selectOption("licensed:free_licence");
            page.locator("#judge-all .because button").click();
            assertThat(page.locator(".notice")).containsText("70 matches were judged.");
            assertThat(verdicts()).hasSize(41).containsEntry("south.example", 1L);
            assertThat(verdicts().keySet())
                    .filteredOn(what -> what.endsWith("LICENSED FREE_LICENCE"))
                    .hasSize(40);
            page.locator("[data-undo] button").click();
            assertThat(page.locator(".notice")).containsText("70 verdicts were taken back.");
            assertThat(verdicts().keySet()).noneMatch(what -> what.contains("LICENSED"));
            window.nothingWentWrong();
        }
    }

    @Test
    void whatIsTakenBackIsOnlyOnesOwn() {
        rows().insert();
        UUID act = UUID.randomUUID();
        Browser mine = PORTAL.signedIn(kim);
        mine.get("/inbox");
        assertThat(mine.post("/inbox/verdicts/all", "act", act.toString(), "verdict", "unsure")
                        .leadsTo())
                .contains("judged=1", "act=" + act);
        Browser other = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        other.get("/inbox");
        assertThat(other.post("/inbox/verdicts/undone", "act", act.toString()).leadsTo())
                .contains("undone=0");
        assertThat(verdicts()).isEqualTo(Map.of("north.example UNSURE", 1L));
    }
}
