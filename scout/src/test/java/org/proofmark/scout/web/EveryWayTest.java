package org.proofmark.scout.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;

/**
 * A site that shows one edited copy of a registered photo in each way there is, most of them on another host than its pages:
 * the scan finds every one. Each way has a page and a copy of its own, so that a find proves the way.
 */
class EveryWayTest {
    private static final String SITE = "http://gallery.example/";

    /** Where the pictures lie; a dollar sign stands for the way's own. */
    private static final String PICTURES = "http://pictures.elsewhere.example/";

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("img", "<img src='$'>"),
            Map.entry("img-amp", "<amp-img src='$'></amp-img>"),
            Map.entry("template", "<template><img src='$'></template>"),
            Map.entry("srcset-widths", "<img srcset='/s.jpg 300w, $ 900w, /m.jpg 600w' sizes=100vw>"),
            Map.entry("srcset-densities", "<img src=/s.jpg srcset='/m.jpg 1.5x, $ 3x'>"),
            Map.entry("picture", "<picture><source srcset='$ 900w'><img src='/other.jpg'></picture>"),
            Map.entry("data-src", "<img src=/s.gif data-src='$'>"),
            Map.entry("data-srcset", "<img data-srcset='/s.jpg 300w, $ 900w'>"),
            Map.entry("data-lazy", "<img data-lazy='$'>"),
            Map.entry("data-lazy-src", "<img data-lazy-src='$'>"),
            Map.entry("data-original", "<img data-original='$'>"),
            Map.entry("data-bg", "<div data-bg='$'></div>"),
            Map.entry("data-bg-url", "<div data-bg='url($)'></div>"),
            Map.entry("data-background", "<section data-background='$'></section>"),
            Map.entry("noscript", "<noscript><img src='$'></noscript>"),
            Map.entry("style-attribute", "<div style='background: #fff url($) no-repeat'></div>"),
            Map.entry("style-image-set", "<div style=\"background-image: image-set('/s.jpg' 1x, '$' 2x)\"></div>"),
            Map.entry("style-element", "<style>main { background-image: url(\"$\") }</style>"),
            Map.entry("table-background", "<table background='$'><tr><td>x</table>"),
            Map.entry("og-image", "<meta property=og:image content='$'>"),
            Map.entry("twitter-image", "<meta name=twitter:image content='$'>"),
            Map.entry(
                    "json-ld",
                    "<script type=application/ld+json>{\"@type\": \"Article\", \"image\": {\"url\": \"$\"}}</script>"),
            Map.entry("microdata", "<div itemscope><meta itemprop=image content='$'></div>"),
            Map.entry("link-preload", "<link rel=preload as=image href='$'>"),
            Map.entry("link-image-src", "<link rel=image_src href='$'>"),
            Map.entry("link-icon", "<link rel=icon href='$'>"),
            Map.entry("video-poster", "<video poster='$'></video>"),
            Map.entry("input-image", "<input type=image src='$'>"),
            Map.entry("object", "<object data='$' type=image/jpeg></object>"),
            Map.entry("embed", "<embed src='$' type=image/jpeg>"),
            Map.entry("iframe-image", "<iframe src='$'></iframe>"),
            Map.entry("srcdoc", "<iframe srcdoc=\"&lt;img src='$'&gt;\"></iframe>"),
            Map.entry("svg-inline", "<svg><image href='$' width=9 height=9 /></svg>"),
            Map.entry("svg-xlink", "<svg><image xlink:href='$' /></svg>"),
            Map.entry("linked-file", "<a href='$'>large</a>"),
            Map.entry("custom-property", "<div style='--bg: url($)'></div>"),
            Map.entry("data-bgset", "<div data-bgset='/s.jpg [(max-width: 9px)] | $'></div>"),
            Map.entry("data-json", "<div data-gallery='[{\"large\": \"$\"}]'></div>"),
            Map.entry("data-markup", "<li data-content='&lt;img src=\"$\"&gt;'>x</li>"),
            Map.entry("javascript-link", "<a href=\"javascript:popup('$', 800)\">large</a>"),
            Map.entry("on-click", "<b onclick=\"show('$')\">large</b>"),
            Map.entry("bound-attribute", "<v-img :src=\"'$'\"></v-img>"),
            Map.entry("state-json", "<script type=application/json>{\"a\": {\"src\": \"$\"}}</script>"),
            Map.entry("state-script", "<script>window.state = JSON.parse('{\"u\": \"$\"}')</script>"),
            Map.entry("state-in-strings", "<script>push([1, \"5:{\\\"src\\\":\\\"$\\\"}\"])</script>"),
            Map.entry("script-template", "<script type=text/template><img src='$'></script>"),
            Map.entry("base-href", "<base href='" + PICTURES + "'><img src='base-href.jpg'>"));

    @TempDir
    private static Path shared;

    private static Photos photos;

    @TempDir
    private Path folder;

    private final Map<String, String> expected = new LinkedHashMap<>();

    @BeforeAll
    static void register() throws IOException {
        photos = Photos.register(shared, 2);
    }

    @AfterAll
    static void close() {
        photos.close();
    }

    @Test
    void everyWayOfShowingAnImageIsFound() throws Exception {
        try (TestWeb web = new TestWeb()) {
            StringBuilder start = new StringBuilder("<title>start</title>");
            PAGES.forEach((way, html) -> {
                web.page(SITE + way, html.replace("$", picture(web, way)));
                start.append("<a href=/%s>%s</a> ".formatted(way, way));
            });
            otherDocuments(web, start);
            web.page(SITE, start.toString());
            Round round = new Round.Plan(web, folder).works(photos::find).over(SITE);
            assertFound(round);
            assertThat(round.complete()).isTrue();
            assertThat(web.strays()).isZero();
        }
    }

    private void assertFound(Round round) {
        Set<String> images = round.found().stream().map(Shown::image).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        expected.forEach((way, image) -> {
            if (images.stream().noneMatch(found -> found.equals(image) || found.startsWith(image + "#"))) {
                missing.add(way);
            }
        });
        assertThat(missing)
                .as("of %d ways; troubles: %s", expected.size(), round.troubles())
                .isEmpty();
    }

    /** Puts a way's copy on the pictures' host. */
    private String picture(TestWeb web, String way) {
        String url = PICTURES + way + ".jpg";
        web.put(url, "image/jpeg", photos.copy());
        expected.put(way, url);
        return url;
    }

    /** Ways that take more than one page. */
    private void otherDocuments(TestWeb web, StringBuilder start) throws IOException {
        web.page(SITE + "view/otter.jpg", "<img src='" + picture(web, "page-named-like-an-image") + "'>")
                .put(
                        SITE + "utf-16",
                        "text/html",
                        ("\uFEFF<img src='" + picture(web, "utf-16") + "'>").getBytes(StandardCharsets.UTF_16LE))
                .put(
                        SITE + "xhtml",
                        "application/xhtml+xml",
                        ("<html><script src='/x.js'/><body><img src='" + picture(web, "xhtml") + "'/></body></html>")
                                .getBytes(StandardCharsets.UTF_8))
                .page(
                        SITE + "widths",
                        "<img data-src='%s' data-widths='[300, 900]'>"
                                .formatted(picture(web, "wide_900x").replace("900", "{width}")))
                .page(SITE + "header", "x", "Link: <" + picture(web, "link-header") + ">; rel=preload; as=image");
        start.append(
                "<a href=/view/otter.jpg>x</a><a href=/utf-16>x</a><a href=/xhtml>x</a><a href=/header>x</a><a href=/widths>x</a>");
        styleSheets(web, start);
        framesAndDrawings(web, start);
        feedsAndSitemaps(web, start);
        inlineImages(web, start);
        web.text(SITE + "app.webmanifest", "application/manifest+json", """
                {"name": "x", "screenshots": [{"src": "%s", "sizes": "640x360"}]}""".formatted(picture(web, "manifest")));
        start.append("<link rel=manifest href=/app.webmanifest>");
        web.page(SITE + "refreshing", "<meta http-equiv=refresh content='0; url=/refreshed'>")
                .page(SITE + "refreshed", "<img src='%s'>".formatted(picture(web, "meta-refresh")))
                .redirect(SITE + "moved", "/moved-here")
                .page(SITE + "moved-here", "<img src='%s'>".formatted(picture(web, "redirected-page")))
                .page(SITE + "moved-picture", "<img src='" + PICTURES + "moved.jpg'>")
                .redirect(PICTURES + "moved.jpg", "http://third.example/there.jpg")
                .put("http://third.example/there.jpg", "image/jpeg", photos.copy());
        expected.put("redirected-image", PICTURES + "moved.jpg");
        start.append("<a href=/refreshing>x</a><a href=/moved>x</a><a href=/moved-picture>x</a>");
    }

    private void styleSheets(TestWeb web, StringBuilder start) {
        String sheets = "http://sheets.example/";
        web.page(SITE + "sheets", "<link rel=stylesheet href='" + sheets + "site.css'>")
                .text(
                        sheets + "site.css",
                        "text/css",
                        "@import 'deep/more.css'; p { background: url('%s') }".formatted(picture(web, "style-sheet")))
                .text(
                        sheets + "deep/more.css",
                        "text/css",
                        "@import url(last.css) screen; p { background: url(own.jpg) }")
                .put(sheets + "deep/own.jpg", "image/jpeg", photos.copy())
                .text(
                        sheets + "deep/last.css",
                        "text/css",
                        "p { background-image: -webkit-image-set(url(%s) 1x) }"
                                .formatted(picture(web, "import-in-import")));
        expected.put("import", sheets + "deep/own.jpg");
        start.append("<a href=/sheets>x</a>");
    }

    private void framesAndDrawings(TestWeb web, StringBuilder start) {
        String drawing = "<svg xmlns='http://www.w3.org/2000/svg'><image href='%s' width='9' height='9'/></svg>";
        web.page(SITE + "frames", "<iframe src=/framed></iframe><object data=/drawn.svg></object><img src=/shown.svg>")
                .page(SITE + "framed", "<img src='%s'>".formatted(picture(web, "iframe")))
                .text(SITE + "drawn.svg", "image/svg+xml", drawing.formatted(picture(web, "svg-in-object")))
                .text(SITE + "shown.svg", "image/svg+xml", drawing.formatted(picture(web, "svg-in-img")));
        start.append("<a href=/frames>x</a>");
    }

    private void feedsAndSitemaps(TestWeb web, StringBuilder start) throws IOException {
        web.text(SITE + "rss.xml", "application/rss+xml", """
                <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>x</title>
                <item><link>http://gallery.example/from-feed</link><enclosure url="%s" type="image/jpeg" length="1"/>
                <description>&lt;img src="%s"&gt;</description><media:content url="%s" medium="image"/></item>
                </channel></rss>""".formatted(
                        picture(web, "rss-enclosure"), picture(web, "rss-description"), picture(web, "rss-media")))
                .page(SITE + "from-feed", "<img src='%s'>".formatted(picture(web, "page-of-a-feed")))
                .text(SITE + "atom.xml", "application/atom+xml", """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="enclosure" type="image/jpeg" href="%s"/>
                <content type="html">&lt;img src='%s'&gt;</content></entry></feed>""".formatted(
                                picture(web, "atom-enclosure"), picture(web, "atom-content")))
                .text(SITE + "feed.json", "application/feed+json", """
                {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "image": "%s"}]}""".formatted(picture(web, "json-feed")));
        start.append("<link rel=alternate type=application/rss+xml href=/rss.xml>"
                + "<link rel=alternate type=application/atom+xml href=/atom.xml>"
                + "<link rel=alternate type=application/feed+json href=/feed.json>");
        web.text(SITE + "robots.txt", "text/plain", "Sitemap: " + SITE + "sitemap-index.xml\n")
                .text(SITE + "sitemap-index.xml", "application/xml", """
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>http://gallery.example/sitemap.xml.gz</loc></sitemap></sitemapindex>""")
                .put(SITE + "sitemap.xml.gz", "application/gzip", packed("""
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                <url><loc>http://gallery.example/from-sitemap</loc><image:image><image:loc>%s</image:loc></image:image></url>
                </urlset>""".formatted(picture(web, "sitemap-image"))))
                .page(SITE + "from-sitemap", "<img src='%s'>".formatted(picture(web, "page-of-a-sitemap")));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void inlineImages(TestWeb web, StringBuilder start) throws IOException {
        String data = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(photos.copy());
        web.page(SITE + "inline", "<img src='" + data + "'>")
                .put(SITE + "brochure.pdf", "application/pdf", pdf(photos.copy()));
        expected.put("data-address", SITE + "inline");
        expected.put("pdf", SITE + "brochure.pdf");
        start.append("<a href=/inline>x</a><a href=/brochure.pdf>x</a>");
    }

    /** One page with one JPEG picture. */
    private static byte[] pdf(byte[] jpeg) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("""
                %PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 500 300] /Contents 4 0 R
                    /Resources << /XObject << /P 5 0 R >> >> >> endobj
                4 0 obj << /Length 24 >> stream
                460 0 0 259 0 0 cm /P Do
                endstream endobj
                5 0 obj << /Type /XObject /Subtype /Image /Width WIDE /Height HIGH /ColorSpace /DeviceRGB
                    /BitsPerComponent 8 /Filter /DCTDecode /Length LENGTH >> stream
                """.replace("LENGTH", Integer.toString(jpeg.length))
                .replace("WIDE", Integer.toString(picture.getWidth()))
                .replace("HIGH", Integer.toString(picture.getHeight()))
                .getBytes(ISO_8859_1));
        out.write(jpeg);
        out.write("\nendstream endobj\ntrailer << /Root 1 0 R /Size 6 >>\n%%EOF\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    @Test
    void whatScriptsShowIsFoundByABrowserThatKeepsTheRules() throws Exception {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, """
                    <div id=here></div><script src=http://scripts.example/build.js></script>
                    <div style="height: 6000px"></div><img id=late width=300 height=200>
                    <script>new IntersectionObserver((seen, me) => { if (seen[0].isIntersecting) {
                        late.src = '%s'; me.disconnect(); } }).observe(late)</script>""".formatted(picture(web, "lazy-by-scrolling")))
                    .text("http://scripts.example/build.js", "text/javascript", """
                    const image = new Image(); image.src = '%s'; here.append(image);
                    const link = document.createElement('a'); link.href = '/next'; here.append(link);
                    fetch('/data.json').then(answer => answer.json()).then(data => {
                        const later = new Image(); later.src = data.image; here.append(later); });
                    for (const forbidden of ['/private/x.jpg', '/leads-into-private.jpg', 'http://closed.example/x.jpg'])
                        here.insertAdjacentHTML('beforeend', '<img src=' + forbidden + '>');
                    fetch('/private/data.json').catch(() => 0);
                    """.formatted(picture(web, "script")))
                    .text(
                            SITE + "data.json",
                            "application/json",
                            "{\"image\": \"%s\"}".formatted(picture(web, "fetched-by-script")))
                    .text(SITE + "robots.txt", "text/plain", "User-agent: *\nDisallow: /private/\n")
                    .text("http://closed.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
                    .redirect(SITE + "leads-into-private.jpg", "/private/redirected.jpg")
                    .page(
                            SITE + "next",
                            "<script>document.write('<img src=%s>')</script>"
                                    .formatted(picture(web, "link-made-by-script")));
            Round round =
                    new Round.Plan(web, folder).works(photos::find).rendered().over(SITE);
            assertFound(round);
            assertThat(web.strays()).isZero();
            assertThat(web.requestsTo("closed.example")).isZero();
            assertThat(web.requests(SITE + "leads-into-private.jpg")).isPositive();
            assertThat(List.of("x.jpg", "redirected.jpg", "data.json"))
                    .allSatisfy(name -> assertThat(web.requests(SITE + "private/" + name))
                            .as(name)
                            .isZero());
        }
    }
}
