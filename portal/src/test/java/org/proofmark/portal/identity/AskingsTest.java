package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call that makes a link, sent again because its answer was lost, makes no second one. */
class AskingsTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person administrator = portal.person(Role.ADMINISTRATOR, Role.CREATOR);
    private final Browser browser = portal.signedIn(administrator);
    private final String key = UUID.randomUUID().toString();

    private Browser.Answer post(String path, String json, String key) {
        return browser.send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "X-CSRF-TOKEN",
                browser.token(),
                "Idempotency-Key",
                key);
    }

    private static String link(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer.find("\"link\":\"([^\"]+)\"").orElseThrow();
    }

    private long links(String about) {
        return portal.bean(JdbcClient.class)
                .sql("select count(*) from identity.link where strpos(about, :about) > 0")
                .param("about", about)
                .query(Long.class)
                .single();
    }

    @Test
    void anInvitationIsMadeOnce() {
        String email = "once" + key + "@example.org";
        String json = "{\"email\":\"" + email + "\",\"roles\":[\"CREATOR\"]}";
        String first = link(post("/api/v1/people/invitations", json, key));
        assertThat(link(post("/api/v1/people/invitations", json, key))).isEqualTo(first);
        assertThat(links(email)).isEqualTo(1);
        String another =
                link(post("/api/v1/people/invitations", json, UUID.randomUUID().toString()));
        assertThat(another).isNotEqualTo(first);
        Browser.Answer other = post("/api/v1/people/invitations", json.replace("CREATOR", "PARTNER"), key);
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aKeyIsOnesOwn() {
        String email = "own" + key + "@example.org";
        String json = "{\"email\":\"" + email + "\",\"roles\":[\"CREATOR\"]}";
        String mine = link(post("/api/v1/people/invitations", json, key));
        Browser others = portal.signedIn(portal.person(Role.ADMINISTRATOR));
        Browser.Answer theirs = others.send(
                "POST",
                "/api/v1/people/invitations",
                BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "X-CSRF-TOKEN",
                others.token(),
                "Idempotency-Key",
                key);
        assertThat(link(theirs)).isNotEqualTo(mine);
    }

    @Test
    void aSeatInAnOrganisationIsOfferedOnce() {
        HolderId holder = portal.bean(Organisations.class)
                .make(administrator.signedIn(), new HolderId(UUID.randomUUID()), "Example");
        String path = "/api/v1/organisations/" + holder + "/invitations";
        String json = "{\"email\":\"seat@example.org\"}";
        assertThat(link(post(path, json, key))).isEqualTo(link(post(path, json, key)));
        assertThat(links(holder.toString())).isEqualTo(1);
    }

    /** A second link would make the first useless, which may have been handed over already. */
    @Test
    void aLinkForANewPasswordStays() {
        Person person = portal.person(Role.CREATOR);
        String path = "/api/v1/people/" + person.id() + "/password-link";
        String first = link(post(path, "", key));
        assertThat(link(post(path, "", key))).isEqualTo(first);
        assertThat(portal.browser().get(java.net.URI.create(first).getPath()).status())
                .isEqualTo(200);
    }

    @Test
    void atTheSameMomentItIsOneToo() throws Exception {
        String email = "both" + key + "@example.org";
        String json = "{\"email\":\"" + email + "\",\"roles\":[\"CREATOR\"]}";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> call = () -> link(post("/api/v1/people/invitations", json, key));
            List<Future<String>> answers = threads.invokeAll(List.of(call, call, call, call));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get());
            }
        }
        assertThat(links(email)).isEqualTo(1);
    }

    @Test
    void theLinkCannotBeReadInTheDatabase() {
        String email = "sealed" + key + "@example.org";
        String link =
                link(post("/api/v1/people/invitations", "{\"email\":\"" + email + "\",\"roles\":[\"CREATOR\"]}", key));
        String row = portal.bean(JdbcClient.class)
                .sql("select a::text || encode(sealed, 'escape') from identity.asking a where key = :key")
                .param("key", UUID.fromString(key))
                .query(String.class)
                .single();
        assertThat(row).contains(email).doesNotContain(link.substring(link.lastIndexOf('/') + 1));
    }
}
