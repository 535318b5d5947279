package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Role;

/** The same texts in the forms that strangers fill, and in what comes back of them. */
class HostileOpenFormsTest {
    /** Takes what stands in the fields of the page's form to be a text, whatever the fields would take by themselves. */
    private static final String FILL = """
            text => { const form = document.querySelector('main form[method=post]');
                for (const field of form.elements) if (field.name && field.type !== 'hidden')
                    field.value = field.type === 'password' ? 'short' : text;
                form.submit(); }""";

    private static TestPortal portal = TestPortal.shared();

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of(
                "proofmark.sign-up", "open",
                "proofmark.sender", "portal@example.org",
                "proofmark.address", "https://portal.example.org",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", "9"));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void aTextStaysAText() {
        String invitation = portal.bean(People.class)
                .invite(
                        portal.person(Role.ADMINISTRATOR).signedIn(),
                        Optional.empty(),
                        "guest@example.org",
                        Set.of(Role.CREATOR),
                        Locale.ENGLISH);
        int cameBack = 0;
        try (Chromium.Window window = Chromium.open(portal, Chromium.View.PHONE)) {
            for (String form : List.of("/sign-in", "/sign-up", "/sign-in/forgotten", "/join/" + invitation)) {
                for (String text : HostileTextTest.TEXTS) {
                    Page page = window.go(form + "?from");
                    Response answer = page.waitForResponse(
                            response -> response.request().isNavigationRequest(), () -> page.evaluate(FILL, text));
                    page.waitForURL(url -> !url.contains("?from"));
                    assertThat(answer.status()).as(form + " with " + text).isLessThan(500);
                    cameBack += text.equals(shown(page)) ? 1 : 0;
                    int over = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
                    assertThat(over).as(form + " with " + text).isNotPositive();
                }
            }
            window.nothingWentWrong();
        }
        assertThat(cameBack).as("forms that show what was typed").isGreaterThan(30);
    }

    /** What stands in the first field of the form that came back; "" if none did. */
    private static String shown(Page page) {
        return (String) page.evaluate("document.querySelector('main form input:not([type=hidden])')?.value ?? ''");
    }
}
