package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs that use the API with a key. */
class KeysTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final Browser owner = portal.signedIn(person);

    @Test
    void aKeyOpensTheApiWithoutASession() {
        String key = make(false);
        Browser program = portal.browser();
        Browser.Answer answer = works(program, key);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(Integer.parseInt(answer.header("X-RateLimit-Remaining"))).isPositive();
        assertThat(owner.get("/me/keys").body()).contains(key.substring(0, 8)).doesNotContain(key);
    }

    @Test
    void aKeyOpensNoPage() {
        String key = make(true);
        assertThat(portal.browser()
                        .get("/photos", "Authorization", "Bearer " + key)
                        .leadsTo())
                .isEqualTo("/sign-in");
        assertThat(portal.browser()
                        .get("/me/keys", "Authorization", "Bearer " + key)
                        .leadsTo())
                .isEqualTo("/sign-in");
    }

    @Test
    void aWrongKeyIsNotHelpedByASession() {
        Browser.Answer answer = works(owner, "pm_" + "A".repeat(43));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(owner.get("/api/v1/works", "Authorization", "Basic a2ltOmtpbQ==")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedKeyOpensNothing() {
        String key = make(true);
        assertThat(works(portal.browser(), key).status()).isEqualTo(200);
        String form = owner.get("/me/keys")
                .find("action=\"(/me/keys/[0-9a-f-]+/revocation)\"")
                .orElseThrow();
        assertThat(portal.signedIn(portal.person(Role.CREATOR)).post(form).status())
                .isEqualTo(404);
        assertThat(works(portal.browser(), key).status()).isEqualTo(200);
        assertThat(owner.post(form).status()).isEqualTo(302);
        assertThat(works(portal.browser(), key).status()).isEqualTo(401);
    }

    @Test
    void aKeyForReadingChangesNothing() {
        assertThat(upload(make(false)).status()).isEqualTo(403);
        assertThat(upload(make(true)).status()).isLessThan(300);
    }

    @Test
    void aKeyNeedsThePassword() {
        owner.get("/me/keys");
        Browser.Answer answer =
                owner.post("/me/keys", "name", "shop", "scope", "CATALOGUE_READ", "password", "not the password");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"shop\"").doesNotContain("id=\"secret\"");
    }

    @Test
    void aKeyIsKeptAsItsDigest() {
        String key = make(false);
        String row = portal.bean(JdbcClient.class)
                .sql("select k::text from identity.api_key k where person = :person")
                .param("person", person.id().value())
                .query(String.class)
                .single();
        assertThat(row).contains(key.substring(0, 8)).doesNotContain(key.substring(8));
    }

    @Test
    void aKeyOpensItsAreasAndNoOthers() {
        String key = make("SOURCES_READ", "MATCHING_WRITE", "");
        assertThat(works(portal.browser(), key).status()).isEqualTo(403);
        assertThat(get("/api/v1/sources", key).status()).isEqualTo(200);
        assertThat(get("/api/v1/matches", key).status()).isEqualTo(200);
        assertThat(get("/api/v1/me", key).status()).isEqualTo(403);
        assertThat(post("/api/v1/views", key, "{\"name\":\"a\",\"query\":\"state=all\"}")
                        .status())
                .isLessThan(300);
        Browser.Answer refused = post("/api/v1/sources", key, "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("urn:proofmark:refused.scope");
    }

    /** What administrators alone may do is an area of its own, whatever else a key of theirs opens. */
    @Test
    void anAdministratorsKeyAdministersOnlyIfItSaysSo() {
        Browser administrator = portal.signedIn(portal.person(Role.ADMINISTRATOR, Role.CREATOR));
        String plain = make(administrator, "ACCOUNT_WRITE", "CATALOGUE_WRITE", "");
        String full = make(administrator, "ADMINISTRATION_READ", "CATALOGUE_READ", "");
        assertThat(get("/api/v1/people", plain).status()).isEqualTo(403);
        assertThat(get("/api/v1/people", full).status()).isEqualTo(200);
    }

    @Test
    void everyCallOfTheApiIsInAnArea() {
        assertThat(portal.apiHandlers())
                .hasSizeGreaterThan(70)
                .allSatisfy(handler -> assertThat(Scope.Area.of(
                                handler.getBeanType(), Gatekeeper.rule(handler).orElseThrow()))
                        .as(handler.toString())
                        .isPresent());
    }

    @Test
    void aKeyEndsWithItsLastDay() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String key = make("CATALOGUE_READ", "CATALOGUE_READ", today.toString());
        assertThat(works(portal.browser(), key).status()).isEqualTo(200);
        portal.bean(JdbcClient.class)
                .sql("update identity.api_key set expires = now() - interval '1 second' where start = :start")
                .param("start", key.substring(0, 8))
                .update();
        assertThat(works(portal.browser(), key).status()).isEqualTo(401);
        assertThat(ask(
                                owner,
                                "CATALOGUE_READ",
                                "CATALOGUE_READ",
                                today.minusDays(2).toString())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aKeyForNothingIsNotMade() {
        owner.get("/me/keys");
        assertThat(owner.post("/me/keys", "name", "shop", "password", TestPortal.PASSWORD)
                        .status())
                .isEqualTo(422);
        Browser.Answer odd =
                owner.post("/me/keys", "name", "shop", "scope", "EVERYTHING", "password", TestPortal.PASSWORD);
        assertThat(odd.status()).isEqualTo(422);
    }

    private static Browser.Answer get(String path, String key) {
        return TestPortal.shared().browser().get(path, "Authorization", "Bearer " + key);
    }

    private static Browser.Answer post(String path, String key, String json) {
        return TestPortal.shared()
                .browser()
                .send(
                        "POST",
                        path,
                        BodyPublishers.ofString(json),
                        "Authorization",
                        "Bearer " + key,
                        "Content-Type",
                        "application/json");
    }

    private String make(boolean writes) {
        return make(writes ? "CATALOGUE_WRITE" : "CATALOGUE_READ", "SOURCES_READ", "");
    }

    private String make(String scope, String another, String until) {
        return make(owner, scope, another, until);
    }

    private static Browser.Answer ask(Browser owner, String scope, String another, String until) {
        owner.get("/me/keys");
        return owner.post(
                "/me/keys",
                "name",
                "shop",
                "scope",
                scope,
                "scope",
                another,
                "until",
                until,
                "password",
                TestPortal.PASSWORD);
    }

    private static String make(Browser owner, String scope, String another, String until) {
        return ask(owner, scope, another, until)
                .find("id=\"secret\">(pm_[A-Za-z0-9_-]{43})<")
                .orElseThrow();
    }

    private static Browser.Answer works(Browser browser, String key) {
        return browser.get("/api/v1/works", "Authorization", "Bearer " + key);
    }

    private Browser.Answer upload(String key) {
        return portal.browser()
                .send(
                        "POST",
                        "/api/v1/uploads",
                        BodyPublishers.noBody(),
                        "Authorization",
                        "Bearer " + key,
                        "Upload-Length",
                        "5",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Metadata",
                        "filename YS5qcGc=");
    }
}
