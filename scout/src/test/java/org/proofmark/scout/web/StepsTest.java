package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.frontier.Visit;

/** How far a round goes from where it begins. */
class StepsTest {
    private static final String SITE = "http://site.example/";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aListThatAPageNamesIsAStepAwayFromItAndAFrameIsNone() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, """
                            <link rel=sitemap href=/map.xml><link rel=alternate type=application/rss+xml href=/feed>
                            <a href=/linked>linked</a><iframe src=/frame></iframe>""")
                    .text(SITE + "map.xml", "application/xml", """
                            <urlset><url><loc>http://site.example/listed</loc></url></urlset>""")
                    .text(SITE + "feed", "application/rss+xml", """
                            <rss><channel><item><link>http://site.example/told</link></item></channel></rss>""");
            for (String page : new String[] {"linked", "frame", "listed", "told"}) {
                web.page(SITE + page, "<p>" + page);
            }

            new Round.Plan(web, folder.resolve("near"))
                    .settings(Round.SETTINGS.withMaxDepth(0))
                    .over(SITE);
            assertThat(web.requests(SITE + "frame")).isEqualTo(1);
            for (String far : new String[] {"linked", "map.xml", "feed", "listed", "told"}) {
                assertThat(web.requests(SITE + far)).as(far).isZero();
            }

            new Round.Plan(web, folder.resolve("far"))
                    .settings(Round.SETTINGS.withMaxDepth(1))
                    .over(SITE);
            for (String far : new String[] {"linked", "map.xml", "feed", "listed", "told"}) {
                assertThat(web.requests(SITE + far)).as(far).isEqualTo(1);
            }
        }
    }

    /** Whatever comes first of an address and one that leads there, each is asked for once; a page that leads in a circle too. */
    @Test
    void whatARedirectLeadsToIsAskedForOnce() throws Exception {
        try (Photos photos = Photos.register(folder.resolve("index"), 1);
                TestWeb web = new TestWeb()) {
            web.page(SITE, """
                            <a href=/old>old</a><a href=/new>new</a><a href=/plain>plain</a><a href=/late>late</a>
                            <a href=/circle>circle</a>
                            <img src=/old.png><img src=/new.png><img src=/plain.png><img src=/late.png>""")
                    .redirect(SITE + "old", "/new")
                    .redirect(SITE + "late", "/plain")
                    .redirect(SITE + "circle", "/circle")
                    .redirect(SITE + "old.png", "/new.png")
                    .redirect(SITE + "late.png", "/plain.png");
            for (String end : List.of("new", "plain")) {
                web.page(SITE + end, "<p>" + end).put(SITE + end + ".png", "image/png", photos.copy("png"));
            }

            Round round = new Round.Plan(web, folder).works(photos::find).over(SITE);

            assertThat(round.complete()).isTrue();
            assertThat(round.troubles()).noneMatch(trouble -> trouble.url().matches(".*(old|new|plain|late)"));
            for (String name : List.of("old", "new", "plain", "late", "old.png", "new.png", "plain.png", "late.png")) {
                assertThat(web.requests(SITE + name)).as(name).isOne();
            }
        }
    }

    @Test
    void thatARedirectLeadsBeyondTheSiteIsNotSaidToBeTheServersRule() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, "<a href=/sold>sold</a><a href=/moved>moved</a>")
                    .text(SITE + "robots.txt", "text/plain", "User-agent: *\nDisallow: /private\n")
                    .redirect(SITE + "sold", "http://other.example/")
                    .redirect(SITE + "moved", "/private")
                    .page("http://other.example/", "<p>other");

            Round round = new Round.Plan(web, folder).over(SITE);

            assertThat(round.troubles())
                    .extracting(trouble -> trouble.url() + " " + trouble.why())
                    .containsExactlyInAnyOrder(SITE + "sold " + Visit.Why.REFUSED, SITE + "moved " + Visit.Why.ROBOTS);
            assertThat(web.requestsTo("other.example")).isZero();
        }
    }
}
