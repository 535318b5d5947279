package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
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
                owner.post("/me/keys", "name", "shop", "writes", "false", "password", "not the password");
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

    private String make(boolean writes) {
        owner.get("/me/keys");
        return owner.post("/me/keys", "name", "shop", "writes", writes + "", "password", TestPortal.PASSWORD)
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
