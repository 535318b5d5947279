package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists that may be long come in parts, which together are the list. */
class PagingTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR, Role.ADMINISTRATOR);
    private final Browser browser = portal.signedIn(person);
    private final Things things = new Things(portal);

    /** All of a list, read in parts of some; each part but the last is full. */
    private List<String> read(String path, String list, int limit) {
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            Browser.Answer answer = browser.get(path + "?limit=" + limit + after);
            assertThat(answer.status()).isEqualTo(200);
            JsonNode part = JsonMapper.shared().readTree(answer.body());
            part.path(list).forEach(one -> all.add(one.path("id").asString(one.asString(""))));
            JsonNode next = part.path("next");
            assertThat(part.path(list).size()).isLessThanOrEqualTo(limit);
            after = next.isString() ? "&after=" + next.asString() : "";
        } while (!after.isEmpty());
        return all;
    }

    @Test
    void people() {
        for (int i = 0; i < 5; i++) {
            portal.person("Same Name", Role.CREATOR);
        }
        List<String> byTwos = read("/api/v1/people", "people", 2);
        assertThat(byTwos).hasSizeGreaterThan(6).doesNotHaveDuplicates();
        assertThat(byTwos).containsExactlyElementsOf(read("/api/v1/people", "people", 500));
        assertThat(browser.get("/api/v1/people?limit=0").status()).isEqualTo(422);
    }

    @Test
    void collections() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(things.make(CollectionId.class, person));
        }
        assertThat(read("/api/v1/collections", "collections", 2)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(read("/api/v1/collections", "collections", 2))
                .containsExactlyElementsOf(read("/api/v1/collections", "collections", 500));
        String foreign = things.make(CollectionId.class, portal.person(Role.CREATOR));
        assertThat(browser.get("/api/v1/collections?after=" + foreign).body()).contains("\"collections\":[]");
    }

    @Test
    void worksOfACollection() {
        String collection = things.make(CollectionId.class, person);
        List<String> put = new ArrayList<>();
        JdbcClient sql = portal.bean(JdbcClient.class);
        for (int i = 0; i < 5; i++) {
            put.add(things.make(WorkId.class, person));
            sql.sql(
                            "insert into catalogue.collected (collection, work, position) values (:collection, :work, :position)")
                    .param("collection", UUID.fromString(collection))
                    .param("work", UUID.fromString(put.getLast()))
                    .param("position", i)
                    .update();
        }
        String path = "/api/v1/collections/" + collection + "/works";
        assertThat(read(path, "works", 2)).containsExactlyElementsOf(put);
        assertThat(read(path, "works", 5)).containsExactlyElementsOf(put);
    }

    @Test
    void thePagesHaveAWayOn() {
        for (int i = 0; i < 61; i++) {
            things.make(CollectionId.class, person);
        }
        String more = browser.get("/collections")
                .find("href=\"(/collections\\?after=[0-9a-f-]+)\"")
                .orElseThrow();
        assertThat(browser.get(more).find("(/collections/[0-9a-f-]{36})\"")).isPresent();
        assertThat(browser.get(more).body()).doesNotContain("/collections?after=");
    }
}
