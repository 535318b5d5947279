package org.proofmark.portal.matching.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.Works;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.discovery.Meetings;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchLifecycle;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.News;
import org.proofmark.portal.matching.Place;
import org.proofmark.portal.matching.Preferences;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.matching.alerts.Happening;
import org.proofmark.portal.matching.alerts.WebhookId;
import org.proofmark.portal.matching.alerts.Webhooks;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Whichever came first, work or image: what shows what is found, once, and what was decided stays. */
class ComparerTest {
    private static final TestPortal PORTAL = TestPortal.start(Map.of());
    private static final AtomicInteger SEED = new AtomicInteger(9_000);

    private final Person person = PORTAL.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();
    private final Comparer comparer = PORTAL.bean(Comparer.class);
    private final Matches matches = PORTAL.bean(Matches.class);
    private final Verdicts verdicts = PORTAL.bean(Verdicts.class);
    private final Meetings web = new Meetings(PORTAL);
    private final JdbcClient sql = PORTAL.bean(JdbcClient.class);
    private final int seed = SEED.incrementAndGet();
    private final String site = "site-" + seed + ".example";

    @BeforeAll
    static void compareOnlyWhenToldTo() {
        PORTAL.bean(CompareLoop.class).stop();
    }

    @AfterAll
    static void close() {
        PORTAL.close();
    }

    @BeforeEach
    void nothingWaits() throws IOException {
        all();
    }

    private void all() throws IOException {
        while (comparer.step() || comparer.waiting() > 0) {
            Thread.onSpinWait();
        }
    }

    private List<Match> found() {
        return matches.look(creator, Asked.of(Map.of("state", "all")), Optional.empty(), 100)
                .rows();
    }

    private Match only() {
        return assertThat(found()).singleElement().actual();
    }

    private long meet(String path, byte[] file) {
        return web.meet("https://www." + site + path, file, "Ten jetties", "a jetty");
    }

    @Test
    void anImageThatComesLaterIsFound() throws IOException {
        WorkId work = Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        Match match = only();
        assertThat(match.work()).isEqualTo(work);
        assertThat(match.site()).isEqualTo(site);
        assertThat(match.tier()).isEqualTo(Tier.CERTAIN);
        assertThat(match.share()).isCloseTo(1, within(0.02));
        assertThat(match.copy().width()).isEqualTo(480);
        assertThat(match.worth().minorUnits()).isPositive();
        assertThat(matches.places(creator, match.id())).singleElement().satisfies(place -> {
            assertThat(place.page()).isEqualTo("https://www." + site + "/a");
            assertThat(place.alt()).isEqualTo("a jetty");
        });
        assertThat(matches.ids(creator, Asked.of(Map.of("q", "JETTIES photo-" + seed))))
                .hasSize(1);
    }

    @Test
    void aWorkThatComesLaterFindsTheSame() throws IOException {
        meet("/a", Registered.copy(seed));
        all();
        assertThat(found()).isEmpty();
        Registered.work(PORTAL, creator, seed);
        all();
        Match later = only();
        SignedIn other = PORTAL.person(Role.CREATOR).signedIn();
        int twin = SEED.incrementAndGet();
        Registered.work(PORTAL, other, twin);
        web.meet("https://www." + site + "/b", Registered.copy(twin), "", "");
        all();
        Match first = matches.look(other, Asked.EVERYTHING_OPEN, Optional.empty(), 9)
                .rows()
                .getFirst();
        assertThat(later.tier()).isEqualTo(first.tier());
        assertThat(later.share()).isCloseTo(first.share(), within(0.03));
        Finding found = matches.findings(creator, List.of(later.id()))
                .values()
                .iterator()
                .next();
        assertThat(found.transform().getFirst()).isCloseTo(640 / 480.0, within(0.02));
    }

    @Test
    void bothAtOnceAreFoundOnce() throws IOException {
        meet("/a", Registered.copy(seed));
        Registered.work(PORTAL, creator, seed);
        meet("/b", Registered.copy(seed));
        all();
        assertThat(matches.places(creator, only().id())).hasSize(2);
    }

