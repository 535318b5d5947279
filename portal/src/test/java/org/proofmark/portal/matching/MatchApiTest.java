package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What programs may ask of matches, and how they are answered. */
class MatchApiTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();
    private final Browser browser = portal.signedIn(person);

    @Test
    void aListGoesOnByCursorAndCounts() {
        for (int i = 0; i < 5; i++) {
            rows().insert();
        }
        Browser.Answer first = browser.get("/api/v1/matches?limit=3&sort=newest");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("\"open\":5");
        String next = first.find("\"next\":\"([^\"]+)\"").orElseThrow();
        Browser.Answer second = browser.get("/api/v1/matches?limit=3&sort=newest&after=" + next);
        assertThat(second.body()).contains("\"next\":null");
        assertThat(second.body().split("\"siblings\"", -1)).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsAProblem() {
        assertProblem(browser.get("/api/v1/matches?state=stolen"), 422);
        assertProblem(browser.get("/api/v1/matches?after=x"), 422);
        assertProblem(browser.get("/api/v1/matches?limit=1000"), 422);
        assertProblem(browser.get("/api/v1/matches/" + UUID.randomUUID()), 404);
        assertProblem(
                post("/api/v1/rules", "{\"site\":\"com\",\"verdict\":\"licensed\",\"reason\":\"own_site\"}"), 422);
    }

    @Test
    void whatLacksAPartIsAProblem() {
        MatchId match = rows().insert();
        for (String path : List.of(
                "/api/v1/matches/" + match + "/notes", "/api/v1/verdicts", "/api/v1/verdicts/bulk", "/api/v1/rules")) {
            assertProblem(post(path, "{}"), 422);
        }
    }

    private static void assertProblem(Browser.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void oneMatchIsToldWholeWithItsVersion() {
        MatchId match = rows().insert();
        assertThat(browser.get("/api/v1/matches/" + match).header("ETag")).startsWith("\"1-");
        String id = UUID.randomUUID().toString();
        String verdict =
                "{\"verdicts\":[{\"id\":\"%s\",\"match\":\"%s\",\"verdict\":\"licensed\",\"reason\":\"permitted\"}]}"
                        .formatted(id, match);
        assertThat(post("/api/v1/verdicts", verdict).body()).contains("\"saved\":[\"" + id + "\"]");
        assertThat(post("/api/v1/verdicts", verdict).body()).contains("\"saved\":[\"" + id + "\"]");
        assertThat(post("/api/v1/matches/" + match + "/notes", "{\"text\":\"a quotation\"}")
                        .status())
                .isEqualTo(200);
        Browser.Answer whole = browser.get("/api/v1/matches/" + match);
        assertThat(whole.header("ETag")).startsWith("\"2-");
        assertThat(whole.body()).contains("\"verdict\":\"licensed\"", "\"reason\":\"permitted\"", "a quotation");
    }

    @Test
    void manyAreJudgedByAQueryAndTakenBack() {
        for (int i = 0; i < 3; i++) {
            rows().site("bulk.example").insert();
        }
        rows().insert();
        String bulk = "{\"query\":\"site=bulk.example\",\"verdict\":\"no_licence\",\"reason\":\"too_small\"}";
        Browser.Answer done = post("/api/v1/verdicts/bulk", bulk);
        assertThat(done.body()).contains("\"matches\":3");
        String act = done.find("\"act\":\"([^\"]+)\"").orElseThrow();
        assertThat(post("/api/v1/verdicts/bulk/" + act + "/undo", "").body()).contains("\"matches\":3");
        assertThat(portal.bean(Matches.class).open(creator)).isEqualTo(4);
    }

    @Test
    void aRuleIsTriedMadeOnceAndEnded() {
        MatchId match = rows().site("ruled.example").insert();
        String rule = "{\"site\":\"ruled.example\",\"verdict\":\"licensed\",\"reason\":\"own_site\"}";
        assertThat(post("/api/v1/rules/try", rule).body()).isEqualTo("{\"settles\":1}");
        UUID key = UUID.randomUUID();
        for (int twice = 0; twice < 2; twice++) {
            Browser.Answer made = browser.send(
                    "POST",
                    "/api/v1/rules",
                    BodyPublishers.ofString(rule),
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    key.toString(),
                    "X-CSRF-TOKEN",
                    browser.token());
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Location")).endsWith("/api/v1/rules/" + key);
        }
        assertThat(browser.get("/api/v1/rules").body().split("ruled.example", -1))
                .hasSize(2);
        assertThat(browser.get("/api/v1/matches/" + match).body()).contains("\"by\":\"rule\"");
        assertThat(send("DELETE", "/api/v1/rules/" + key).status()).isEqualTo(204);
        assertThat(portal.bean(Matches.class).find(creator, match).open()).isTrue();
        assertThat(send("PUT", "/api/v1/own-sites/www.ruled.example").body()).contains("\"settles\":1");
        assertThat(send("DELETE", "/api/v1/own-sites/ruled.example").status()).isEqualTo(204);
        assertThat(portal.bean(Matches.class).find(creator, match).open()).isTrue();
    }

    @Test
    void whatIsAskedAboutFollowsItsHolder() {
        MatchId scene = rows().tier(Tier.SAME_SCENE).insert();
        MatchId copy = rows().measured(12, 0.44, 15_000).insert();
        Matches matches = portal.bean(Matches.class);
        portal.bean(JdbcClient.class).sql("""
                        update matching.finding set found = jsonb_set(found, '{verdict}', '"SAME_SCENE"')
                        where work = (select work from matching.match where id = :id)
                        """).param("id", scene.value()).update();
        assertThat(prefer("{\"sameScene\":true,\"priceMinor\":30000,\"currency\":\"CHF\"}")
                        .body())
                .contains("\"sameScene\":true", "30000", "CHF");
        assertThat(browser.get("/api/v1/match-preferences").body()).contains("30000", "CHF");
        assertThat(matches.find(creator, scene).open()).isTrue();
        assertThat(matches.find(creator, copy).worth()).hasToString("300.00 CHF");
        assertThat(matches.find(creator, scene).worth())
                .as("a question is worth less than what is sure")
                .hasToString("90.00 CHF");
        assertThat(matches.count(creator, Asked.parse("tier=closely"))).isEqualTo(1);
        assertThat(prefer("{\"sameScene\":false,\"priceMinor\":0,\"currency\":\"CHF\"}")
                        .status())
                .isEqualTo(422);
        assertThat(matches.find(creator, scene).open()).isTrue();
        assertThat(browser.post("/rules/preferences", "price", "1.200,50", "currency", "eur")
                        .leadsTo())
                .startsWith("/rules");
        assertThat(matches.find(creator, scene).open()).isFalse();
        assertThat(matches.find(creator, scene).worth().minorUnits()).isZero();
        assertThat(matches.find(creator, copy).worth()).hasToString("1200.50 EUR");
        Browser.Answer refused = browser.post("/rules/preferences", "price", "much", "currency", "eur");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).as("what was typed stays").contains("value=\"much\"");
    }

    private Browser.Answer prefer(String json) {
        return browser.send(
                "PUT",
                "/api/v1/match-preferences",
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "X-CSRF-TOKEN",
                browser.token());
    }

    @Test
    void whatStrangersWroteIsToldAsItStands() {
        String odd = "</script><img src=x onerror=alert(1)>\u202e\"'";
        MatchId match = rows().words(odd).title(odd).insert();
        Browser.Answer answer = browser.get("/review/window");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.body()).contains("onerror=alert(1)>\u202e\\\"'");
        assertThat(portal.bean(Matches.class)
                        .look(creator, Asked.parse("q=" + "onerror%3Dalert"), Optional.empty(), 5)
                        .rows())
                .extracting(Match::id)
                .isEqualTo(List.of(match));
    }

    private MatchRows rows() {
        return new MatchRows(portal).of(creator);
    }

    private Browser.Answer post(String path, String json) {
        return browser.postJson(path, json);
    }

    private Browser.Answer send(String method, String path) {
        return browser.send(method, path, BodyPublishers.noBody(), "X-CSRF-TOKEN", browser.token());
    }
}
