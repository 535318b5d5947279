package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.settle.OwnSites;
import org.proofmark.portal.matching.settle.RuleId;
import org.proofmark.portal.matching.settle.Rules;
import org.proofmark.portal.matching.settle.Settlement;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a match, and the same for programs: since when, by whom and by what it is as it is. */
class MatchPageTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person robin = portal.person("Robin Moss", Role.CREATOR);
    private final SignedIn creator = robin.signedIn();
    private final Person alex = portal.person("Alex Heath", Role.CREATOR);
    private final SignedIn colleague =
            new SignedIn(alex.id(), creator.holder(), "Alex Heath", creator.roles(), creator.writes());
    private final Browser browser = portal.signedIn(robin);
    private final Verdicts verdicts = portal.bean(Verdicts.class);
    private final Notes notes = portal.bean(Notes.class);
    private final JdbcClient sql = portal.bean(JdbcClient.class);

    @Test
    void itTellsSinceAndUntilWhenItWasSeenAndWhereItIsGone() {
        MatchRows rows = rows();
        MatchId match = rows.insert();
        rows.page(match, "https://www.north.example/gone");
        sql.sql("""
                        update matching.place set first_seen = '2026-03-02T10:00Z',
                            last_seen = case when page like '%/gone' then timestamptz '2026-04-05T10:00Z'
                                else timestamptz '2026-05-06T10:00Z' end, gone = page like '%/gone'
                        where match = :id
                        """).param("id", match.value()).update();
        JsonNode told = json("/api/v1/matches/" + match);
        assertThat(told.at("/match/seen").stringValue())
                .isEqualTo("first Mar 2, 2026, last May 6, 2026, on 2 pages, gone from 1");
        assertThat(Instant.parse(told.at("/match/firstSeen").stringValue())).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(Instant.parse(told.at("/match/lastSeen").stringValue())).isEqualTo("2026-05-06T10:00:00Z");
        assertThat(told.at("/places/0/gone").booleanValue()).isFalse();
        assertThat(told.at("/places/1/gone").booleanValue()).isTrue();
        assertThat(Instant.parse(told.at("/places/1/lastSeen").stringValue())).isEqualTo("2026-04-05T10:00:00Z");
        String page = browser.get("/matches/" + match, "Accept-Language", "en").body();
        assertThat(page)
                .contains("first Mar 2, 2026, last May 6, 2026")
                .containsPattern("last seen [^<]*, gone by now");
        assertThat(browser.get("/matches/" + match, "Accept-Language", "de").body())
                .contains("zuletzt gesehen", "inzwischen weg");
    }

    @Test
    void aRuleThatSettledItIsNamedAndLeadsToAllItSettled() {
        MatchId match = rows().site("ruled.example").insert();
        MatchId open = rows().site("other.example").insert();
        RuleId rule = new RuleId(UUID.randomUUID());
        portal.bean(Rules.class)
                .make(
                        creator,
                        rule,
                        new Rules.Wanted(
                                LicensedDomain.parse("ruled.example"),
                                "/magazine",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Verdict.LICENSED,
                                Reason.OWN_SITE,
                                ""));
        assertCause(match, rule.value(), "ruled.example/magazine", "/rules/" + rule);
        assertThat(browser.get("/rules").body()).contains("href=\"/rules/" + rule + "\"");
        assertThat(browser.get("/rules/" + rule, "Accept-Language", "en").body())
                .contains("It settles 1 match.", "href=\"/matches/" + match + "\"")
                .doesNotContain(open.toString());
        Browser stranger = portal.signedIn(portal.person(Role.CREATOR));
        assertThat(stranger.get("/rules/" + rule).status()).isEqualTo(404);
    }

    @Test
    void aLicenceAnOwnSiteAndAnEarlierMatchAreNamed() {
        MatchId licensed = rows().site("north.example").insert();
        LicenceId licence = new LicenceId(UUID.randomUUID());
        portal.bean(Licences.class)
                .record(
                        creator,
                        licence,
                        new Terms(
                                "North Ltd",
                                List.of(LicensedDomain.parse("north.example")),
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                        Covers.all());
        portal.bean(Settlement.class).settle(creator.holder(), List.of(licensed));
        assertCause(licensed, licence.value(), "North Ltd", "/licences/" + licence);

        MatchId own = rows().site("south.example").insert();
        portal.bean(OwnSites.class).add(creator, LicensedDomain.parse("south.example"));
        assertThat(json("/api/v1/matches/" + own).at("/match/cause/link").stringValue())
                .isEqualTo("/rules#own");

        WorkId work = new WorkId(UUID.randomUUID());
        MatchId judged = rows().work(work).site("west.example").insert();
        say(creator, judged, Verdict.NO_LICENCE);
        MatchId later = rows().work(work).site("west.example").insert();
        sql.sql("update matching.match set found_at = now() + interval '1 minute' where id = :id")
                .param("id", later.value())
                .update();
        portal.bean(Settlement.class).settle(creator.holder(), List.of(later));
        assertCause(later, judged.value(), "the match on west.example", "/matches/" + judged);
    }

    private void assertCause(MatchId match, UUID id, String text, String link) {
        JsonNode cause = json("/api/v1/matches/" + match).at("/match/cause");
        assertThat(cause.path("id").stringValue()).isEqualTo(id.toString());
        assertThat(cause.path("text").stringValue()).isEqualTo(text);
        assertThat(cause.path("link").stringValue()).isEqualTo(link);
        assertThat(browser.get("/matches/" + match, "Accept-Language", "en").body())
                .containsPattern("href=\"" + link + "\"[^>]*>" + text);
        assertThat(browser.get("/review/window?state=all").body()).contains("\"link\":\"" + link + "\"");
    }

    @Test
    void itTellsWhoSaidAndWhoWroteWhat() {
        MatchId match = rows().insert();
        say(colleague, match, Verdict.LICENSED);
        say(creator, match, Verdict.NO_LICENCE);
        notes.write(colleague, UUID.randomUUID(), match, "asked by telephone");
        JsonNode told = json("/api/v1/matches/" + match);
        assertThat(told.at("/history/0/name").stringValue()).isEqualTo("Alex Heath");
        assertThat(told.at("/history/1/name").stringValue()).isEqualTo("Robin Moss");
        assertThat(told.at("/match/byText").stringValue()).isEqualTo("Decided by Robin Moss");
        assertThat(told.at("/notes/0/name").stringValue()).isEqualTo("Alex Heath");
        assertThat(browser.get("/matches/" + match, "Accept-Language", "en").body())
                .contains("Decided by Robin Moss", "Alex Heath · ", "Robin Moss · ");
        verdicts.give(creator, List.of(given(match, Optional.empty())));
        assertThat(browser.get("/matches/" + match, "Accept-Language", "en").body())
                .contains("Decided by Alex Heath", "stands again");
        sql.sql("update matching.match set decided_person = gen_random_uuid() where id = :id")
                .param("id", match.value())
                .update();
        assertThat(json("/api/v1/matches/" + match).at("/match/byText").stringValue())
                .isEqualTo("Decided by a person");
    }

    @Test
    void aNoteIsRemovedByWhoWroteItAndNobodyElse() {
        MatchId match = rows().insert();
        UUID own = UUID.randomUUID();
        UUID theirs = UUID.randomUUID();
        notes.write(creator, own, match, "mine");
        notes.write(colleague, theirs, match, "theirs");
        String page = browser.get("/matches/" + match).body();
        assertThat(page).contains("/notes/" + own + "/removed").doesNotContain("/notes/" + theirs + "/removed");
        assertThat(browser.post("/matches/" + match + "/notes/" + theirs + "/removed")
                        .status())
                .isEqualTo(404);
        assertThat(browser.post("/matches/" + match + "/notes/" + own + "/removed")
                        .status())
                .isBetween(300, 399);
        assertThat(notes.of(creator, match)).extracting(Notes.Note::text).containsExactly("theirs");
        assertThat(browser.send(
                                "DELETE",
                                "/api/v1/matches/" + match + "/notes/" + theirs,
                                BodyPublishers.noBody(),
                                "X-CSRF-TOKEN",
                                browser.token())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsClaimedHasNoVerdictToPress() {
        MatchId match = rows().insert();
        say(creator, match, Verdict.NO_LICENCE);
        String free = browser.get("/matches/" + match, "Accept-Language", "en").body();
        assertThat(free).contains("Take the verdict back").doesNotContain("disabled=\"disabled\" name=\"verdict\"");
        assertThat(json("/api/v1/matches/" + match).at("/match/sayable").size()).isEqualTo(4);
        sql.sql("update matching.match set claimed = true where id = :id")
                .param("id", match.value())
                .update();
        String claimed =
                browser.get("/matches/" + match, "Accept-Language", "en").body();
        assertThat(claimed).doesNotContain("Take the verdict back").contains("part of a claim");
        assertThat(claimed.split("<button[^>]*class=\"v [^>]*disabled", -1)).hasSize(5);
        assertThat(json("/api/v1/matches/" + match).at("/match/sayable").size()).isZero();
    }

    private JsonNode json(String path) {
        return portal.bean(JsonMapper.class)
                .readTree(browser.get(path, "Accept-Language", "en").body());
    }

    private void say(SignedIn who, MatchId match, Verdict verdict) {
        assertThat(verdicts.give(who, List.of(given(match, Optional.of(verdict))))
                        .refused())
                .isEmpty();
    }

    private static Given given(MatchId match, Optional<Verdict> verdict) {
        return new Given(UUID.randomUUID(), match, verdict, Optional.empty(), Given.Group.ONE);
    }

    private MatchRows rows() {
        return new MatchRows(portal).of(creator);
    }
}
