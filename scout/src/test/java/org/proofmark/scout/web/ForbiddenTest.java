package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;

/** What nobody may ask for is never asked for: the servers count. */
class ForbiddenTest {
    private static final String SITE = "http://polite.example/";

    @TempDir
    private Path folder;

    /** What must not be asked for, and why. */
    private static final List<String> FORBIDDEN = List.of(
            // robots.txt of the site
            SITE + "private/page",
            SITE + "private/picture.jpg",
            SITE + "secret.html?x=1",
            // robots.txt of another host that has pictures, style sheets, frames
            "http://closed.example/picture.jpg",
            "http://closed.example/style.css",
            // redirects into what is forbidden
            SITE + "private/redirected-page",
            SITE + "private/redirected-picture.jpg",
            "http://closed.example/redirected.jpg",
            "http://closed.example/redirected.css",
            // meta robots and X-Robots-Tag
            SITE + "shown-by-noindex.jpg",
            SITE + "shown-by-noimageindex.jpg",
            SITE + "behind-nofollow",
            SITE + "framed-by-nofollow",
            SITE + "shown-by-tag-noindex.jpg",
            SITE + "shown-by-tag-for-us.jpg",
            SITE + "behind-tag-none",
            SITE + "style-of-noimageindex.css",
            SITE + "shown-by-style-of-noimageindex.jpg",
            SITE + "behind-rel-nofollow",
            // a robots.txt that cannot be had
            "http://broken.example/picture.jpg",
            "http://busy.example/picture.jpg",
            "http://mute.example/picture.jpg",
            // other sites
            "http://stranger.example/",
            "http://stranger.example/framed",
            "http://stranger.example/feed.xml",
            "http://stranger.example/sitemap.xml",
            "http://stranger.example/refreshed",
            "http://stranger.example/redirected");

    /** What may be asked for beside it. */
    private static final List<String> ALLOWED = List.of(
            SITE,
            SITE + "private/but-this",
            SITE + "noindex",
            SITE + "behind-noindex",
            SITE + "behind-noimageindex",
            SITE + "shown-by-nofollow.jpg",
            SITE + "for-another-robot.jpg",
            SITE + "end");

    @Test
    void whatIsForbiddenIsNeverAskedFor() throws Exception {
        try (TestWeb web = web()) {
            Round round = new Round.Plan(web, folder).over(SITE);
            assertThat(round.complete()).isTrue();
            assertThat(FORBIDDEN)
                    .allSatisfy(url -> assertThat(web.requests(url)).as(url).isZero());
            assertThat(ALLOWED)
                    .allSatisfy(url -> assertThat(web.requests(url)).as(url).isOne());
            assertThat(web.requestsTo("broken.example")).isZero();
            assertThat(web.requests("http://broken.example/robots.txt")).isOne();
            assertThat(web.strays()).isZero();
            assertNamed(round);
        }
    }

    @Test
    void aBrowserAsksForNothingThatIsForbiddenEither() throws Exception {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (TestWeb web = web()) {
            Round round = new Round.Plan(web, folder).rendered().over(SITE);
            assertThat(round.complete()).isTrue();
            assertThat(FORBIDDEN)
                    .filteredOn(url -> !url.endsWith(".css"))
                    .allSatisfy(url -> assertThat(web.requests(url)).as(url).isZero());
            assertThat(ALLOWED)
                    .allSatisfy(url -> assertThat(web.requests(url)).as(url).isPositive());
            assertThat(web.strays()).isZero();
        }
    }

    private static void assertNamed(Round round) {
        assertThat(round.troubles())
                .filteredOn(trouble -> trouble.why() == Visit.Why.ROBOTS)
                .extracting(Trouble::url)
                .contains(
                        SITE + "private/page",
                        SITE + "private/picture.jpg",
                        SITE + "leads-into-private",
                        "http://closed.example/picture.jpg",
                        "http://broken.example/picture.jpg",
                        SITE + "tagged.jpg");
        assertThat(round.troubles())
                .filteredOn(trouble -> trouble.why() == Visit.Why.REFUSED)
                .extracting(Trouble::url)
                .containsExactly(SITE + "leads-to-a-stranger");
        assertThat(round.trouble("http://broken.example/picture.jpg")).contains("status 500");
        assertThat(round.trouble(SITE + "private/page")).contains("robots.txt", "/private/");
    }

