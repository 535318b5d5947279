package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;

/** In by passkey; a device in software stands for the real one. */
class PasskeysTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final String origin = "http://localhost:" + portal.address().getPort();

    @Test
    void signsInWithAPasskeyAndNothingElse() {
        SoftDevice device = new SoftDevice(origin, true);
        Browser owner = portal.signedIn(person);
        Authenticator.setUp(owner);
        assertThat(make(owner, device).body()).isEqualTo("{\"success\":true}");
        assertThat(owner.get("/me/security").body()).contains("My phone");
        Browser other = portal.browser();
        Browser.Answer answer = signIn(other, device);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"authenticated\":true").contains("\"redirectUrl\":\"/\"");
        assertThat(other.get("/photos").status()).isEqualTo(200);
        assertThat(other.get("/me/security").body()).contains("Signed in").contains("passkey");
    }

    @Test
    void anAnswerCountsOnce() {
        SoftDevice device = new SoftDevice(origin, true);
        make(portal.signedIn(person), device);
        Browser browser = portal.browser();
        browser.get("/sign-in");
        String answer = device.answer(
                browser.postJson("/webauthn/authenticate/options", "").body());
        assertThat(browser.postJson("/login/webauthn", answer).status()).isEqualTo(200);
        Browser second = portal.browser();
        second.get("/sign-in");
        second.postJson("/webauthn/authenticate/options", "");
        assertThat(second.postJson("/login/webauthn", answer).status()).isEqualTo(422);
        assertThat(second.get("/photos").status()).isEqualTo(302);
    }

    @Test
    void aDeviceThatWasNotUnlockedIsNoProof() {
        assertThat(make(portal.signedIn(person), new SoftDevice(origin, false)).status())
                .isEqualTo(422);
    }

    @Test
    void aPasskeyOfAnotherSiteIsNoProof() {
        SoftDevice device = new SoftDevice("https://portal.example.com", true);
        assertThat(make(portal.signedIn(person), device).status()).isEqualTo(422);
    }

    @Test
    void anUnknownDeviceIsNobody() {
        Browser browser = portal.browser();
        assertThat(signIn(browser, new SoftDevice(origin, true)).status()).isEqualTo(422);
        assertThat(browser.postJson("/login/webauthn", "{}").status()).isEqualTo(422);
        assertThat(browser.get("/photos").status()).isEqualTo(302);
    }

    @Test
    void aClosedAccountDoesNotOpenByPasskey() {
        SoftDevice device = new SoftDevice(origin, true);
        make(portal.signedIn(person), device);
        Browser administrator = portal.signedIn(portal.person(Role.ADMINISTRATOR));
        administrator.post("/people/" + person.id() + "/closure");
        assertThat(signIn(portal.browser(), device).status()).isEqualTo(422);
    }

    @Test
    void aRemovedPasskeyOpensNothing() {
        SoftDevice device = new SoftDevice(origin, true);
        Browser owner = portal.signedIn(person);
        make(owner, device);
        String form = owner.get("/me/security")
                .find("action=\"(/me/security/passkeys/[0-9a-f]+/removal)\"")
                .orElseThrow();
        assertThat(portal.signedIn(portal.person(Role.CREATOR)).post(form).status())
                .isEqualTo(404);
        assertThat(signIn(portal.browser(), device).status()).isEqualTo(200);
        assertThat(owner.post(form).status()).isEqualTo(302);
        assertThat(signIn(portal.browser(), device).status()).isEqualTo(422);
    }

    private static Browser.Answer make(Browser browser, SoftDevice device) {
        browser.get("/me/security");
        String options = browser.postJson("/webauthn/register/options", "").body();
        return browser.postJson("/webauthn/register", device.make(options, "My phone"));
    }

    private static Browser.Answer signIn(Browser browser, SoftDevice device) {
        browser.get("/sign-in");
        String options = browser.postJson("/webauthn/authenticate/options", "").body();
        return browser.postJson("/login/webauthn", device.answer(options));
    }
}
