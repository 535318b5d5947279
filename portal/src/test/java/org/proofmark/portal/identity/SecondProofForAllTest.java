package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;

/** Where the operator asks everyone for a second proof. */
class SecondProofForAllTest {
    private static TestPortal portal = TestPortal.shared();

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of("proofmark.second-proof", "all"));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void whoHasNoneComesNoFurtherThanToWhereItIsSetUp() {
        Browser browser = portal.signedIn(portal.person(Role.CREATOR));
        for (String page : new String[] {"/photos", "/me", "/me/keys", "/"}) {
            assertThat(browser.get(page).leadsTo()).as(page).isEqualTo("/me/security?owed");
        }
        assertThat(browser.get("/api/v1/works").status()).isEqualTo(403);
        assertThat(browser.get("/me/security?owed").body()).contains("notice wait");
        Authenticator.setUp(browser);
        assertThat(browser.get("/photos").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/works").status()).isEqualTo(200);
    }

    @Test
    void aKeyOfOneWithoutOpensNothing() {
        Person person = portal.person(Role.CREATOR);
        String key = portal.bean(Keys.class)
                .make(
                        person.signedIn(),
                        new KeyId(UUID.randomUUID()),
                        "shop",
                        Set.of(Scope.CATALOGUE_READ),
                        Optional.empty());
        Browser browser = portal.browser();
        assertThat(browser.send(
                                "GET",
                                "/api/v1/works",
                                java.net.http.HttpRequest.BodyPublishers.noBody(),
                                "Authorization",
                                "Bearer " + key)
                        .status())
                .isEqualTo(403);
    }
}