    private static TestWeb web() {
        TestWeb web = new TestWeb();
        FORBIDDEN.forEach(url -> web.page(url, "forbidden"));
        ALLOWED.forEach(url -> web.page(url, "<title>allowed</title>"));
        ALLOWED.stream().filter(url -> url.endsWith(".jpg")).forEach(url -> web.put(url, "image/jpeg", new byte[] {1}));
        web.text(SITE + "robots.txt", "text/plain", """
                User-agent: *
                Disallow: /

                User-agent: proofmark
                Disallow: /private/
                Disallow: /secret.html
                Allow: /private/but-this
                Sitemap: http://stranger.example/sitemap.xml
                """)
                .text("http://closed.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
                .status("http://broken.example/robots.txt", 500)
                .status("http://busy.example/robots.txt", 429)
                .raw("http://mute.example/robots.txt", new byte[0]);
        return directives(web).page(SITE, """
                <link rel=stylesheet href=http://closed.example/style.css>
                <link rel=stylesheet href=/leads-to-closed.css>
                <link rel=alternate type=application/rss+xml href=http://stranger.example/feed.xml>
                <link rel=sitemap href=http://stranger.example/sitemap.xml>
                <iframe src=http://stranger.example/framed></iframe>
                <a href=/private/page>x</a><a href=/secret.html?x=1>x</a><a href=/private/but-this>x</a>
                <img src=/private/picture.jpg><img src=http://closed.example/picture.jpg>
                <a href=/leads-into-private>x</a><img src=/leads-into-private.jpg><img src=/leads-to-closed.jpg>
                <a href=/noindex>x</a><a href=/noimageindex>x</a><a href=/nofollow>x</a><a href=/tag-noindex>x</a>
                <a href=/tag-for-us>x</a><a href=/tag-none>x</a><a href=/tag-for-another>x</a><img src=/tagged.jpg>
                <a rel='noopener nofollow' href=/behind-rel-nofollow>x</a>
                <img src=http://broken.example/picture.jpg><img src=http://busy.example/picture.jpg>
                <img src=http://mute.example/picture.jpg>
                <a href=http://stranger.example/>x</a><a href=/refreshing>x</a><a href=/leads-to-a-stranger>x</a>
                <a href=/end>x</a>""");
    }

    private static TestWeb directives(TestWeb web) {
        return web.redirect(SITE + "leads-into-private", "/private/redirected-page")
                .redirect(SITE + "leads-into-private.jpg", "/private/redirected-picture.jpg")
                .redirect(SITE + "leads-to-closed.jpg", "http://closed.example/redirected.jpg")
                .redirect(SITE + "leads-to-closed.css", "http://closed.example/redirected.css")
                .redirect(SITE + "leads-to-a-stranger", "http://stranger.example/redirected")
                .page(
                        SITE + "refreshing",
                        "<meta http-equiv=refresh content='0;url=http://stranger.example/refreshed'>")
                .page(
                        SITE + "noindex",
                        "<meta name=robots content=noindex><img src=/shown-by-noindex.jpg>"
                                + "<a href=/behind-noindex>x</a>")
                .page(
                        SITE + "noimageindex",
                        "<meta name=ROBOTS content='NoImageIndex'><img src=/shown-by-noimageindex.jpg>"
                                + "<link rel=stylesheet href=/style-of-noimageindex.css><a href=/behind-noimageindex>x</a>")
                .text(
                        SITE + "style-of-noimageindex.css",
                        "text/css",
                        "p { background: url(/shown-by-style-of-noimageindex.jpg) }")
                .page(
                        SITE + "nofollow",
                        "<meta name=proofmark content=nofollow><img src=/shown-by-nofollow.jpg>"
                                + "<iframe src=/framed-by-nofollow></iframe><a href=/behind-nofollow>x</a>")
                .page(SITE + "tag-noindex", "<img src=/shown-by-tag-noindex.jpg>", "X-Robots-Tag: noindex")
                .page(
                        SITE + "tag-for-us",
                        "<img src=/shown-by-tag-for-us.jpg>",
                        "X-Robots-Tag: otherbot: all",
                        "X-Robots-Tag: proofmark: noimageindex, nosnippet")
                .page(SITE + "tag-none", "<a href=/behind-tag-none>x</a>", "X-Robots-Tag: none")
                .page(SITE + "tag-for-another", "<img src=/for-another-robot.jpg>", "X-Robots-Tag: otherbot: none")
                .put(SITE + "tagged.jpg", "image/jpeg", new byte[] {1}, "X-Robots-Tag: noindex");
    }
}
