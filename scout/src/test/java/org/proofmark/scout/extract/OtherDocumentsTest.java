package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.extract.Reading.document;
import static org.proofmark.scout.extract.Reading.leads;
import static org.proofmark.scout.extract.Reading.shown;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.extract.Extract.Kind;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Feeds, sitemaps, manifests, SVG and images, told apart by what they are and not only by what the server says. */
class OtherDocumentsTest {
    private static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
             xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Otters &amp; lakes</title>
            <language>en-gb</language><link>http://site.test/</link><image><url>channel.png</url></image><itunes:image href="cover.jpg"/>
            <item><title>An otter</title><link>http://site.test/otter</link><pubDate>Tue, 03 Jun 2025 09:30:00 +0200</pubDate>
              <enclosure url="e.jpg" type="image/jpeg"/><enclosure url="e.mp3" type="audio/mpeg"/>
              <media:group><media:content url="m" medium="image" width="640"><media:credit>Ada Example</media:credit>
                <media:description>It swims</media:description></media:content><media:thumbnail url="t.jpg"/></media:group>
              <content:encoded><![CDATA[<p><img src="c.jpg" alt="c"> <a href="more.html">more</a></p>]]></content:encoded>
              <description>&lt;img src="d.jpg"&gt;</description></item>
            <item><guid>http://site.test/second</guid></item></channel></rss>""";

