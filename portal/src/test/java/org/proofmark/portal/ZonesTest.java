package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;

/** Times stand in the zone of the reader's browser until the reader chooses one. */
class ZonesTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);

    private String zone() {
        return portal.bean(People.class)
                .byId(person.id())
                .orElseThrow()
                .tastes()
                .zone()
                .getId();
    }

    @Test
    void theBrowserTellsTheZone() {
        assertThat(zone()).isEqualTo("UTC");
        try (Chromium.Window window = Chromium.in("Asia/Tokyo", portal)) {
            Page page = window.go("/sign-in");
            page.locator("input[name=email]").fill(person.email());
            page.locator("input[name=password]").fill(TestPortal.PASSWORD);
            page.locator("form button.ink").first().click();
            page.waitForURL(url -> !url.contains("/sign-in"));
            window.go("/me");
            assertThat(page.locator("#zone").inputValue()).isEqualTo("Asia/Tokyo");
            window.nothingWentWrong();
        }
    }

    @Test
    void itFollowsTheBrowserUntilOneIsChosen() {
        assertThat(signedInWith("Europe/Vienna")).isEqualTo("Europe/Vienna");
        assertThat(signedInWith("America/Lima")).isEqualTo("America/Lima");
        Browser browser = portal.signedIn(person);
        browser.post("/me", "name", "Kim", "language", "en", "zone", "America/Lima");
        assertThat(signedInWith("Europe/Vienna"))
                .as("only the name was changed")
                .isEqualTo("Europe/Vienna");
        browser.post("/me", "name", "Kim", "language", "en", "zone", "Africa/Nairobi");
        assertThat(signedInWith("Europe/Vienna")).as("it was chosen").isEqualTo("Africa/Nairobi");
    }

    @Test
    void whatIsNoZoneIsLeftAside() {
        assertThat(signedInWith("Middle-earth/Shire")).isEqualTo("UTC");
    }

    private String signedInWith(String zone) {
        Browser browser = portal.browser();
        browser.keep("zone", zone);
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "email", person.email(), "password", TestPortal.PASSWORD)
                        .status())
                .isEqualTo(302);
        return zone();
    }
}
