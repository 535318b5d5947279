package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.platform.Refused;

/** Where nobody is to join. */
class ClosedSignUpTest {
    private static TestPortal portal = TestPortal.shared();

    @BeforeAll
    static void start() {
        portal = TestPortal.start(Map.of("proofmark.sign-up", "closed"));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void nobodyIsInvitedAndNoLinkMadeBeforeMakesAnAccount() {
        Person administrator = portal.person(Role.ADMINISTRATOR);
        People people = portal.bean(People.class);
        String link = portal.bean(Links.class)
                .make(Links.Purpose.INVITATION, new Invitation("new@example.org", Set.of(Role.CREATOR)).toString());

        assertThatThrownBy(() -> people.invite(
                        administrator.signedIn(),
                        Optional.empty(),
                        "a@example.org",
                        Set.of(Role.CREATOR),
                        Locale.ENGLISH))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> people.accept(link, "New", TestPortal.PASSWORD))
                .isInstanceOf(Refused.class);
        assertThat(portal.signedIn(administrator).get("/people").body()).doesNotContain("/people/invitations");
    }
}
