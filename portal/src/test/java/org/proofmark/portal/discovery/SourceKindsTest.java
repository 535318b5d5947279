package org.proofmark.portal.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.portal.matching.compare.Idle.idle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.Pictures;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.discovery.Watching.Shown;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of each kind of source a running portal sees what it should, asks for nothing else, and tells both. */
class SourceKindsTest {
    private static final TestPortal PORTAL = idle(TestPortal.start(Watching.HERE));

    private final Watching watching = new Watching(PORTAL);
    private final OwnSite site = new OwnSite();
    private final OwnSite other = new OwnSite();

    @AfterEach
    void closeSites() {
        site.close();
        other.close();
    }

    @AfterAll
    static void closePortal() {
        PORTAL.close();
    }

    @Test
    void aSitemapIsWalkedByWhatItNames() throws IOException {
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret\nSitemap: @/all.xml\n")
                .with("/sitemap_index.xml", "application/xml", """
                    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                    <sitemap><loc>@/posts.xml.gz</loc></sitemap>
                    <sitemap><loc>%s</loc></sitemap></sitemapindex>\
                    """.formatted(other.address("/sitemap.xml")))
                .with("/posts.xml.gz", "application/gzip", gzip("""
                    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                    <url><loc>%1$s/lake</loc><image:image><image:loc>%1$s/lake.jpg</image:loc>
                        <image:title>A lake</image:title></image:image>
                        <image:image><image:loc>%1$s/only-listed.jpg</image:loc></image:image></url>
                    <url><loc>%1$s/hill</loc><lastmod>2026-05-04</lastmod></url>
                    <url><loc>%1$s/secret/page</loc></url>
                    <url><loc>%2$s/page</loc></url></urlset>\
                    """.formatted(site.address(""), other.address(""))))
                .with("/lake", "text/html", """
                    <link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="sitemap" href="/all.xml">
                    <img src="/lake.jpg"><a href="/unlisted">more</a>\
                    """)
                .with("/hill", "text/html", "<img src=\"%s\">".formatted(other.address("/hill.jpg")))
                .with("/lake.jpg", Pictures.jpeg(1001))
                .with("/only-listed.jpg", Pictures.jpeg(1002));
        other.with("/hill.jpg", Pictures.jpeg(1003));

        SourceId id = watching.add(Source.Kind.SITEMAP, site.address("/sitemap_index.xml"));
        Round walk = watching.walk(id, 1);

        String list = site.address("/posts.xml.gz");
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(list, Way.SITEMAP, site.address("/lake.jpg"), 1001),
                        Shown.of(list, Way.SITEMAP, site.address("/only-listed.jpg"), 1002),
                        Shown.of(site.address("/lake"), Way.IMG, site.address("/lake.jpg"), 1001),
                        Shown.of(site.address("/hill"), Way.IMG, other.address("/hill.jpg"), 1003));
        assertThat(walk)
                .returns(4L, Round::documents)
                .returns(3L, Round::images)
                .returns(3L, Round::pictures);
        assertThat(watching.sources.standing(watching.kim, id))
                .isEqualTo(new Standing(
                        Map.of(Role.SITEMAP, 2L, Role.PAGE, 2L, Role.IMAGE, 3L), Map.of(Visit.Why.ROBOTS, 1L), 0));
        assertThat(watching.missed(id)).containsExactly("ROBOTS " + site.address("/secret/page"));
        assertThat(site.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt",
                        "/sitemap_index.xml",
                        "/posts.xml.gz",
                        "/lake",
                        "/lake.jpg",
                        "/only-listed.jpg",
                        "/hill");
        assertThat(other.asked()).containsExactlyInAnyOrder("/robots.txt", "/hill.jpg");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void aFeedIsWalkedByWhatItTellsOf() {
        site.with("/feed", "application/rss+xml", """
                <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title>
                <atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="@/feed?self"/>
                <item><title>One</title><link>@/one</link><enclosure url="@/one.jpg" type="image/jpeg" length="1"/></item>
                <item><title>Two</title><link>@/two</link>
                    <media:content url="@/two.jpg" medium="image"><media:credit>Kim</media:credit></media:content>
                    <enclosure url="@/two.mp3" type="audio/mpeg" length="1"/></item>
                <item><title>Three</title><link>%s</link>
                    <description>&lt;img src="@/three.jpg"&gt;</description></item></channel></rss>\
                """.formatted(other.address("/three")))
                .with("/one", "text/html", "<img src=\"/in-page.jpg\"><a href=\"/archive\">all</a>")
                .with("/two", "text/html", "<p>nothing to see</p>")
                .with("/one.jpg", Pictures.jpeg(1011))
                .with("/two.jpg", Pictures.jpeg(1012))
                .with("/three.jpg", Pictures.jpeg(1013))
                .with("/in-page.jpg", Pictures.jpeg(1014));

        SourceId id = watching.add(Source.Kind.FEED, site.address("/feed"));
        Round walk = watching.walk(id, 1);

        String feed = site.address("/feed");
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(feed, Way.FEED, site.address("/one.jpg"), 1011),
                        Shown.of(feed, Way.FEED, site.address("/two.jpg"), 1012),
                        Shown.of(feed, Way.IMG, site.address("/three.jpg"), 1013),
                        Shown.of(site.address("/one"), Way.IMG, site.address("/in-page.jpg"), 1014));
        assertThat(credit(id, "/two.jpg")).isEqualTo("Kim");
        assertThat(walk)
                .returns(3L, Round::documents)
                .returns(4L, Round::images)
                .returns(0L, Round::missed);
        assertThat(site.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt", "/feed", "/one", "/two", "/one.jpg", "/two.jpg", "/three.jpg", "/in-page.jpg");
        assertThat(other.asked()).isEmpty();
    }

