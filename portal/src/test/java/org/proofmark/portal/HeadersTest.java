package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;

/** What every answer carries, so that a browser helps to keep its person safe. */
class HeadersTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final Person CREATOR = PORTAL.person(Role.CREATOR);

    private final Browser browser = PORTAL.signedIn(CREATOR);

    @Test
    void everyAnswerIsFencedIn() {
        for (String path :
                List.of("/photos", "/sign-in", "/nothing-here", "/people", "/api/v1/works", "/css/tokens.css")) {
            Browser.Answer answer = browser.get(path, "Accept", "text/html");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .contains("form-action 'self'")
                    .doesNotContain("unsafe", "*", "data:", "http");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).as(path).contains("camera=()", "geolocation=()");
        }
    }

    @Test
    void pagesOfOnesOwnAreKeptByNoCache() {
        assertThat(browser.get("/photos").header("Cache-Control")).contains("no-store");
    }

    @Test
    void picturesAndOriginalsRunNothing() {
        String work = new Things(PORTAL).make(WorkId.class, CREATOR);
        for (String path : List.of("/photos/" + work + "/picture/480", "/photos/" + work + "/original")) {
            Browser.Answer answer = browser.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .containsExactly("default-src 'none'; sandbox");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        }
        assertThat(browser.get("/photos/" + work + "/original").header("Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    void cookiesAreForTheServerOnly() {
        Browser fresh = PORTAL.browser();
        fresh.get("/sign-in");
        Browser.Answer answer = fresh.post("/sign-in", "email", CREATOR.email(), "password", TestPortal.PASSWORD);
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax"));
        assertThat(answer.leadsTo()).doesNotContain("session", ";");
        assertThat(fresh.get("/photos").body()).doesNotContain(";jsessionid", ";session");
    }

    @Test
    void anotherSessionBeginsWithSigningIn() {
        Browser fresh = PORTAL.browser();
        Optional<String> before = session(fresh.get("/sign-in"));
        Optional<String> after =
                session(fresh.post("/sign-in", "email", CREATOR.email(), "password", TestPortal.PASSWORD));
        assertThat(after).isPresent().isNotEqualTo(before);
    }

    private static Optional<String> session(Browser.Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("session="))
                .findFirst();
    }

    @Test
    void whatChangesThingsNeedsTheTokenOfAPage() {
        for (String path : List.of("/photos/monitored", "/sign-out", "/upload", "/api/v1/uploads")) {
            Browser.Answer answer = browser.send("POST", path, BodyPublishers.noBody(), "Upload-Length", "1");
            assertThat(answer.status()).as(path).isEqualTo(403);
        }
    }
}
