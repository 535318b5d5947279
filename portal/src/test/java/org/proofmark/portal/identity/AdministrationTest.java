package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;

/** What an administrator does to the accounts of others. */
class AdministrationTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final Browser administrator = portal.signedIn(portal.person(Role.ADMINISTRATOR));

    @Test
    void nobodyElseSeesPeople() {
        Browser creator = portal.signedIn(person);
        assertThat(creator.get("/people").status()).isEqualTo(403);
        assertThat(creator.get("/people/" + person.id()).status()).isEqualTo(403);
        assertThat(creator.get("/people/audit").status()).isEqualTo(403);
        assertThat(creator.post("/people/" + person.id() + "/roles", "role", "ADMINISTRATOR")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aClosedAccountIsOutAtOnceAndStaysOut() {
        Browser creator = portal.signedIn(person);
        creator.get("/me/keys");
        String key = creator.post(
                        "/me/keys", "name", "shop", "scope", "CATALOGUE_WRITE", "password", TestPortal.PASSWORD)
                .find("(pm_[A-Za-z0-9_-]{43})")
                .orElseThrow();
        assertThat(act("closure").status()).isEqualTo(302);
        assertThat(creator.get("/photos").status()).isEqualTo(302);
        assertThat(portal.browser()
                        .get("/api/v1/works", "Authorization", "Bearer " + key)
                        .status())
                .isEqualTo(401);
        Browser again = portal.browser();
        again.get("/sign-in");
        assertThat(again.post("/sign-in", "email", person.email(), "password", TestPortal.PASSWORD)
                        .status())
                .isEqualTo(422);
        assertThat(act("reopening").status()).isEqualTo(302);
        assertThat(portal.signedIn(person).get("/photos").status()).isEqualTo(200);
    }

    /** Even if the session's row survived: what counts is how things stand. */
    @Test
    void aRoleTakenAwayCountsAtTheNextCall() {
        Browser creator = portal.signedIn(person);
        assertThat(creator.get("/photos").status()).isEqualTo(200);
        assertThat(act("roles", "role", "BOOKKEEPER").status()).isEqualTo(302);
        assertThat(creator.get("/photos").status()).isEqualTo(403);
        assertThat(act("roles").status()).isEqualTo(422);
    }

    @Test
    void theLastAdministratorStays() {
        try (TestPortal empty = TestPortal.start(Map.of())) {
            Person only = empty.person(Role.ADMINISTRATOR, Role.CREATOR);
            Browser alone = empty.signedIn(only);
            assertThat(alone.post("/people/" + only.id() + "/roles", "role", "CREATOR")
                            .status())
                    .isEqualTo(409);
            assertThat(alone.post("/people/" + only.id() + "/closure").status()).isEqualTo(409);
            Person second = empty.person(Role.ADMINISTRATOR);
            assertThat(alone.post("/people/" + only.id() + "/roles", "role", "CREATOR")
                            .status())
                    .isEqualTo(302);
            assertThat(empty.signedIn(second)
                            .post("/people/" + second.id() + "/closure")
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void aPlanIsGiven() {
        assertThat(portal.bean(Plans.class).of(person.holder()).code()).isEqualTo("free");
        assertThat(act("plan", "plan", "unlimited").status()).isEqualTo(302);
        assertThat(portal.bean(Plans.class).of(person.holder()).code()).isEqualTo("unlimited");
        assertThat(act("plan", "plan", "gold").status()).isEqualTo(404);
    }

    @Test
    void aLinkLetsThePersonChooseANewPassword() {
        Browser there = portal.signedIn(person);
        Browser.Answer page = act("password-link");
        String link =
                page.find("<code>[^<]*(/password/[A-Za-z0-9_-]{22})</code>").orElseThrow();
        Browser forgetful = portal.browser();
        assertThat(forgetful.get(link).status()).isEqualTo(200);
        assertThat(forgetful.post(link, "password", "short").status()).isEqualTo(422);
        assertThat(forgetful.post(link, "password", "a lighthouse at noon").leadsTo())
                .isEqualTo("/sign-in?changed");
        assertThat(there.get("/photos").status()).isEqualTo(302);
        assertThat(forgetful.get(link).status()).isEqualTo(404);
        assertThat(forgetful.post(link, "password", "a lighthouse at one").status())
                .isEqualTo(422);
    }

    @Test
    void codesAreSwitchedOffForWhoLostThem() {
        Authenticator.setUp(portal.signedIn(person));
        assertThat(act("totp/off").status()).isEqualTo(302);
        assertThat(portal.signedIn(person).get("/photos").status()).isEqualTo(200);
    }

    @Test
    void theAuditTellsWhoDidWhat() {
        act("roles", "role", "PARTNER");
        Browser.Answer page = administrator.get("/people/audit?person=" + person.id());
        assertThat(page.body())
                .contains("roles.changed")
                .contains("CREATOR to PARTNER")
                .contains("account.made");
        assertThat(administrator
                        .get("/people/audit?person=" + person.id() + "&act=account")
                        .body())
                .contains("account.made")
                .doesNotContain("roles.changed");
        assertThat(administrator.get("/people/audit?person=nobody").status()).isEqualTo(404);
    }

    private Browser.Answer act(String what, String... fields) {
        administrator.get("/people/" + person.id());
        return administrator.post("/people/" + person.id() + "/" + what, fields);
    }
}