    private static String credit(SourceId id, String image) {
        return PORTAL.bean(JdbcClient.class)
                .sql("""
                    select s.credit from discovery.sighting s join discovery.address i on i.id = s.image
                    where i.source = :id and i.url like '%' || :image
                    """)
                .param("id", id.value())
                .param("image", image)
                .query(String.class)
                .single();
    }

    @Test
    void anAtomFeedIsWalkedToItsEndOverItsPages() {
        site.with("/atom", "application/atom+xml", """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><link rel="next" href="@/atom?page=2"/>
                <entry><title>One</title><link href="@/one"/>
                    <link rel="enclosure" type="image/jpeg" href="@/one.jpg"/></entry></feed>\
                """)
                .with("/atom?page=2", "application/atom+xml", """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
                <entry><title>Two</title><link href="@/two"/>
                    <content type="html">&lt;p&gt;&lt;img src="@/two.jpg"&gt;</content></entry></feed>\
                """)
                .with("/one", "text/html", "<p>one</p>")
                .with("/two", "text/html", "<p>two</p>")
                .with("/one.jpg", Pictures.jpeg(1021))
                .with("/two.jpg", Pictures.jpeg(1022));

        SourceId id = watching.add(Source.Kind.FEED, site.address("/atom"));
        Round walk = watching.walk(id, 1);

        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(site.address("/atom"), Way.FEED, site.address("/one.jpg"), 1021),
                        Shown.of(site.address("/atom?page=2"), Way.IMG, site.address("/two.jpg"), 1022));
        assertThat(walk)
                .returns(4L, Round::documents)
                .returns(2L, Round::images)
                .returns(0L, Round::missed);
    }

    @Test
    void ofAListThePagesItNamesAreSeenAndNothingTheyLinkTo() {
        site.with("/a", "text/html", "<title>A</title><img src=\"/a.jpg\"><a href=\"/b\">b</a>")
                .with("/a.jpg", Pictures.jpeg(1031))
                .with("/photo.jpg", Pictures.jpeg(1032))
                .moved("/old", site.address("/new"))
                .with("/new", "text/html", "<img src=\"/a.jpg\">")
                .moved("/sold", other.address("/sold"));
        other.with("/sold", "text/html", "<p>for sale</p>");
        String list = """
                \uFEFFAddress;Note
                @/a;first

                # a remark
                "@/photo.jpg";a file
                @/a;again
                mailto:kim@example.org;none
                @/old;moved
                @/sold;gone elsewhere
                @/absent;
                """.replace("\n", "\r\n");

        SourceId id = watching.upload(
                Source.Kind.URL_LIST,
                "pages.csv",
                list.replace("@/", site.address("/")).getBytes(UTF_8));
        Round walk = watching.walk(id, 1);

        String photo = site.address("/photo.jpg");
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(site.address("/a"), Way.IMG, site.address("/a.jpg"), 1031),
                        Shown.of(site.address("/old"), Way.IMG, site.address("/a.jpg"), 1031),
                        Shown.of(photo, Way.ITSELF, photo + "#itself", 1032));
        assertThat(walk)
                .returns(3L, Round::documents)
                .returns(1L, Round::images)
                .returns(2L, Round::missed);
        assertThat(watching.missed(id))
                .containsExactlyInAnyOrder("REFUSED " + site.address("/sold"), "STATUS " + site.address("/absent"));
        assertThat(site.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt", "/a", "/a.jpg", "/photo.jpg", "/old", "/new", "/sold", "/absent");
        assertThat(other.asked()).isEmpty();
        assertThat(watching.sources.find(watching.kim, id))
                .returns("pages.csv", Source::name)
                .returns(Optional.of(Source.Wish.standard(Source.Kind.URL_LIST)), Source::mine);
    }

    @Test
    void ofASinglePageNoLinkIsFollowedButWhatItFramesIsPartOfIt() {
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /hidden\nSitemap: @/sitemap.xml\n")
                .with("/story", "text/html", """
                    <link rel="stylesheet" href="/look.css"><link rel="alternate" type="application/rss+xml" href="/feed">
                    <link rel="next" href="/story/2"><img src="/story.jpg"><img src="%s"><img src="/hidden/x.jpg">
                    <a href="/other">other</a><a href="/large.jpg">large</a><iframe src="/frame"></iframe>\
                    """.formatted(other.address("/elsewhere.jpg")))
                .with("/look.css", "text/css", "body { background: url(/ground.jpg) }")
                .with("/story.jpg", Pictures.jpeg(1041))
                .with("/ground.jpg", Pictures.jpeg(1042))
                .with("/frame", "text/html", "<img src=/framed.jpg><a href=/further>further</a>")
                .with("/framed.jpg", Pictures.jpeg(1045))
                .with("/large.jpg", Pictures.jpeg(1043));
        other.with("/elsewhere.jpg", Pictures.jpeg(1044));

        SourceId id = watching.add(Source.Kind.PAGE, site.address("/story"));
        Round walk = watching.walk(id, 1);

        String page = site.address("/story");
        assertThat(watching.shown(id))
                .containsExactlyInAnyOrder(
                        Shown.of(page, Way.IMG, site.address("/story.jpg"), 1041),
                        Shown.of(page, Way.IMG, other.address("/elsewhere.jpg"), 1044),
                        Shown.of(page, Way.LINKED_FILE, site.address("/large.jpg"), 1043),
                        Shown.of(site.address("/frame"), Way.IMG, site.address("/framed.jpg"), 1045),
                        new Shown(page, Way.IMG, site.address("/hidden/x.jpg"), Optional.empty(), false),
                        Shown.of(site.address("/look.css"), Way.BACKGROUND, site.address("/ground.jpg"), 1042));
        assertThat(walk)
                .returns(3L, Round::documents)
                .returns(5L, Round::images)
                .returns(1L, Round::missed);
        assertThat(watching.missed(id)).containsExactly("ROBOTS " + site.address("/hidden/x.jpg"));
        assertThat(site.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt",
                        "/story",
                        "/look.css",
                        "/story.jpg",
                        "/ground.jpg",
                        "/large.jpg",
                        "/frame",
                        "/framed.jpg");
        assertThat(other.asked()).containsExactlyInAnyOrder("/robots.txt", "/elsewhere.jpg");
    }
}
