package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;

/** Forms that are refused: they come back with the reason and with what was typed. */
class FormsTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn me = person.signedIn();
    private final Works works = portal.bean(Works.class);
    private final Browser browser = portal.signedIn(person);
    private WorkId photo = new WorkId(new UUID(0, 0));

    @BeforeEach
    void upload() {
        photo = Registered.work(portal, me, 501);
    }

    @Test
    void aPhotoThatWasChangedMeanwhileCanBeSavedOnceMore() {
        assertThat(save(Map.of("version", "1", "title", "Theirs")).status()).isEqualTo(302);
        Browser.Answer refused = save(Map.of("version", "1", "title", "Mine & only", "tags", "sea, boats"));
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.body())
                .contains("class=\"errors\"", "Someone changed this photo while you wrote.")
                .contains("value=\"Mine &amp; only\"", "value=\"sea, boats\"");
        assertThat(works.find(me, photo).texts().title()).isEqualTo("Theirs");
        String version = refused.find("name=\"version\" value=\"(\\d+)\"").orElseThrow();
        assertThat(save(Map.of("version", version, "title", "Mine & only")).status())
                .isEqualTo(302);
        assertThat(works.find(me, photo).texts().title()).isEqualTo("Mine & only");
    }

    @Test
    void aPhotosFormKeepsWhatWasTypedBesideWhatIsWrong() {
        Browser.Answer refused = save(Map.of("version", "1", "title", "x".repeat(2_001), "credit", "Kim’s credit"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("class=\"errors\"", "A text can have 2,000 letters at most.", "value=\"Kim’s credit\"")
                .contains("x".repeat(2_001));
        refused = save(Map.of("version", "1", "title", "Harbour", "firstPublished", "last spring"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("“last spring” is no day.", "value=\"Harbour\"");
        assertThat(works.find(me, photo).texts().title()).isEmpty();
    }

    @Test
    void changesToManyAreMadeAllOrNoneAndKeepWhatWasTyped() {
        Browser.Answer refused = change(
                Map.of("newCollection", "Harbours", "addTags", "sea", "creator", "Kim", "credit", "y".repeat(2_001)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("class=\"errors\"", "A text can have 2,000 letters at most.")
                .contains("value=\"Harbours\"", "value=\"sea\"", "value=\"Kim\"", "value=\"" + photo + "\"");
        refused = change(Map.of("newCollection", "Harbours", "addTags", "sea", "category", "no such subject"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("class=\"errors\"", "value=\"Harbours\"", "value=\"sea\"");
        assertThat(portal.bean(Collections.class).all(me)).isEmpty();
        assertThat(works.find(me, photo).tags()).isEmpty();
        assertThat(change(Map.of("newCollection", "Harbours", "addTags", "sea", "category", "landscape"))
                        .leadsTo())
                .startsWith("/photos?changed=1&change=");
        assertThat(portal.bean(Collections.class).all(me)).hasSize(1);
        assertThat(works.find(me, photo).tags()).containsExactly("sea");
    }

    @Test
    void aChangeToManyIsTakenBackFromThePageThatTellsOfIt() {
        String told = change(Map.of("addTags", "sea", "title", "Harbour")).leadsTo();
        String page = browser.get(told).body();
        assertThat(page).contains("1 photo was changed.", "action=\"/photos/changed/back\"");
        String id = told.substring(told.indexOf("change=") + "change=".length());
        String back =
                browser.post("/photos/changed/back", "change", id, "search", "").leadsTo();
        assertThat(browser.get(back).body())
                .contains("1 photo is as it was before.")
                .doesNotContain("action=\"/photos/changed/back\"");
        assertThat(works.find(me, photo).tags()).isEmpty();
        assertThat(works.find(me, photo).texts().title()).isEmpty();
        assertThat(browser.post("/photos/changed/back", "change", id, "search", "")
                        .status())
                .isEqualTo(409);
    }

    private Browser.Answer save(Map<String, String> typed) {
        return post(
                "/photos/" + photo,
                List.of(
                        "title",
                        "caption",
                        "creator",
                        "credit",
                        "copyright",
                        "keywords",
                        "tags",
                        "firstPublished",
                        "firstPublishedAt",
                        "category"),
                typed);
    }

    private Browser.Answer change(Map<String, String> typed) {
        List<String> fields = List.of(
                "newCollection",
                "category",
                "addTags",
                "removeTags",
                "creator",
                "credit",
                "copyright",
                "firstPublished",
                "firstPublishedAt",
                "collection");
        java.util.HashMap<String, String> all = new java.util.HashMap<>(typed);
        all.put("id", photo.toString());
        return post("/photos/changed", fields, all);
    }

    private Browser.Answer post(String path, List<String> fields, Map<String, String> typed) {
        List<String> sent = new ArrayList<>();
        typed.forEach((name, value) -> sent.addAll(List.of(name, value)));
        fields.stream().filter(name -> !typed.containsKey(name)).forEach(name -> sent.addAll(List.of(name, "")));
        return browser.post(path, sent.toArray(String[]::new));
    }
}
