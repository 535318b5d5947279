package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.fetch.AddressGuardTest;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.url.Url;

/**
 * A site that leads into inner networks by every way a scan follows, to every address there is in every spelling: nobody in
 * there ever hears of it. Whoever is connected to is a canary on loopback, even where the guard is broken; each address must
 * be among the troubles, or the way did not lead there.
 */
class InnerNetworksTest {
    private static final String SITE = "http://evil.example/";

    /** Ways on a page; a dollar sign stands for the address. */
    private static final Map<String, String> WAYS = Map.ofEntries(
            Map.entry("link", "<a href='$'>x</a>"),
            Map.entry("frame", "<iframe src='$'></iframe>"),
            Map.entry("refresh", "<meta http-equiv=refresh content='0; url=$'>"),
            Map.entry("image", "<img src='$'>"),
            Map.entry("srcset", "<img srcset='$ 900w'>"),
            Map.entry("lazy", "<img data-src='$'>"),
            Map.entry("background", "<div style=\"background: url('$')\"></div>"),
            Map.entry("style", "<link rel=stylesheet href='$'>"),
            Map.entry("import", "<style>@import '$'; </style>"),
            Map.entry("manifest", "<link rel=manifest href='$'>"),
            Map.entry("feed", "<link rel=alternate type=application/rss+xml href='$'>"),
            Map.entry("sitemap", "<link rel=sitemap href='$'>"),
            Map.entry("json-ld", "<script type=application/ld+json>{\"image\": \"$\"}</script>"),
            Map.entry("poster", "<video poster='$'></video>"),
            Map.entry("object", "<object data='$'></object>"));

    /** Ways that only a browser goes. */
    private static final List<String> BROWSERS_WAYS = List.of(
            "<img src='$'>",
            "<iframe src='$'></iframe>",
            "<link rel=stylesheet href='$'>",
            "<link rel=preconnect href='$'><link rel=prefetch href='$'>",
            "<object data='$'></object><video src='$'></video>",
            "<p style=\"background: url('$')\">x</p>",
            "<script>fetch('$', {mode: 'no-cors'}).catch(() => 0); navigator.sendBeacon('$')</script>",
            "<script>for (const open of [EventSource, Worker]) try { new open('$') } catch (e) {}</script>",
            "<script>try { new WebSocket('$'.replace('http', 'ws')) } catch (e) {}</script>");

    @TempDir
    private Path folder;

    /** Every way to an address: its own address, so that none hides another. */
    private final Map<String, Url> expected = new LinkedHashMap<>();

    @Test
    void nobodyInAnInnerNetworkIsEverConnectedTo() throws Exception {
        try (TestWeb web = named(new TestWeb())) {
            StringBuilder start = new StringBuilder();
            WAYS.forEach((way, html) -> {
                StringBuilder page = new StringBuilder();
                AddressGuardTest.HOSTS.forEach(host -> page.append(html.replace("$", inner(way, host))));
                web.page(SITE + way, page.toString());
                start.append("<a href=/").append(way).append(">x</a>");
            });
            documents(web, start);
            web.page(SITE, start.toString());
            List<String> starts = new ArrayList<>(List.of(SITE));
            for (String host : AddressGuardTest.HOSTS) {
                String moved = "http://robots-moved-%d.example/".formatted(starts.size());
                web.redirect(moved + "robots.txt", "http://" + inHeader(host) + "/robots.txt");
                starts.add(moved);
            }
            Round round = new Round.Plan(web, folder).everywhere().over(starts.toArray(String[]::new));
            assertThat(web.strays()).isZero();
            assertThat(round.complete()).isTrue();
            Set<Url> tried =
                    round.troubles().stream().map(Trouble::url).map(Url::of).collect(Collectors.toSet());
            assertThat(expected).hasSizeGreaterThan(1_500);
            assertThat(tried).containsAll(expected.values());
            assertThat(round.trouble(SITE + "moved-page")).contains("no public address");
            assertThat(round.trouble(SITE + "moved-image")).contains("no public address");
            assertThat(starts).hasSizeGreaterThan(90);
            assertThat(starts.subList(1, starts.size()))
                    .allSatisfy(
                            moved -> assertThat(round.trouble(moved)).as(moved).contains("no public address"));
            assertThat(round.trouble("http://rebinding.example/image.jpg")).contains("no public address");
        }
    }

