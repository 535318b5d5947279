package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever touches the safety of an account is noted, and told in words. */
class AuditTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final Browser browser = portal.signedIn(person);

    private List<String> acts() {
        return portal.bean(Audit.class).about(person.id()).stream()
                .map(entry -> (entry.act() + " " + entry.told()).strip())
                .toList();
    }

    @Test
    void signingOutIsNoted() {
        assertThat(browser.post("/sign-out").status()).isEqualTo(302);
        assertThat(acts().getFirst()).isEqualTo("sign-out");
    }

    @Test
    void endingASessionIsNotedWithItsDevice() {
        Browser other = portal.browser();
        other.get("/sign-in");
        other.send(
                "POST",
                "/sign-in",
                BodyPublishers.ofString(
                        "email=" + person.email() + "&password=" + TestPortal.PASSWORD.replace(' ', '+')),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-CSRF-TOKEN",
                other.token(),
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
        String form = browser.get("/me/security")
                .find("action=\"(/me/security/sessions/[0-9a-f]{32})\"")
                .orElseThrow();
        assertThat(browser.post(form).status()).isEqualTo(302);
        assertThat(other.get("/me").leadsTo()).isEqualTo("/sign-in");
        assertThat(acts().getFirst()).startsWith("session.ended").contains("Firefox");
    }

    @Test
    void signingOutEverywhereElseIsNotedIfThereWasAnything() {
        browser.post("/me/security/sessions");
        assertThat(acts()).noneMatch(act -> act.startsWith("sessions.ended"));
        portal.signedIn(person);
        portal.signedIn(person);
        browser.get("/me/security");
        browser.post("/me/security/sessions");
        assertThat(acts().getFirst()).isEqualTo("sessions.ended 2");
    }

    @Test
    void whatIsRefusedIsNotedByItsPatternAndNotWithoutEnd() {
        for (int i = 0; i < 30; i++) {
            assertThat(browser.get("/people/" + person.id()).status()).isEqualTo(403);
        }
        List<String> refused =
                acts().stream().filter(act -> act.startsWith("access.refused")).toList();
        assertThat(refused).hasSizeBetween(5, 11).containsOnly("access.refused GET /people/{id}");
    }

    @Test
    void aTryTooManyIsNotedThoughWhatWasTriedIsUndone() {
        Tries tries = portal.bean(Tries.class);
        String whose = UUID.randomUUID() + "@example.org";
        assertThatThrownBy(() -> portal.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
                    for (int i = 0; i <= Tries.Kind.MAIL.times(); i++) {
                        tries.count(Tries.Kind.MAIL, whose);
                    }
                }))
                .isInstanceOf(Refused.class);
        assertThat(portal.bean(Audit.class).about("MAIL"))
                .anyMatch(entry ->
                        entry.act().equals("tries.refused") && entry.told().equals(whose));
    }

    @Test
    void aWrongCodeAtSettingUpIsNotedThoughNothingComesOfIt() {
        SecondProof codes = portal.bean(SecondProof.class);
        codes.begin(person.signedIn());
        assertThatThrownBy(() -> codes.confirm(person.signedIn(), "000000x", ""))
                .isInstanceOf(Refused.class);
        assertThat(acts().getFirst()).startsWith("totp.failed");
    }

    /** The secret of a link stays out of it, though the address was never looked up. */
    @Test
    void aFormWithoutItsTokenIsNotedToo() {
        browser.send("POST", "/join/AAAAsecretAAAA", BodyPublishers.noBody());
        assertThat(acts().getFirst()).isEqualTo("access.refused POST /join/…");
    }

    @Test
    void itIsToldInWords() {
        browser.post("/sign-out");
        Browser again = portal.signedIn(person);
        assertThat(again.get("/me/security").body())
                .contains("<td>Signed out</td>", "<td>Signed in</td>")
                .doesNotContain("<td>sign-out</td>");
        assertThat(again.get("/me/security?lang=de").body()).contains("<td>Abgemeldet</td>");
        Browser administrator = portal.signedIn(portal.person(Role.ADMINISTRATOR));
        assertThat(administrator.get("/people/audit?act=sign-out").body())
                .contains("<span>Signed out</span> <small><code>sign-out</code></small>");
    }
}
