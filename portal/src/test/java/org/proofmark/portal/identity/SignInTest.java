package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coming in: by password, by code; and what holds when someone else tries. */
class SignInTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);

    @Test
    void signsInAndOut() {
        Browser browser = portal.browser();
        assertThat(browser.get("/photos").leadsTo()).isEqualTo("/sign-in");
        browser.get("/sign-in");
        assertThat(password(browser, TestPortal.PASSWORD).leadsTo()).startsWith("/photos");
        assertThat(browser.get("/photos").status()).isEqualTo(200);
        assertThat(browser.get("/").leadsTo()).isEqualTo("/inbox");
        assertThat(browser.post("/sign-out").leadsTo()).isEqualTo("/sign-in?out");
        assertThat(browser.get("/photos").leadsTo()).isEqualTo("/sign-in");
    }

    @Test
    void aWrongPasswordIsToldAndTheAddressKept() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        Browser.Answer answer = password(browser, "not the password");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"" + person.email() + "\"").contains("class=\"errors\"");
        assertThat(browser.get("/photos").status()).isEqualTo(302);
    }

    @Test
    void anUnknownAddressIsAnsweredLikeAWrongPassword() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        Browser.Answer known = browser.post("/sign-in", "email", person.email(), "password", "not the password");
        Browser.Answer unknown =
                browser.post("/sign-in", "email", "x" + person.email(), "password", "not the password");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(plain(unknown.body())).isEqualTo(plain(known.body()));
    }

    /** Without what is the reader's own: the token, and the address typed. */
    private String plain(String body) {
        return body.replaceAll("content=\"[^\"]{40,}\"|name=\"_csrf\" value=\"[^\"]+\"", "")
                .replace("x" + person.email(), person.email());
    }

    @Test
    void whenASessionWasUsedIsWrittenOnceAMinute() {
        Browser browser = portal.signedIn(person);
        browser.get("/photos");
        String written = version();
        browser.get("/photos");
        browser.get("/inbox");
        assertThat(version()).isEqualTo(written);
        portal.bean(JdbcClient.class)
                .sql(
                        "update identity.session set last_access_time = last_access_time - 61000 where principal_name = :person")
                .param("person", person.id().toString())
                .update();
        String older = version();
        browser.get("/photos");
        assertThat(version()).isNotEqualTo(older);
    }

    /** The transaction that wrote the session's row last, and when it was used. */
    private String version() {
        return portal.bean(JdbcClient.class)
                .sql("select concat(xmin, ' ', last_access_time) from identity.session where principal_name = :person")
                .param("person", person.id().toString())
                .query(String.class)
                .single();
    }

    @Test
    void aSessionOfNobodyEndsSoonAndOneOfSomebodyLate() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        String nobody = browser.cookie("session");
        assertThat(hours(nobody)).isEqualTo(2);
        password(browser, TestPortal.PASSWORD);
        assertThat(hours(browser.cookie("session"))).isEqualTo(14 * 24);
    }

    /** After how many hours without use a session ends; a cookie holds the session's id in base64. */
    private int hours(String cookie) {
        return portal.bean(JdbcClient.class)
                .sql("select max_inactive_interval / 3600 from identity.session where session_id = :id")
                .param("id", new String(Base64.getDecoder().decode(cookie), StandardCharsets.US_ASCII))
                .query(Integer.class)
                .single();
    }

    @Test
    void onlyAProxyOnThisMachineIsBelieved() {
        assertThat(portal.bean(Environment.class).getProperty("server.tomcat.remoteip.internal-proxies"))
                .isEqualTo("127.0.0.0/8,::1/128");
    }

    @Test
    void theSessionHasANewNameAfterSignIn() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        String before = browser.cookie("session");
        password(browser, TestPortal.PASSWORD);
        assertThat(before).isNotEmpty();
        assertThat(browser.cookie("session")).isNotEmpty().isNotEqualTo(before);
        assertThat(portal.browser()
                        .get("/photos", "Cookie", "session=" + before)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void tooManyWrongPasswordsMustWait() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        for (int time = 0; time < Tries.Kind.SIGN_IN.times(); time++) {
            assertThat(password(browser, "wrong password " + time).status()).isEqualTo(422);
        }
        Browser.Answer refused = password(browser, TestPortal.PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
    }

    @Test
    void halfWayIsNobody() {
        Authenticator app = Authenticator.setUp(portal.signedIn(person));
        Browser browser = portal.browser();
        browser.get("/sign-in");
        assertThat(password(browser, TestPortal.PASSWORD).leadsTo()).isEqualTo("/sign-in/code");
        assertThat(browser.get("/photos").leadsTo()).isEqualTo("/sign-in");
        assertThat(browser.get("/me/security").leadsTo()).isEqualTo("/sign-in");
        assertThat(browser.get("/people").leadsTo()).isEqualTo("/sign-in");
        assertThat(browser.get("/api/v1/works").status()).isEqualTo(401);
        assertThat(browser.get("/sign-in/code").status()).isEqualTo(200);
        assertThat(browser.post("/sign-in/code", "code", app.code(0)).status()).isEqualTo(302);
        assertThat(browser.get("/photos").status()).isEqualTo(200);
    }

    @Test
    void theCodePageIsForTheHalfWayOnly() {
        assertThat(portal.browser().get("/sign-in/code").leadsTo()).isEqualTo("/sign-in");
        assertThat(portal.signedIn(person).get("/sign-in/code").status()).isEqualTo(403);
    }

    @Test
    void aCodeIsTakenOnce() {
        Authenticator app = Authenticator.setUp(portal.signedIn(person));
        String code = app.code(0);
        assertThat(code(halfWay(), code).status()).isEqualTo(302);
        Browser second = halfWay();
        assertThat(code(second, code).status()).isEqualTo(422);
        assertThat(second.get("/photos").status()).isEqualTo(302);
        assertThat(code(second, app.code(-1)).status()).isEqualTo(422);
        assertThat(code(second, app.code(1)).status()).isEqualTo(302);
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        Authenticator app = Authenticator.setUp(portal.signedIn(person));
        assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        String code = app.recoveryCodes().getFirst();
        assertThat(code(halfWay(), code.toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                        .status())
                .isEqualTo(302);
        assertThat(code(halfWay(), code).status()).isEqualTo(422);
        assertThat(code(halfWay(), app.recoveryCodes().getLast()).status()).isEqualTo(302);
    }

    @Test
    void codesCannotBeGuessedForLong() {
        Authenticator.setUp(portal.signedIn(person));
        Browser browser = halfWay();
        int status = 422;
        for (int time = 0; status == 422 && time < 20; time++) {
            status = code(browser, "%06d".formatted(time)).status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void theSecretCannotBeReadInTheDatabase() throws Exception {
        Authenticator app = Authenticator.setUp(portal.signedIn(person));
        byte[] sealed = portal.bean(JdbcClient.class)
                .sql("select sealed from identity.totp where person = :person")
                .param("person", person.id().value())
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(app.secret());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(portal.data().resolve("sealing.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        Browser here = portal.signedIn(person);
        Browser there = portal.signedIn(person);
        here.get("/me/security");
        assertThat(here.post("/me/security/password", "password", "wrong password", "fresh", "another harbour")
                        .status())
                .isEqualTo(422);
        assertThat(there.get("/photos").status()).isEqualTo(200);
        assertThat(here.post("/me/security/password", "password", TestPortal.PASSWORD, "fresh", "another harbour")
                        .status())
                .isEqualTo(302);
        assertThat(there.get("/photos").status()).isEqualTo(302);
        assertThat(here.get("/photos").status()).isEqualTo(200);
        Browser again = portal.browser();
        again.get("/sign-in");
        assertThat(password(again, TestPortal.PASSWORD).status()).isEqualTo(422);
        assertThat(password(again, "another harbour").status()).isEqualTo(302);
    }

    @Test
    void aSessionCanBeEndedFromAnother() {
        Browser here = portal.signedIn(person);
        Browser there = portal.signedIn(person);
        String form = here.get("/me/security")
                .find("action=\"(/me/security/sessions/[0-9a-f]+)\"")
                .orElseThrow();
        assertThat(here.post(form).status()).isEqualTo(302);
        assertThat(there.get("/photos").status()).isEqualTo(302);
        assertThat(here.get("/photos").status()).isEqualTo(200);
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        Browser there = portal.signedIn(person);
        portal.signedIn(person);
        String form = there.get("/me/security")
                .find("action=\"(/me/security/sessions/[0-9a-f]+)\"")
                .orElseThrow();
        Browser stranger = portal.signedIn(portal.person(Role.CREATOR));
        assertThat(stranger.post(form).status()).isEqualTo(404);
        assertThat(stranger.post("/me/security/sessions").status()).isEqualTo(302);
        assertThat(there.get("/photos").status()).isEqualTo(200);
    }

    @Test
    void thePersonsOwnWordsAreKept() {
        Browser browser = portal.signedIn(person);
        assertThat(browser.post("/me", "name", "Kim Beispiel", "language", "de", "zone", "Europe/Vienna")
                        .leadsTo())
                .isEqualTo("/me?saved");
        Browser.Answer page = browser.get("/me");
        assertThat(page.body())
                .contains("Kim Beispiel")
                .contains("lang=\"de\"")
                .contains("Europe/Vienna")
                .contains("Zeitzone");
        assertThat(browser.post("/me", "name", "Kim", "language", "de", "zone", "Europe/Nowhere")
                        .status())
                .isEqualTo(422);
    }

    private Browser halfWay() {
        Browser browser = portal.browser();
        browser.get("/sign-in");
        assertThat(password(browser, TestPortal.PASSWORD).leadsTo()).isEqualTo("/sign-in/code");
        browser.get("/sign-in/code");
        return browser;
    }

    private static Browser.Answer code(Browser browser, String code) {
        return browser.post("/sign-in/code", "code", code);
    }

    private Browser.Answer password(Browser browser, String password) {
        return browser.post("/sign-in", "email", person.email(), "password", password);
    }
}