    /** What a header has no letters for, by its bytes. */
    private static String inHeader(String host) {
        return host.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.codePointAt(0) < 128 ? c : URLEncoder.encode(c, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private String inner(String way, String host) {
        String address = "http://" + host + "/" + way + ".x";
        expected.put(way + " " + host, Url.of(address));
        return address;
    }

    /** Ways by other documents, and by what leads on. */
    private void documents(TestWeb web, StringBuilder start) {
        web.text(
                        SITE + "robots.txt",
                        "text/plain",
                        "Sitemap: " + inner("robots-sitemap", "10.0.0.1") + "\nSitemap: " + SITE + "sitemap.xml\n")
                .text(SITE + "sitemap.xml", "application/xml", """
                <urlset><url><loc>%s</loc><image:image><image:loc>%s</image:loc></image:image></url></urlset>""".formatted(
                                inner("sitemap-page", "127.0.0.1"), inner("sitemap-image", "169.254.169.254")))
                .text(
                        SITE + "index.xml",
                        "application/xml",
                        "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
                                .formatted(inner("sitemap-in-index", "[::1]")))
                .text(SITE + "feed.xml", "application/rss+xml", """
                <rss><channel><item><link>%s</link><enclosure url="%s" type="image/png"/></item></channel></rss>""".formatted(
                                inner("feed-page", "192.168.1.1"), inner("feed-image", "[fd00:ec2::254]")))
                .text(
                        SITE + "site.css",
                        "text/css",
                        "@import '%s'; p { background: url('%s') }"
                                .formatted(inner("css-import", "10.0.0.1"), inner("css-url", "localhost")))
                .text(SITE + "app.webmanifest", "application/manifest+json", """
                {"name": "x", "start_url": "%s", "icons": [{"src": "%s"}]}""".formatted(
                                inner("manifest-start", "inner.example"), inner("manifest-icon", "100.100.100.200")))
                .text(
                        SITE + "drawing.svg",
                        "image/svg+xml",
                        "<svg xmlns='http://www.w3.org/2000/svg'><image href='%s'/></svg>"
                                .formatted(inner("drawing", "0x7f.1")))
                .redirect(SITE + "moved-page", "http://127.0.0.1/moved")
                .redirect(SITE + "moved-image", "http://169.254.169.254/latest/meta-data/")
                .page("http://rebinding.example/image.jpg", "x")
                .changing("rebinding.example", "127.0.0.1");
        start.append("<link rel=stylesheet href=/site.css><link rel=manifest href=/app.webmanifest>"
                + "<link rel=alternate type=application/rss+xml href=/feed.xml><link rel=sitemap href=/index.xml>"
                + "<img src=/drawing.svg><a href=/moved-page>x</a><img src=/moved-image>"
                + "<img src=http://rebinding.example/image.jpg>");
    }

    private static TestWeb named(TestWeb web) {
        return web.name("localhost", "::1", "127.0.0.1")
                .name("localhost.", "127.0.0.1")
                .name("mixed.localhost", "127.0.0.1")
                .name("inner.example", "10.9.8.7");
    }

    @Test
    void openingPrivateNetworksOpensNoLinkLocalAndNoMetadataAddress() throws Exception {
        List<String> closed = List.of(
                "169.254.169.254",
                "169.254.1.1",
                "2852039166",
                "100.100.100.200",
                "100.64.0.1",
                "192.0.0.192",
                "168.63.129.16",
                "0.0.0.0",
                "224.0.0.1",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:a9fe:a9fe::1]",
                "[fd20:ce::254]",
                "metadata.example");
        try (TestWeb web = new TestWeb().name("metadata.example", "169.254.169.254")) {
            StringBuilder page = new StringBuilder("<img src=/moved><a href=/moved-page>x</a>");
            closed.forEach(host -> page.append("<img src='%s'><a href='%s'>x</a><link rel=stylesheet href='%s'>"
                    .formatted(inner("image", host), inner("link", host), inner("style", host))));
            web.page(SITE, page.toString())
                    .redirect(SITE + "moved", "http://169.254.169.254/latest/meta-data/")
                    .redirect(SITE + "moved-page", "http://metadata.example/");
            Round round = new Round.Plan(web, folder)
                    .fetching(Round.GUARDED.withPrivateNetworks(true))
                    .everywhere()
                    .over(SITE);
            assertThat(web.strays()).isZero();
            assertThat(round.troubles()).extracting(Trouble::url).map(Url::of).containsAll(expected.values());
            new Round.Plan(web, folder.resolve("again"))
                    .fetching(Round.GUARDED.withPrivateNetworks(true))
                    .everywhere()
                    .over("http://10.0.0.1/");
            assertThat(web.strays()).as("where it is open, the canary sings").isPositive();
        }
    }

    @Test
    void aBrowserIsNotLedThereEither() throws Exception {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (TestWeb web = named(new TestWeb())) {
            StringBuilder start = new StringBuilder("<a href=/moved>x</a><a href=/gone>x</a>");
            for (int way = 0; way < BROWSERS_WAYS.size(); way++) {
                StringBuilder page = new StringBuilder();
                for (String host : AddressGuardTest.HOSTS) {
                    String there = "http://%s:%d/%d".formatted(host, web.canaryPort(), way);
                    page.append(BROWSERS_WAYS.get(way).replace("$", there)).append('\n');
                }
                web.page(SITE + way, page.toString());
                start.append("<a href=/").append(way).append(">x</a>");
            }
            web.page(SITE, start.toString())
                    .page(
                            SITE + "gone",
                            "<script>location = 'http://127.0.0.1:%d/gone'</script>".formatted(web.canaryPort()))
                    .redirect(SITE + "moved", "http://127.0.0.1:" + web.canaryPort() + "/");
            new Round.Plan(web, folder).rendered().everywhere().over(SITE);
            assertThat(IntStream.range(0, BROWSERS_WAYS.size()))
                    .allSatisfy(way -> assertThat(web.requests(SITE + way)).isOne());
            assertThat(web.requests(SITE + "gone")).isOne();
            assertThat(web.strays()).isZero();
        }
    }
}