    @Test
    void readsRss() {
        Extract feed = document("text/html", RSS);
        assertThat(feed.kind()).isEqualTo(Kind.FEED);
        assertThat(feed.title()).isEqualTo("Otters & lakes");
        assertThat(feed.language()).isEqualTo("en-gb");
        assertThat(shown(feed))
                .containsExactlyInAnyOrder(
                        "FEED channel.png",
                        "FEED cover.jpg",
                        "FEED e.jpg",
                        "FEED m",
                        "FEED t.jpg",
                        "IMG c.jpg",
                        "IMG d.jpg");
        assertThat(leads(feed))
                .containsExactlyInAnyOrder(
                        "PAGE http://site.test/",
                        "PAGE http://site.test/otter",
                        "PAGE more.html",
                        "PAGE http://site.test/second");
        assertThat(feed.links().get(1).lastModified()).hasValue(Instant.parse("2025-06-03T07:30:00Z"));
        assertThat(feed.images())
                .filteredOn(image -> Reading.where(image).equals("m"))
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.credit()).isEqualTo("Ada Example");
                    assertThat(image.caption()).isEqualTo("It swims");
                    assertThat(image.context()).isEqualTo("An otter");
                    assertThat(image.width()).hasValue(640);
                });
    }

    @Test
    void readsAtom() {
        Extract feed = document("application/atom+xml", """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/" xml:lang="de"><title>T</title><logo>logo.png</logo>
                <link rel="next" href="?page=2"/><entry><updated>2025-06-03T09:30:00Z</updated><link href="otter"/>
                <link rel="enclosure" type="image/jpeg" href="e.jpg"/><content type="html">&lt;img src="c.jpg"&gt;</content></entry>
                <entry><link rel="alternate" href="lake"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><img
                src="x.jpg"/></div></content></entry></feed>""");
        assertThat(feed.kind()).isEqualTo(Kind.FEED);
        assertThat(shown(feed))
                .containsExactlyInAnyOrder(
                        "FEED http://site.test/b/logo.png",
                        "FEED http://site.test/b/e.jpg",
                        "IMG http://site.test/b/c.jpg",
                        "IMG http://site.test/b/x.jpg");
        assertThat(leads(feed))
                .containsExactly(
                        "FEED http://site.test/b/?page=2",
                        "PAGE http://site.test/b/otter",
                        "PAGE http://site.test/b/lake");
    }

    @Test
    void readsRdf() {
        Extract feed = document("application/xml", """
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
                <channel><title>T</title></channel><image><url>i.png</url></image><item><link>otter</link></item></rdf:RDF>""");
        assertThat(shown(feed)).containsExactly("FEED i.png");
        assertThat(leads(feed)).containsExactly("PAGE otter");
    }

    @Test
    void readsJsonFeeds() {
        Extract feed = document("application/feed+json", """
                {"version": "https://jsonfeed.org/version/1.1", "title": "T", "icon": "i.png", "next_url": "?2", "items": [
                {"url": "otter", "date_modified": "2025-06-03T09:30:00Z", "image": "a.jpg", "content_html": "<img src=b.jpg>",
                 "attachments": [{"url": "c.jpg", "mime_type": "image/jpeg", "title": "C"}, {"url": "d.mp3", "mime_type": "audio/mpeg"}]}]}""");
        assertThat(feed.kind()).isEqualTo(Kind.FEED);
        assertThat(shown(feed)).containsExactly("FEED i.png", "FEED a.jpg", "FEED c.jpg", "IMG b.jpg");
        assertThat(leads(feed)).containsExactly("FEED page?2", "PAGE otter");
    }

    private static final String SITEMAP = """
            <?xml version="1.0" encoding="UTF-8"?><!-- made --><?xml-stylesheet href="x.xsl"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"
             xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc> http://site.test/a?x=1&amp;y=2 </loc><lastmod>2025-06-03</lastmod><i:image><i:loc>http://cdn.test/a.jpg</i:loc>
              <i:caption>An otter</i:caption><i:title>Otter</i:title><i:license>http://site.test/l</i:license></i:image>
              <i:image><i:loc>http://cdn.test/b.jpg</i:loc></i:image></url>
            <url><loc>http://site.test/b</loc><n:news><n:publication_date>2025-06-04T10:00+02:00</n:publication_date></n:news></url>
            </urlset>""";

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html; charset=utf-8", "text/plain", ""})
    void readsSitemaps(String type) {
        checkSitemap(document(type, SITEMAP));
    }

    @Test
    void readsPackedSitemaps() throws IOException {
        checkSitemap(document("application/x-gzip", packed(SITEMAP.getBytes(StandardCharsets.UTF_8))));
    }

    private static void checkSitemap(Extract sitemap) {
        assertThat(sitemap.troubles()).isEmpty();
        assertThat(sitemap.kind()).isEqualTo(Kind.SITEMAP);
        assertThat(leads(sitemap)).containsExactly("PAGE http://site.test/a?x=1&y=2", "PAGE http://site.test/b");
        assertThat(sitemap.links())
                .extracting(Link::lastModified)
                .containsExactly(
                        Optional.of(Instant.parse("2025-06-03T00:00:00Z")),
                        Optional.of(Instant.parse("2025-06-04T08:00:00Z")));
        assertThat(shown(sitemap)).containsExactly("SITEMAP http://cdn.test/a.jpg", "SITEMAP http://cdn.test/b.jpg");
        assertThat(sitemap.images().getFirst().caption()).isEqualTo("An otter");
        assertThat(sitemap.images().getFirst().licence()).isEqualTo("http://site.test/l");
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void readsIndexesAndTextSitemaps() {
        Extract index = document("text/xml", """
                <sitemapindex><sitemap><loc>http://site.test/1.xml.gz</loc><lastmod>2025-06</lastmod></sitemap></sitemapindex>""");
        assertThat(leads(index)).containsExactly("SITEMAP http://site.test/1.xml.gz");
        assertThat(index.links().getFirst().lastModified()).hasValue(Instant.parse("2025-06-01T00:00:00Z"));
        Extract text = new Documents(ExtractLimits.standard())
                .extract(
                        Url.of("http://site.test/sitemap.txt"),
                        Reading.type("text/plain"),
                        "\uFEFFhttp://site.test/a\r\nhttp://site.test/b\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text.kind()).isEqualTo(Kind.SITEMAP);
        assertThat(leads(text)).containsExactly("PAGE http://site.test/a", "PAGE http://site.test/b");
    }

    @Test
    void readsALongSitemapToTheEnd() {
        StringBuilder urls = new StringBuilder("<urlset>");
        for (int i = 0; i < 50_000; i++) {
            urls.append("<url><loc>http://site.test/%d</loc><lastmod>2025-06-03</lastmod></url>".formatted(i));
        }
        assertThat(document("application/xml", urls.append("</urlset>").toString())
                        .links())
                .hasSize(50_000);
    }

    @Test
    void unpacksOnlySoMuch() throws IOException {
        byte[] bomb = packed(new byte[80 << 20]);
        assertThat(document("application/gzip", bomb).troubles()).contains("unpacked more than 67,108,864 bytes");
        assertThat(document("", packed(packed(bomb))).troubles()).containsExactly("packed twice");
    }

    @Test
    void readsManifests() {
        Extract manifest = document("application/manifest+json", """
                {"name": "App", "start_url": "/app", "icons": [{"src": "i.png", "sizes": "192x192"}],
                 "screenshots": [{"src": "s.jpg", "label": "Start"}], "shortcuts": [{"url": "/new", "icons": [{"src": "n.png"}]}]}""");
        assertThat(manifest.kind()).isEqualTo(Kind.MANIFEST);
        assertThat(shown(manifest)).containsExactly("MANIFEST i.png", "MANIFEST s.jpg", "MANIFEST n.png");
        assertThat(manifest.images().getFirst().width()).hasValue(192);
    }

    @Test
    void readsSvg() {
        Extract svg = document("image/svg+xml", """
                <?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
                <svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><svg:title>T</svg:title>
                <svg:image xlink:href="a.jpg" width="640"/><svg:style><![CDATA[ rect { fill: url(b.jpg) } ]]></svg:style>
                <svg:rect style="background: url(c.jpg)"/><svg:a href="next.html"/></svg:svg>""");
        assertThat(svg.kind()).isEqualTo(Kind.SVG);
        assertThat(svg.title()).isEqualTo("T");
        assertThat(shown(svg)).containsExactlyInAnyOrder("SVG_IMAGE a.jpg", "BACKGROUND b.jpg", "BACKGROUND c.jpg");
        assertThat(leads(svg)).containsExactly("PAGE next.html");
    }

    @Test
    void tellsAnImageFromAPage() {
        Extract image = document("text/html", Base64.getDecoder().decode(Reading.PIXEL));
        assertThat(image.kind()).isEqualTo(Kind.IMAGE);
        assertThat(Reading.only(image, Way.ITSELF).source()).isEqualTo(new ImageReference.At(Reading.PAGE));
    }

    @ParameterizedTest
    @CsvSource({"text/javascript,var a = '<img src=x.jpg>'", "application/zip,PK", "video/mp4,x", "'',''"})
    void saysWhatItDoesNotRead(String type, String text) {
        Extract other = document(type, text);
        assertThat(other.kind()).isEqualTo(Kind.OTHER);
        assertThat(other.troubles()).isNotEmpty();
        assertThat(other.images()).isEmpty();
    }

    @Test
    void entitiesNeitherGrowNorReadFiles(@TempDir Path folder) throws IOException {
        Path canary = Files.writeString(folder.resolve("canary"), "http://site.test/canary.jpg");
        StringBuilder laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 \"http://site.test/laugh.jpg\">"
                + "<!ENTITY c SYSTEM \"" + canary.toUri() + "\"><!ENTITY % d SYSTEM \"" + canary.toUri() + "\"> %d;");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        laughs.append("]><rss><channel><title>&l11;&c;</title><image><url>&c;</url></image>"
                + "<item><enclosure type='image/x' url='&c;'/></item></channel></rss>");
        Extract feed = document("application/rss+xml", laughs.toString());
        assertThat(feed.kind()).isEqualTo(Kind.FEED);
        assertThat(feed.title()).hasSizeLessThan(100).doesNotContain("canary");
        assertThat(feed.images().toString()).doesNotContain("canary").doesNotContain("laugh");
    }

    @ParameterizedTest
    @CsvSource({
        "2025,2025-01-01T00:00:00Z",
        "2025-06-03T09:30:00.123Z,2025-06-03T09:30:00.123Z",
        "2025-06-03T09:30:00+0200,2025-06-03T07:30:00Z",
        "2025-06-03 09:30:00,2025-06-03T09:30:00Z",
        "'Tue, 3 Jun 2025 09:30:00 GMT',2025-06-03T09:30:00Z",
        "'3 Jun 25 09:30 GMT',2025-06-03T09:30:00Z",
    })
    void readsDates(String written, Instant meant) {
        assertThat(Dates.parse(written)).hasValue(meant);
        assertThat(Dates.parse("someday " + written)).isEmpty();
    }
}