    @Test
    void whatIsDoneAgainAfterAKillChangesNothing() throws IOException {
        WorkId work = Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        Match before = only();
        sql.sql("update discovery.image set state = 'NEW' where digest = :digest")
                .param("digest", before.copy().digest().bytes())
                .update();
        meet("/a", Registered.copy(seed));
        sql.sql("update discovery.sighting set news = true").update();
        sql.sql("insert into matching.work_queue values (:work, :holder, now())")
                .param("work", work.value())
                .param("holder", creator.holder().value())
                .update();
        all();
        assertThat(only()).isEqualTo(before);
        assertThat(matches.places(creator, before.id())).hasSize(1);
    }

    @Test
    void aStrangerSeesNoneOfIt() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        Person stranger = PORTAL.person(Role.CREATOR);
        assertThat(matches.count(stranger.signedIn(), Asked.of(Map.of("state", "all"))))
                .isZero();
        String picture = "/matches/" + only().id() + "/copy/480";
        assertThat(PORTAL.signedIn(stranger).get(picture).status()).isEqualTo(404);
        assertThat(PORTAL.signedIn(person).get(picture)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("image/webp");
            assertThat(answer.header("Cache-Control")).contains("private", "immutable");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        });
    }

    @Test
    void thePointsThatAgreeAreTold() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        String path = "/api/v1/matches/" + only().id() + "/points";
        assertThat(PORTAL.bean(JsonMapper.class)
                        .readTree(PORTAL.signedIn(person).get(path).body())
                        .path("points"))
                .hasSizeGreaterThan(20);
        assertThat(PORTAL.signedIn(PORTAL.person(Role.CREATOR)).get(path).status())
                .isEqualTo(404);
    }

    @Test
    void anImageWhoseFileIsGoneIsShownGreyAndAskedForAgain() throws IOException {
        byte[] file = Registered.copy(seed);
        meet("/a", file);
        all();
        Sha256 digest = Sha256.of(file);
        web.dropFile(digest);
        Registered.work(PORTAL, creator, seed);
        all();
        String picture = "/matches/" + only().id() + "/copy/960";
        assertThat(PORTAL.signedIn(person).get(picture).header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(sql.sql("select state from discovery.image where digest = :digest")
                        .param("digest", digest.bytes())
                        .query(String.class)
                        .single())
                .isEqualTo("AGAIN");
        meet("/a", file);
        all();
        assertThat(PORTAL.signedIn(person).get(picture).header("Content-Type")).isEqualTo("image/webp");
        assertThat(only().copy().bytes()).isEqualTo(file.length);
    }

    @Test
    void anotherWalkDoesNotReopenADecision() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        say(only().id(), Verdict.NO_LICENCE);
        sql.sql("update discovery.sighting set news = true, last_seen = now()").update();
        all();
        comparer.daily();
        all();
        assertThat(only().open()).isFalse();
        meet("/b", Registered.copy(seed));
        all();
        assertThat(only().news()).contains(News.PAGE);
        assertThat(only().verdict()).contains(Verdict.NO_LICENCE);
        say(only().id(), Verdict.NO_LICENCE);
        meet("/c", Registered.copy(seed));
        all();
        assertThat(only().open()).as("three pages instead of two").isFalse();
    }

    /** A list, an archive or a single page is its holder's alone, until the other watches it as well. */
    @Test
    void whatOnlyOthersGaveIsNoMatch() throws IOException {
        Registered.work(PORTAL, creator, seed);
        long sighting = meet("/preview?token=1", Registered.copy(seed));
        sql.sql("update discovery.source set kind = 'PAGE' where id = (select source from discovery.address a "
                        + "join discovery.sighting s on s.document = a.id where s.id = :id)")
                .param("id", sighting)
                .update();
        all();
        assertThat(found()).isEmpty();
        sql.sql("""
                        with w as (insert into discovery.watch (source, holder, person, since, every_seconds, max_pages, max_depth, render)
                            select a.source, :holder, :person, now(), 3600, 10, 3, false from discovery.address a
                            join discovery.sighting s on s.document = a.id where s.id = :id returning source)
                        update discovery.sighting set news = true where id = :id
                        """)
                .param("holder", creator.holder().value())
                .param("person", creator.person().value())
                .param("id", sighting)
                .update();
        all();
        assertThat(only().site()).isEqualTo(site);
    }

    /** A page that shows it under another address, or moved, is no other use. */
    @Test
    void anotherAddressOfThePictureOrThePageDoesNotReopenADecision() throws IOException {
        Registered.work(PORTAL, creator, seed);
        long first = meet("/a", Registered.copy(seed));
        all();
        say(only().id(), Verdict.NO_LICENCE);
        Meetings again = new Meetings(PORTAL);
        long second = again.meet("https://www." + site + "/a", Registered.copy(seed), "", "");
        all();
        assertThat(only().open()).as("the same page").isFalse();
        web.gone(first, true);
        web.gone(second, true);
        again.meet("https://www." + site + "/moved", Registered.copy(seed), "", "");
        all();
        assertThat(only().open()).as("the page moved").isFalse();
    }

    @Test
    void whatWasGoneAndIsBackIsTold() throws IOException {
        Registered.work(PORTAL, creator, seed);
        long sighting = meet("/a", Registered.copy(seed));
        all();
        say(only().id(), Verdict.UNSURE);
        web.gone(sighting, true);
        comparer.daily();
        assertThat(only().gone()).isTrue();
        assertThat(only().open()).isFalse();
        web.gone(sighting, false);
        comparer.daily();
        assertThat(only().news()).contains(News.BACK);
    }

    @Test
    void aPrivateSiteThatSellsNowIsTold() throws IOException {
        web.kind(site, SiteFacts.Kind.PRIVATE);
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        say(only().id(), Verdict.NO_LICENCE);
        web.kind(site, SiteFacts.Kind.BUSINESS);
        all();
        assertThat(only().news()).contains(News.COMMERCIAL);
    }

    @Test
    void whatIsAskedAboutAgainIsWhatTheTableSays() throws IOException {
        Map<MatchId, Boolean> asked = new HashMap<>();
        for (MatchLifecycle.State state : MatchLifecycle.State.values()) {
            for (By by : state == MatchLifecycle.State.NEW ? new By[] {} : By.values()) {
                boolean claimed = state == MatchLifecycle.State.CLAIMED;
                MatchId id = new MatchRows(PORTAL)
                        .of(creator)
                        .site(site)
                        .at("PRIVATE", "DE", "de")
                        .insert();
                sql.sql("""
                                update matching.match set verdict = :verdict, decided_by = :by, decided_at = now(),
                                    decided_kind = kind, claimed = :claimed where id = :id
                                """)
                        .param("verdict", claimed ? "NO_LICENCE" : state.name())
                        .param("by", by.name())
                        .param("claimed", claimed)
                        .param("id", id.value())
                        .update();
                asked.put(
                        id,
                        MatchLifecycle.next(state, MatchLifecycle.Event.USE_CHANGED, Optional.of(by))
                                .isPresent());
            }
        }
        web.kind(site, SiteFacts.Kind.BUSINESS);
        all();
        assertThat(asked.values()).contains(true, false);
        asked.forEach((id, again) -> {
            Match match = matches.find(creator, id);
            assertThat(match.news().isPresent()).as(match.toString()).isEqualTo(again);
            assertThat(match.kind()).isEqualTo(SiteFacts.Kind.BUSINESS);
        });
    }

    @Test
    void whatIsLearntOfASiteLaterIsKnownOfItsMatchesAndNoNewsOfADecidedOne() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        Match before = only();
        assertThat(before.kind()).isEqualTo(SiteFacts.Kind.UNKNOWN);
        say(before.id(), Verdict.NO_LICENCE);
        web.kind(site, SiteFacts.Kind.BUSINESS);
        all();
        assertThat(only().kind()).isEqualTo(SiteFacts.Kind.BUSINESS);
        assertThat(only().worth().minorUnits()).isEqualTo(2 * before.worth().minorUnits());
        assertThat(only().open()).as("the use is what it was").isFalse();
    }

    @Test
    void whatWasLetBeAsPrivateIsAskedAboutOnceItsSiteIsKnownToSell() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        verdicts.give(
                creator,
                List.of(new Given(
                        UUID.randomUUID(),
                        only().id(),
                        Optional.of(Verdict.NO_LICENCE),
                        Optional.of(Reason.PRIVATE),
                        Given.Group.ONE)));
        web.kind(site, SiteFacts.Kind.BUSINESS);
        all();
        assertThat(only().news()).contains(News.COMMERCIAL);
    }

    @Test
    void theFirstPricedLicenceIsWhatOpenMatchesAreReckonedFrom() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        Match before = only();
        LicenceId licence = new LicenceId(UUID.randomUUID());
        Licences licences = PORTAL.bean(Licences.class);
        licences.record(
                creator,
                licence,
                terms("South Ltd", Optional.of(new Money(Money.currency("CHF"), 45_000))),
                Covers.all());
        all();
        assertThat(only().worth())
                .isEqualTo(new Money(Money.currency("CHF"), 3 * before.worth().minorUnits()));
        assertThat(matches.factors(creator, List.of(before.id())).get(before.id()))
                .extracting(Worth.Factor::what)
                .startsWith("basis.REGISTER");
        licences.change(creator, licence, terms("South Ltd", Optional.empty()), Covers.all(), 1);
        all();
        assertThat(only().worth()).isEqualTo(before.worth());
    }

    private static Terms terms(String licensee, Optional<Money> price) {
        return new Terms(licensee, List.of(), "", "", Optional.empty(), Optional.empty(), price, "");
    }

    @Test
    void aPageThatShowsAnotherImageAtTheSameAddressNoLongerShowsThisOne() throws IOException {
        Registered.work(PORTAL, creator, seed);
        long sighting = meet("/a", Registered.copy(seed));
        all();
        sql.sql("update discovery.sighting set digest = :other where id = :id")
                .param("other", Sha256.of(Registered.copy(1)).bytes())
                .param("id", sighting)
                .update();
        comparer.daily();
        assertThat(only().gone()).isTrue();
        assertThat(matches.places(creator, only().id())).singleElement().returns(true, Place::gone);
    }

    @Test
    void aLargerPictureOfADecidedPhotoIsAskedAboutAndASmallerOneIsNot() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        say(only().id(), Verdict.NO_LICENCE);
        meet("/large", Registered.same(seed));
        all();
        assertThat(found()).filteredOn(Match::open).singleElement().satisfies(match -> {
            assertThat(match.news()).contains(News.BIGGER);
            assertThat(match.copy().width()).isEqualTo(640);
        });
        say(found().stream().filter(Match::open).findFirst().orElseThrow().id(), Verdict.NO_LICENCE);
        new Meetings(PORTAL).meet("https://www." + site + "/large", Registered.again(seed), "", "");
        all();
        assertThat(found()).hasSize(3).noneMatch(Match::open);
        assertThat(found())
                .filteredOn(match -> match.decision().orElseThrow().by() == By.MEMORY)
                .hasSize(1);
    }

    /** Pages make ever new files of one photo: what counts is the page. */
    @Test
    void anotherFileOnAnotherPageIsNewsOfTheDecidedUse() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        MatchId decided = only().id();
        say(decided, Verdict.NO_LICENCE);
        meet("/b", Registered.again(seed));
        all();
        assertThat(found()).filteredOn(Match::open).singleElement().satisfies(match -> {
            assertThat(match.id()).isEqualTo(decided);
            assertThat(match.news()).contains(News.PAGE);
        });
        say(decided, Verdict.NO_LICENCE);
        meet("/c", Registered.again(seed));
        all();
        assertThat(found()).as("three pages instead of two").noneMatch(Match::open);
    }

    @Test
    void whatChangedIsToldOnceAndStandsFirst() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        MatchId decided = only().id();
        say(decided, Verdict.NO_LICENCE);
        int other = SEED.incrementAndGet();
        Registered.work(PORTAL, creator, other);
        meet("/other", Registered.copy(other));
        all();
        Webhooks.Made hook = PORTAL.bean(Webhooks.class)
                .make(
                        creator,
                        new WebhookId(UUID.randomUUID()),
                        new Webhooks.Wish("Shop", "https://shop.example/hook", Set.of(Happening.MATCH_CHANGED)));
        meet("/b", Registered.copy(seed));
        all();
        comparer.daily();
        all();
        assertThat(sql.sql("select body from matching.delivery where webhook = :hook")
                        .param("hook", hook.webhook().id().value())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("\"type\":\"match.changed\"", decided.toString(), "\"news\":\"page\"", "\"changedAt\":\"");
        assertThat(matches.look(creator, Asked.of(Map.of("sort", "newest")), Optional.empty(), 9)
                        .rows())
                .hasSize(2)
                .first()
                .returns(decided, Match::id);
    }

    @Test
    void whatIsAskedAboutFromNowOnIsShownWithItsPage() {
        MatchId id = new MatchRows(PORTAL)
                .of(creator)
                .site(site)
                .tier(Tier.SAME_SCENE)
                .insert();
        sql.sql(
                        "update matching.finding set found = jsonb_set(found, '{verdict}', '\"SAME_SCENE\"') where holder = :holder")
                .param("holder", creator.holder().value())
                .update();
        String page = matches.places(creator, id).getFirst().page();
        Preferences preferences = PORTAL.bean(Preferences.class);
        preferences.say(creator.holder(), new Preferences.Preference(true, new Money(Money.currency("EUR"), 10_000)));
        assertThat(sql.sql("select count(*) from discovery.shot where url = :page")
                        .param("page", page)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotMineStaysAwayOnEverySite() throws IOException {
        Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        MatchId first = only().id();
        say(first, Verdict.NOT_MINE);
        web.meet("https://other-" + site + "/x", Registered.copy(seed), "", "");
        web.meet("https://third-" + site + "/y", Registered.again(seed), "", "");
        all();
        assertThat(found()).hasSize(3).allMatch(match -> match.verdict().equals(Optional.of(Verdict.NOT_MINE)));
        say(first, Optional.empty());
        assertThat(found()).allMatch(Match::open);
    }

    @Test
    void deletedWorksLeaveNoMatches() throws IOException {
        WorkId work = Registered.work(PORTAL, creator, seed);
        meet("/a", Registered.copy(seed));
        all();
        PORTAL.bean(Works.class).delete(creator, List.of(work));
        assertThat(found()).isEmpty();
        meet("/b", Registered.copy(seed));
        all();
        assertThat(found()).isEmpty();
    }

    @Test
    void onlyMonitoredWorksAreAskedAbout() throws IOException {
        WorkId work = Registered.work(PORTAL, creator, seed);
        PORTAL.bean(Works.class).monitor(creator, List.of(work), false);
        meet("/a", Registered.copy(seed));
        all();
        assertThat(found()).isEmpty();
        PORTAL.bean(Works.class).monitor(creator, List.of(work), true);
        all();
        assertThat(only().work()).isEqualTo(work);
    }

    @Test
    void encountersThatWereLostAreLookedAtAgain() throws IOException {
        byte[] file = Registered.copy(seed);
        meet("/a", file);
        all();
        EncounterIndex encounters = PORTAL.bean(EncounterIndex.class);
        Sha256 stray = Sha256.of("nobody".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        encounters.add(Map.of(stray, encounters.fingerprint(Sha256.of(file)).orElseThrow()));
        encounters.remove(Sha256.of(file));
        comparer.heal();
        assertThat(encounters.fingerprint(stray)).isEmpty();
        meet("/a", file);
        all();
        assertThat(encounters.fingerprint(Sha256.of(file))).isPresent();
    }

    private void say(MatchId match, Verdict verdict) {
        say(match, Optional.of(verdict));
    }

    private void say(MatchId match, Optional<Verdict> verdict) {
        List<Given> given = new ArrayList<>();
        given.add(new Given(UUID.randomUUID(), match, verdict, Optional.empty(), Given.Group.ONE));
        assertThat(verdicts.give(creator, given).refused()).isEmpty();
    }
}
