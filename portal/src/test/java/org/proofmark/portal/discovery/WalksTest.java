package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.portal.matching.compare.Idle.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.Pictures;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.discovery.Watching.Shown;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks over time: as far as was asked for, stopped and gone on with, again and again; and what is told of them. */
class WalksTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestPortal PORTAL = idle(TestPortal.start(Watching.HERE));

    private final Watching watching = new Watching(PORTAL);
    private final OwnSite site = new OwnSite();

    @AfterEach
    void closeSite() {
        site.close();
    }

    @AfterAll
    static void closePortal() {
        PORTAL.close();
    }

    /** Pages that each lead to the next: {@code /0}, {@code /1} and so on. */
    private void pages(int many) {
        for (int i = 0; i < many; i++) {
            site.with("/" + i, "text/html", "<title>%d</title><a href=\"/%d\">next</a>".formatted(i, i + 1));
        }
    }

    private List<String> asked() {
        return site.asked().stream().filter(path -> !path.equals("/robots.txt")).toList();
    }

    @Test
    void noMorePagesAreAskedForThanTheBudgetAllows() {
        pages(6);
        SourceId id = watching.add(Source.Kind.SITE, site.address("/0"), new Source.Wish(DAY, 3, 20, false, false));
        Round walk = watching.walk(id, 1);

        assertThat(asked()).containsExactly("/0", "/1", "/2");
        assertThat(walk).returns(3L, Round::documents).returns(1L, Round::missed);
        assertThat(watching.missed(id)).containsExactly("BUDGET " + site.address("/3"));

        Source there = watching.sources.find(watching.kim, id);
        watching.sources.change(watching.kim, id, new Source.Wish(DAY, 5, 20, false, false), there.version());
        site.forget();
        assertThat(watching.walkAgain(id)).returns(5L, Round::documents);
        assertThat(asked())
                .containsExactlyInAnyOrder("/0", "/1", "/2", "/3", "/4")
                .containsSubsequence("/3", "/1") // what was never seen comes before what was
                .containsSubsequence("/3", "/2");
        assertThat(watching.missed(id)).containsExactly("BUDGET " + site.address("/5"));
    }

    @Test
    void noPageIsAskedForThatLiesDeeperThanWanted() {
        pages(6);
        SourceId id = watching.add(Source.Kind.SITE, site.address("/0"), new Source.Wish(DAY, 100, 2, false, false));
        Round walk = watching.walk(id, 1);

        assertThat(asked()).containsExactly("/0", "/1", "/2");
        assertThat(walk).returns(3L, Round::documents).returns(0L, Round::missed);
    }

    @Test
    void aPauseStopsAWalkAndItGoesOnWhereItWas() {
        pages(6);
        site.slow(Duration.ofMillis(1_500));
        SourceId id = watching.add(Source.Kind.SITE, site.address("/0"));
        Watching.await(() -> site.asked("/1") == 1, () -> site.asked().toString());

        assertThat(watching.sources.pause(watching.kim, id, true).state()).isEqualTo(Source.State.PAUSED);
        Watching.await(() -> isGivenBack(id), () -> site.asked().toString());
        List<String> until = asked();
        assertThat(until).startsWith("/0", "/1").doesNotContain("/5");

        assertThat(watching.sources.runNow(watching.kim, id).state()).isEqualTo(Source.State.PAUSED);
        somethingElseIsWalked();
        assertThat(asked()).isEqualTo(until);
        assertThat(watching.sources.find(watching.kim, id).last().orElseThrow())
                .returns(Optional.empty(), Round::ended)
                .returns((long) until.size(), Round::documents)
                .returns(1L, Round::waiting);

        site.slow(Duration.ZERO);
        watching.sources.pause(watching.kim, id, false);
        assertThat(watching.walk(id, 1)).returns(6L, Round::documents).returns(1L, Round::missed);
        assertThat(asked()).containsExactly("/0", "/1", "/2", "/3", "/4", "/5", "/6");
        assertThat(watching.sources.rounds(watching.kim, id, 10)).hasSize(1);
    }

    private static boolean isGivenBack(SourceId id) {
        return PORTAL.bean(JdbcClient.class)
                .sql("select worker is null from discovery.source where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** Whoever walks has looked for what is due since. */
    private void somethingElseIsWalked() {
        try (OwnSite other = new OwnSite()) {
            other.with("/", "text/html", "<p>something else</p>");
            watching.walk(watching.add(Source.Kind.PAGE, other.address("/")), 1);
            assertThat(other.asked("/")).isEqualTo(1);
        }
    }

    @Test
    void aWalkIsMadeAtOnceWhereItIsAskedFor() {
        pages(2);
        SourceId id = watching.add(Source.Kind.SITE, site.address("/0"));
        watching.walk(id, 1);
        Watching.await(
                () -> isGivenBack(id),
                () -> watching.sources.find(watching.kim, id).toString());
        Source walked = watching.sources.find(watching.kim, id);
        assertThat(walked.state()).isEqualTo(Source.State.WAITING);
        assertThat(walked.nextRound())
                .isBetween(
                        walked.last().orElseThrow().started().plus(DAY).minusSeconds(60),
                        walked.last().orElseThrow().started().plus(DAY));

        site.forget();
        Round again = watching.walkAgain(id);

        assertThat(again.number()).isEqualTo(2);
        assertThat(asked()).containsExactly("/0", "/1", "/2");
    }

    @Test
    void aPageReadInPartIsAmongWhatWasSeenAndAmongWhatWasNot() {
        site.with(
                        "/",
                        "text/html",
                        "<img src=\"/whole.jpg\"><img src=\"data:image/png;base64\"><a href=\"/none\">none</a>")
                .with("/whole.jpg", Pictures.jpeg(1076));
        SourceId id = watching.add(Source.Kind.SITE, site.address("/"));
        watching.walk(id, 1);

        assertThat(watching.sources.missed(watching.kim, id, Optional.of(Visit.Why.UNREADABLE), Optional.empty(), 10))
                .singleElement()
                .returns(site.address("/"), Missed::url)
                .returns(200, Missed::status)
                .returns("a broken data address", Missed::explanation);
        assertThat(watching.missed(id))
                .containsExactlyInAnyOrder("UNREADABLE " + site.address("/"), "STATUS " + site.address("/none"));
        Standing standing = watching.sources.standing(watching.kim, id);
        assertThat(standing.missed())
                .containsOnly(Map.entry(Visit.Why.UNREADABLE, 1L), Map.entry(Visit.Why.STATUS, 1L));
        assertThat(standing.seen()).containsOnly(Map.entry(Role.PAGE, 1L), Map.entry(Role.IMAGE, 1L));
    }

    @Test
    void whatIsNoLongerThereIsGoneAndWhatComesBackIsThere() {
        site.with("/", "text/html", "<img src=\"/stays.jpg\"><img src=\"/dropped.jpg\"><a href=\"/page\">page</a>")
                .with("/page", "text/html", "<img src=\"/of-page.jpg\"><img src=\"/deleted.jpg\">")
                .with("/stays.jpg", Pictures.jpeg(1071))
                .with("/dropped.jpg", Pictures.jpeg(1072))
                .with("/of-page.jpg", Pictures.jpeg(1073))
                .with("/deleted.jpg", Pictures.jpeg(1074));
        Shown stays = Shown.of(site.address("/"), Way.IMG, site.address("/stays.jpg"), 1071);
        Shown dropped = Shown.of(site.address("/"), Way.IMG, site.address("/dropped.jpg"), 1072);
        Shown ofPage = Shown.of(site.address("/page"), Way.IMG, site.address("/of-page.jpg"), 1073);
        Shown deleted = Shown.of(site.address("/page"), Way.IMG, site.address("/deleted.jpg"), 1074);
        SourceId id = watching.add(Source.Kind.SITE, site.address("/"));
        watching.walk(id, 1);
        assertThat(watching.shown(id)).containsExactlyInAnyOrder(stays, dropped, ofPage, deleted);

        site.with("/", "text/html", "<img src=\"/stays.jpg\"><a href=\"/page\">page</a>")
                .without("/deleted.jpg");
        watching.walkAgain(id);
        assertThat(watching.shown(id)).containsExactlyInAnyOrder(stays, dropped.isGone(), ofPage, deleted.isGone());
        assertThat(watching.missed(id)).containsExactly("STATUS " + site.address("/deleted.jpg"));

        site.without("/page");
        watching.walkAgain(id);
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(stays, dropped.isGone(), ofPage.isGone(), deleted.isGone());

        site.with("/", "text/html", "<img src=\"/stays.jpg\"><img src=\"/dropped.jpg\"><a href=\"/page\">page</a>")
                .with("/page", "text/html", "<img src=\"/of-page.jpg\">");
        watching.walkAgain(id);
        assertThat(watching.shown(id)).containsExactlyInAnyOrder(stays, dropped, ofPage, deleted.isGone());
    }

    @Test
    void walksAreToldOverTimeAndWhatIsBrokenIsToldFromWhatIsNotNew() {
        Instant before = Instant.now();
        site.with("/", "text/html", "<img src=\"/a.jpg\"><a href=\"/absent\">absent</a>")
                .with("/a.jpg", Pictures.jpeg(1081))
                .with("/b.jpg", Pictures.jpeg(1082));
        SourceId id = watching.add(Source.Kind.SITE, site.address("/"));
        watching.walk(id, 1);
        site.with("/", "text/html", "<img src=\"/a.jpg\"><img src=\"/b.jpg\">");
        watching.walkAgain(id);
        watching.walkAgain(id);
        OwnSite broken = new OwnSite();
        broken.close();
        SourceId dead = watching.add(Source.Kind.SITE, broken.address("/"));
        watching.walk(dead, 1);

        assertThat(watching.sources.rounds(watching.kim, id, 2))
                .extracting(Round::number, Round::documents, Round::images, Round::pictures, Round::missed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, 1L, 2L, 0L, 1L),
                        org.assertj.core.groups.Tuple.tuple(2, 1L, 2L, 1L, 1L));
        Browser browser = PORTAL.signedIn(watching.person);
        Document page = Jsoup.parse(browser.get("/sources/" + id).body());
        assertThat(page.select(".walks tbody tr").stream()
                        .map(row -> row.select(".n").eachText()))
                .containsExactly(List.of("1", "2", "1"), List.of("1", "2", "1"), List.of("1", "1", "1"));
        assertThat(page.select("svg.chart g")).hasSize(3);
        assertThat(page.select("#progress dd").eachText().subList(0, 4)).containsExactly("1", "2", "0", "1");
        assertThat(page.select("#missed tbody td span").eachText()).containsExactly(site.address("/absent"));
        assertThat(browser.get("/api/v1/sources/" + id + "/missed").body())
                .contains("\"why\":\"STATUS\"", "\"status\":404", site.address("/absent"));

        assertThat(watching.sources.missed(watching.kim, dead, Optional.empty(), Optional.empty(), 10))
                .singleElement()
                .satisfies(missed -> assertThat(missed.explanation()).contains("could not be read"));
        Walked walked = PORTAL.bean(Walks.class).of(watching.person.holder(), before, Instant.now());
        assertThat(walked)
                .returns(2, Walked::sources)
                .returns(2, Walked::walked)
                .returns(3L, Walked::pages)
                .returns(5L, Walked::images)
                .returns(2L, Walked::pictures)
                .returns(List.of(broken.address("").replace("http://", "")), Walked::troubled);
    }

    @Test
    void ofWhatIsMissedOneReasonCanBeAskedForPageByPage() {
        String links = String.join(
                "",
                IntStream.range(0, 5)
                        .mapToObj("<a href=\"/absent-%d\">x</a>"::formatted)
                        .toList());
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret\n")
                .with("/", "text/html", links + "<a href=\"/secret\">secret</a>");
        SourceId id = watching.add(Source.Kind.SITE, site.address("/"));
        watching.walk(id, 1);

        List<Missed> first =
                watching.sources.missed(watching.kim, id, Optional.of(Visit.Why.STATUS), Optional.empty(), 3);
        List<Missed> rest = watching.sources.missed(
                watching.kim,
                id,
                Optional.of(Visit.Why.STATUS),
                Optional.of(first.getLast().id()),
                3);

        assertThat(first).hasSize(3);
        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
        assertThat(watching.missed(id)).hasSize(6).contains("ROBOTS " + site.address("/secret"));
        assertThat(site.asked("/secret")).isZero();
    }
}
