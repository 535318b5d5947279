package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;

/** A call finds its handler however its path is written; each route by itself is called by {@link AuthorisationTest}. */
class RoutesTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Person CREATOR = PORTAL.person(Role.CREATOR);

    private final Browser browser = PORTAL.signedIn(CREATOR);

    @Test
    void lettersMayBeEscaped() {
        String work = new Things(PORTAL).make(WorkId.class, CREATOR);
        for (String path : new String[] {"/photos", "/phot%6Fs", "/photos/" + work, "/%70hotos/" + work}) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void anotherMethodIsToldFromAnotherPath() {
        assertThat(browser.get("/photosx").status()).isEqualTo(404);
        assertThat(browser.get("/photo").status()).isEqualTo(404);
        assertThat(browser.get("/me/organisation/acting").status()).isEqualTo(405);
    }
}
