package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gallery's filters and orders go together, and no link loses one of them. */
class GalleryTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestPortal portal = TestPortal.shared();
    private final JdbcClient sql = portal.bean(JdbcClient.class);
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();
    private final Works works = portal.bean(Works.class);
    private final Collections collections = portal.bean(Collections.class);
    private final CollectionId collection = new CollectionId(UUID.randomUUID());
    private final List<WorkId> all = new ArrayList<>();
    private final Browser browser = portal.signedIn(person);

    /** Five works, named a to e, of five years, registered the other way round; the last three are in the collection. */
    @BeforeEach
    void fiveWorks() {
        for (int i = 0; i < 5; i++) {
            all.add(work("abcde".substring(i, i + 1), LocalDateTime.of(2019 + i, 6, 10, 12, 0), i));
        }
        collections.make(creator, collection, Optional.empty(), "Harbours");
        collections.add(creator, collection, all.subList(2, 5));
    }

    @ParameterizedTest
    @CsvSource({"newest,edcba", "oldest,abcde", "added,abcde", "name,abcde"})
    void everyOrderGoesOnWithoutGapsOrRepeats(String sort, String expected) {
        assertThat(names("sort=" + sort)).isEqualTo(expected);
    }

    @Test
    void worksThatAreAlikeInWhatTheyAreSortedByAreEachShownOnce() {
        sql.sql("update catalogue.work set title = 'same', shown_at = '2020-01-01', registered_at ="
                        + " '2020-01-01' where holder = :holder")
                .param("holder", creator.holder().value())
                .update();
        for (String sort : List.of("newest", "oldest", "added", "name")) {
            assertThat(ids("sort=" + sort)).as(sort).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void aPlaceOfAnotherOrderIsRefused() {
        String place = JSON.readTree(
                        browser.get("/api/v1/works?limit=1&sort=name").body())
                .path("next")
                .asString();
        assertThat(place).startsWith("a_");
        for (String sort : List.of("newest", "oldest", "added")) {
            assertThat(status("sort=" + sort + "&after=" + place)).isEqualTo(422);
        }
        assertThat(status("collection=" + collection + "&after=" + place)).isEqualTo(422);
        assertThat(status("sort=own")).isEqualTo(200);
    }

    @Test
    void wordsKindDaysCategoryAndCollectionNarrowTogether() {
        sql.sql("update catalogue.work set category = 'city', copyright = '© Example Pictures' where id = any (:ids)")
                .param("ids", WorkStore.ids(List.of(all.get(1), all.get(2), all.get(3))))
                .update();
        assertThat(names("q=pictures&sort=name")).isEqualTo("bcd");
        assertThat(names("q=pictures&sort=name&collection=" + collection)).isEqualTo("cd");
        assertThat(names("category=city&from=2021-06-10&to=2021-06-10")).isEqualTo("c");
        assertThat(names("from=2020&to=2021&sort=oldest")).isEqualTo("bc");
        assertThat(names("from=2021-07&sort=oldest")).isEqualTo("de");
        works.monitor(creator, all.subList(0, 3), false);
        assertThat(names("show=monitored&category=city")).isEqualTo("d");
        assertThat(months("from=2020&to=2021")).containsExactly("2021-06 1", "2020-06 1");
        assertThat(months("from=2020-06-10&to=2021-06-09")).containsExactly("2020-06 1");
        assertThat(months("show=monitored&from=2022")).containsExactly("2023-06 1", "2022-06 1");
        assertThat(status("from=2021&to=2020")).isEqualTo(422);
        assertThat(status("from=yesterday")).isEqualTo(422);
    }

    @Test
    void noLinkOfTheGalleryLosesWhatIsAsked() {
        String asked = "show=monitored&collection=" + collection + "&category=city&from=2000-01-01&to=2030-12-31";
        sql.sql("update catalogue.work set category = 'city' where holder = :holder")
                .param("holder", creator.holder().value())
                .update();
        String page = browser.get("/photos?q=jpg&sort=newest&" + asked).body();
        List<String> links = Pattern.compile("href=\"(/photos\\?[^\"]*)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .filter(link -> link.contains("q="))
                .toList();
        assertThat(links)
                .hasSizeGreaterThan(8)
                .allSatisfy(link -> assertThat(link)
                        .contains(
                                "q=jpg",
                                "collection=" + collection,
                                "category=city",
                                "from=2000-01-01",
                                "to=2030-12-31"));
        assertThat(links).anyMatch(link -> link.contains("at=2022")).anyMatch(link -> link.contains("sort=name"));
        assertThat(page).contains("name=\"category\"", "value=\"2000-01-01\"", "selected=\"selected\"");
    }

    @Test
    void theLinkToMoreKeepsWhatIsAsked() {
        List<WorkId> many = new ArrayList<>();
        for (int i = 0; i < 125; i++) {
            many.add(work(
                    "many " + (1000 + i), LocalDateTime.of(2000, 1, 1, 0, 0).plusHours(i), i));
        }
        sql.sql("update catalogue.work set category = 'city' where id = any (:ids)")
                .param("ids", WorkStore.ids(many))
                .update();
        for (String sort : List.of("newest", "oldest", "added", "name")) {
            String page = browser.get("/photos?q=many&category=city&to=2001&sort=" + sort)
                    .body();
            String more = only(page, "rel=\"next\" href=\"([^\"]*)\"").replace("&amp;", "&");
            assertThat(more).contains("q=many", "category=city", "to=2001", "sort=" + sort, "after=");
            String rest = browser.get(more, "X-Fragment", "grid").body();
            assertThat(count(page, "data-id=") + count(rest, "data-id="))
                    .as(sort)
                    .isEqualTo(125);
        }
    }

    @Test
    void aYearBeginsTheGalleryInEitherDirection() {
        assertThat(names("at=2021")).isEqualTo("cba");
        assertThat(names("at=2021&sort=oldest")).isEqualTo("cde");
    }

    @Test
    void aCollectionIsShownInItsOwnOrderAndThatIsChanged() {
        String own = "collection=" + collection;
        assertThat(names(own)).isEqualTo("edc");
        collections.move(creator, collection, List.of(all.get(2)), Collections.Step.EARLIER);
        assertThat(names(own)).isEqualTo("ecd");
        collections.move(creator, collection, List.of(all.get(4)), Collections.Step.LATER);
        assertThat(names(own)).isEqualTo("ced");
        collections.move(creator, collection, List.of(all.get(3)), Collections.Step.FIRST);
        assertThat(names(own)).isEqualTo("dce");
        collections.move(creator, collection, List.of(all.get(3)), Collections.Step.LAST);
        assertThat(names(own)).isEqualTo("ced");
        collections.move(creator, collection, List.of(all.get(3), all.get(4)), Optional.of(all.get(2)));
        assertThat(names(own)).isEqualTo("dec");
        collections.order(creator, collection, List.of(all.get(2)));
        assertThat(names(own)).isEqualTo("cde");
        assertThat(names(own + "&sort=newest")).isEqualTo("edc");
    }

    @Test
    void aCollectionWithinFollowsAndWhatIsInBothStandsOnce() {
        CollectionId inner = new CollectionId(UUID.randomUUID());
        collections.make(creator, inner, Optional.of(collection), "Boats");
        collections.add(creator, inner, List.of(all.get(0)));
        collections.add(creator, inner, List.of(all.get(3)));
        collections.add(creator, inner, List.of(all.get(1)));
        assertThat(names("collection=" + collection)).isEqualTo("edcab");
        assertThat(names("collection=" + inner)).isEqualTo("adb");
    }

    @Test
    void programsPutWorksInOrder() {
        String path = "/api/v1/collections/" + collection + "/works";
        Browser.Answer put = browser.send(
                "PUT",
                path,
                BodyPublishers.ofString("{\"works\":[\"%s\",\"%s\"]}".formatted(id(3), id(2))),
                "Content-Type",
                "application/json",
                "X-CSRF-TOKEN",
                browser.token());
        assertThat(JSON.readTree(put.body()).path("works").valueStream().map(JsonNode::asString))
                .containsExactly(id(3), id(2), id(4));
        Browser.Answer moved = browser.postJson(
                path + "/moved", "{\"works\":[\"%s\"],\"before\":\"%s\"}".formatted(all.get(4), all.get(3)));
        assertThat(moved.body()).containsSubsequence(id(4), id(3), id(2));
        assertThat(browser.postJson(
                                path + "/moved",
                                "{\"works\":[\"%s\"],\"before\":\"%s\"}".formatted(all.get(4), all.get(0)))
                        .status())
                .isEqualTo(422);
        SignedIn stranger = portal.person(Role.CREATOR).signedIn();
        assertThatThrownBy(() -> collections.order(stranger, collection, all)).isInstanceOf(Refused.class);
    }

    @Test
    void aCollectionIsWatchedAtOnceUnderThePlansLimit() {
        sql.sql("insert into identity.plan values ('three', 'Three', 'Drei', 3) on conflict do nothing")
                .update();
        sql.sql("update identity.holder set plan = 'three' where id = :holder")
                .param("holder", creator.holder().value())
                .update();
        works.monitor(creator, all, false);
        String path = "/collections/" + collection + "/monitored";
        assertThat(browser.post(path, "on", "true").status()).isEqualTo(302);
        assertThat(names("show=monitored&sort=name")).isEqualTo("cde");
        assertThat(browser.postJson("/api/v1" + path, "{\"monitored\":false}").body())
                .contains("\"works\":3");
        works.monitor(creator, all.subList(0, 1), true);
        assertThat(browser.post(path, "on", "true").status()).isEqualTo(409);
        assertThat(names("show=monitored")).isEqualTo("a");
    }

    @Test
    void aPhotoWithTooLittleDetailTakesNoPlaceOfThePlan() {
        works.monitor(creator, all, false);
        sql.sql("update catalogue.work set enough_detail = false where id = :id")
                .param("id", all.getFirst().value())
                .update();
        assertThat(works.monitor(creator, all, true)).isEqualTo(4);
        assertThat(works.counts(creator).monitored()).isEqualTo(4);
    }

    @Test
    void allOfASearchAreChangedAndTheSearchIsThereAgain() {
        String search = "collection=" + collection;
        String form = browser.post("/photos/selected", "id", id(4), "all", "true", "search", search)
                .body();
        assertThat(form).contains("Change 3 photos").doesNotContain("name=\"id\"");
        Browser.Answer done = change(search, "3");
        assertThat(done.leadsTo()).startsWith("/photos?" + search + "&changed=3&change=");
        assertThat(works.find(creator, all.get(2)).keywords()).containsExactly("kept", "quay");
        assertThat(works.find(creator, all.get(2)).texts().caption()).isEqualTo("All alike");
        assertThat(works.find(creator, all.get(0)).keywords()).containsExactly("kept", "taken");
    }

    @Test
    void aSearchThatFindsOthersMeanwhileIsNotActedOn() {
        assertThat(change("collection=" + collection, "2").status()).isEqualTo(412);
        assertThat(browser.post("/photos/deleted", "all", "true", "count", "4", "search", "")
                        .status())
                .isEqualTo(412);
        assertThat(works.counts(creator).all()).isEqualTo(5);
        assertThat(browser.post("/photos/deleted", "all", "true", "count", "5", "search", "words=of another kind")
                        .status())
                .isEqualTo(422);
        assertThat(works.counts(creator).all()).isEqualTo(5);
    }

    private Browser.Answer change(String search, String count) {
        return browser.post(
                "/photos/changed",
                Stream.of(
                                List.of("all", "true", "search", search, "count", count, "newCollection", ""),
                                List.of("category", "", "caption", "All alike", "addKeywords", "quay"),
                                List.of("removeKeywords", "taken", "addTags", "", "removeTags", "", "creator", ""),
                                List.of("credit", "", "copyright", "", "firstPublishedAt", ""))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    /** The names of what is found, three at a time. */
    private String names(String query) {
        return String.join(
                "",
                found(query).stream().map(work -> work.path("name").asString()).toList());
    }

    private List<WorkId> ids(String query) {
        return found(query).stream()
                .map(work -> WorkId.of(work.path("id").asString()))
                .toList();
    }

    private List<JsonNode> found(String query) {
        List<JsonNode> found = new ArrayList<>();
        String after = "";
        do {
            Browser.Answer answer = browser.get("/api/v1/works?limit=2&" + query + after);
            assertThat(answer.status()).as(query).isEqualTo(200);
            JsonNode stretch = JSON.readTree(answer.body());
            stretch.path("works").forEach(found::add);
            after = stretch.hasNonNull("next")
                    ? "&after=" + URLEncoder.encode(stretch.path("next").asString(), StandardCharsets.UTF_8)
                    : "";
        } while (!after.isEmpty());
        return found;
    }

    private List<String> months(String query) {
        return JSON.readTree(browser.get("/api/v1/works/months?" + query).body())
                .path("months")
                .valueStream()
                .map(month -> month.path("month").asString() + " "
                        + month.path("works").asInt())
                .toList();
    }

    private int status(String query) {
        return browser.get("/api/v1/works?" + query).status();
    }

    private String id(int number) {
        return all.get(number).toString();
    }

    private static String only(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }

    private static int count(String page, String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }

    /** A work, the sooner registered the higher its number. */
    private WorkId work(String name, LocalDateTime taken, int number) {
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground, title,
                caption, creator, credit, copyright, usage_terms, web_statement, licensor_url, keywords, camera, lens, taken,
                fingerprint, fingerprint_version, enough_detail, monitored, registered_at, shown_at)
            values (:id, :holder, 'x.jpg', sha256(:digest), 36, 'image/jpeg', 3, 2, 0, :name, '', '', '', '', '', '', '',
                '{kept,taken}', '', '', :taken, sha256(:digest), 1, true, true, now() - make_interval(days => :number), :taken)
            """)
                .param("id", id)
                .param("holder", creator.holder().value())
                .param("name", name)
                .param("taken", taken)
                .param("number", number)
                .param("digest", id.toString().getBytes(StandardCharsets.US_ASCII))
                .update();
        return new WorkId(id);
    }
}
