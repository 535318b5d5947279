package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Audit;

/** What goes by mail: invitations, confirmations, forgotten passwords; and what no answer tells. */
class MailsTest {
    private static final PostBox POST = new PostBox();
    private static TestPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of(
                "proofmark.sign-up", "open",
                "proofmark.sender", "portal@example.org",
                "proofmark.address", "https://portal.example.org",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(POST.port())));
    }

    @AfterAll
    static void stop() {
        portal.close();
        POST.close();
    }

    @Test
    void signsUpByMail() throws InterruptedException {
        Browser browser = portal.browser();
        browser.get("/sign-up");
        assertThat(signUp(browser, "new@example.org").body()).contains("new@example.org");
        assertThat(portal.bean(People.class).byEmail("new@example.org")).isEmpty();
        String link = link("new@example.org", "/sign-up/");
        assertThat(browser.get(link).status()).isEqualTo(200);
        assertThat(browser.post(link, "password", "not the password").status()).isEqualTo(422);
        assertThat(portal.bean(Audit.class).about("new@example.org"))
                .extracting(Audit.Entry::act)
                .contains("sign-up.failed");
        assertThat(browser.post(link, "password", TestPortal.PASSWORD).status()).isEqualTo(302);
        assertThat(browser.get("/photos").status()).isEqualTo(200);
        assertThat(portal.browser().get(link).status()).isEqualTo(404);
    }

    @Test
    void anotherAddressCountsOnceItsLinkWasFollowed() throws InterruptedException {
        Person person = portal.person(Role.CREATOR);
        Browser browser = portal.signedIn(person);
        browser.get("/me");
        String wanted = "moved-" + person.email();
        assertThat(browser.post("/me/email", "email", wanted, "password", "not the password")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/me/email", "email", wanted, "password", TestPortal.PASSWORD)
                        .body())
                .contains(wanted);
        String link = link(wanted, "/email/");
        browser.get(link);
        assertThat(portal.bean(People.class).byEmail(wanted)).isEmpty();
        assertThat(browser.post(link).status()).isEqualTo(200);
        assertThat(portal.bean(People.class).byEmail(wanted)).map(Person::id).contains(person.id());
        assertThat(portal.bean(People.class).byEmail(person.email())).isEmpty();
        assertThat(browser.get(link).status()).isEqualTo(404);
    }

    @Test
    void anAddressThatHasAnAccountIsNotGivenToAnother() throws InterruptedException {
        Person there = portal.person(Role.CREATOR);
        Browser browser = portal.signedIn(portal.person(Role.CREATOR));
        browser.get("/me");
        Browser.Answer answer = browser.post("/me/email", "email", there.email(), "password", TestPortal.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(portal.bean(People.class).byEmail(there.email()))
                .map(Person::id)
                .contains(there.id());
    }

    @Test
    void signingUpTellsNobodyWhoHasAnAccount() throws InterruptedException {
        Person person = portal.person(Role.CREATOR);
        Browser browser = portal.browser();
        browser.get("/sign-up");
        Browser.Answer taken = signUp(browser, person.email());
        Browser.Answer free = signUp(browser, "free@example.org");
        assertThat(taken.status()).isEqualTo(free.status());
        assertThat(plain(taken, person.email())).isEqualTo(plain(free, "free@example.org"));
        assertThat(link(person.email(), "/sign-in/forgotten")).isEqualTo("/sign-in/forgotten");
    }

    @Test
    void aForgottenPasswordIsChosenAnewByMail() throws InterruptedException {
        Person person = portal.person(Role.CREATOR);
        Browser browser = portal.browser();
        browser.get("/sign-in/forgotten");
        Browser.Answer known = browser.post("/sign-in/forgotten", "email", person.email());
        Browser.Answer unknown = browser.post("/sign-in/forgotten", "email", "nobody@example.org");
        assertThat(plain(unknown, "nobody@example.org")).isEqualTo(plain(known, person.email()));
        String link = link(person.email(), "/password/");
        browser.get(link);
        assertThat(browser.post(link, "password", "a lighthouse at noon").leadsTo())
                .isEqualTo("/sign-in?changed");
        assertThat(POST.to("nobody@example.org")).isEmpty();
    }

    @Test
    void aNewPasswordDoesNotReplaceTheCode() throws InterruptedException {
        Person person = portal.person(Role.CREATOR);
        Authenticator.setUp(portal.signedIn(person));
        Browser browser = portal.browser();
        browser.get("/sign-in/forgotten");
        browser.post("/sign-in/forgotten", "email", person.email());
        String link = link(person.email(), "/password/");
        browser.get(link);
        browser.post(link, "password", "a lighthouse at noon");
        assertThat(browser.get("/photos").status()).isEqualTo(302);
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "email", person.email(), "password", "a lighthouse at noon")
                        .leadsTo())
                .isEqualTo("/sign-in/code");
    }

    @Test
    void invitesByMail() throws InterruptedException {
        Browser administrator = portal.signedIn(portal.person(Role.ADMINISTRATOR));
        administrator.get("/people");
        Browser.Answer page =
                administrator.post("/people/invitations", "email", "guest@example.org", "role", "CREATOR");
        assertThat(page.body()).contains("guest@example.org").doesNotContain("/join/");
        assertThat(portal.browser().get(link("guest@example.org", "/join/")).status())
                .isEqualTo(200);
    }

    @Test
    void mailsAreNotSentWithoutEnd() {
        Browser browser = portal.browser();
        browser.get("/sign-in/forgotten");
        int status = 200;
        for (int time = 0; status == 200 && time < 10; time++) {
            status = browser.post("/sign-in/forgotten", "email", "often@example.org")
                    .status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void mailsSpeakTheReadersLanguage() throws InterruptedException {
        Browser browser = portal.browser();
        browser.get("/sign-up?lang=de");
        signUp(browser, "neu@example.org");
        assertThat(POST.await("neu@example.org", "(bestätigt)")).isNotEmpty();
        assertThat(POST.to("neu@example.org").getFirst().subject()).contains("Bestätigen Sie");
    }

    @Test
    void aSenderWithoutAnAddressDoesNotStart() {
        assertThatThrownBy(() -> TestPortal.start(Map.of("proofmark.sender", "portal@example.org"))
                        .close())
                .rootCause()
                .hasMessageContaining("proofmark.address");
    }

    /** A page without what is the reader's own: the token, and the address typed. */
    private static String plain(Browser.Answer answer, String email) {
        return answer.body().replaceAll("content=\"[^\"]{40,}\"", "").replace(email, "");
    }

    private static Browser.Answer signUp(Browser browser, String email) {
        return browser.post("/sign-up", "name", "Kim Example", "email", email, "password", TestPortal.PASSWORD);
    }

    /** The path of the link in the mail that came to an address; waits for it. */
    private static String link(String to, String begins) throws InterruptedException {
        return POST.await(to, "https://portal\\.example\\.org(" + begins + "[A-Za-z0-9_-]*)");
    }
}
