package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.extract.Reading.document;
import static org.proofmark.scout.extract.Reading.leads;
import static org.proofmark.scout.extract.Reading.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofmark.scout.fetch.Headers;

/** Where pages lead, and what they ask of robots. */
class LinksTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '¦',
            value = {
                "PAGE y.html ¦ <a href='y.html#part'>y</a>",
                "PAGE y.html ¦ <map><area href=y.html></map>",
                "PAGE y.html ¦ <svg><a xlink:href=y.html /></svg>",
                "PAGE y.html ¦ <link rel=next href=y.html>",
                "PAGE File:Otter.jpg ¦ <a href=./File:Otter.jpg>about</a>",
                "FRAME y.html ¦ <iframe src=y.html></iframe>",
                "FRAME y.html ¦ <frameset><frame src=y.html></frameset>",
                "FRAME y.html ¦ <object data=y.html></object>",
                "REFRESH y.html ¦ <meta http-equiv=Refresh content=\"5; URL='y.html'\">",
                "REFRESH y.html ¦ <meta http-equiv=refresh content='0;y.html'>",
                "FEED y.xml ¦ <link rel=alternate type=application/rss+xml href=y.xml>",
                "FEED y.json ¦ <link rel=alternate type=application/feed+json href=y.json>",
                "PAGE y.html ¦ <link rel=alternate hreflang=de href=y.html>",
                "SITEMAP y.xml ¦ <link rel=sitemap href=y.xml>",
                "MANIFEST y.json ¦ <link rel=manifest href=y.json>",
                "STYLE_SHEET y.css ¦ <link rel=stylesheet href=y.css>",
                "STYLE_SHEET y.css ¦ <style>@import url(y.css) screen;</style>",
                "STYLE_SHEET y.css ¦ <style>@import 'y.css';</style>",
            })
    void isFound(String expected, String html) {
        assertThat(leads(page(html))).containsExactly(expected);
    }

    @Test
    void leadsNowhereElse() {
        assertThat(leads(page(
                        "<a href='#x'></a><a href='mailto:a@b.test'></a><a href='javascript:0'></a><a href=''></a>")))
                .isEmpty();
    }

    @Test
    void followsALinkThatIsForbiddenOnlyOnce() {
        Extract page = page("<a rel=nofollow href=a></a><a rel='ugc nofollow' href=b></a><a href=b></a>");
        assertThat(page.links()).extracting(Link::noFollow).containsExactly(true, false);
    }

    @Test
    void readsWhatThePageSaysOfItself() {
        Extract page = page("""
                <html lang=de-CH><head><title>The
                  otter</title><link rel=canonical href="/otter#x"><link rel=license href="/l">""");
        assertThat(page.title()).isEqualTo("The otter");
        assertThat(page.language()).isEqualTo("de-CH");
        assertThat(page.canonical()).hasToString("Optional[http://site.test/otter]");
        assertThat(page.licence()).hasValue("http://site.test/l");
        assertThat(page.kind()).isEqualTo(Extract.Kind.PAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<meta name=robots content='NOINDEX, nofollow'> | true,false,true",
                "<meta name=robots content='none'> | true,false,true",
                "<meta name=proofmark content='noimageindex'> | false,true,false",
                "<meta name=otherbot content='noindex'> | false,false,false",
                "<meta name=robots content='index, follow, max-snippet:10'> | false,false,false",
                "<meta name=robots content='noindex'><meta name=proofmark content='nofollow'> | true,false,true",
            })
    void readsDirectivesOfPages(String html, String expected) {
        assertThat(asText(page(html).directives())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noindex | true,false,false",
                "proofmark: noimageindex, nofollow | false,true,true",
                "otherbot: noindex | false,false,false",
                "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex | true,false,false",
            })
    void readsDirectivesOfHeaders(String value, String expected) {
        Headers headers = new Headers(List.of(new Headers.Field("x-robots-tag", value)));
        assertThat(asText(new Documents(ExtractLimits.standard())
                        .extract(Reading.PAGE, headers, new byte[0])
                        .directives()))
                .isEqualTo(expected);
    }

    private static String asText(Directives asked) {
        return asked.noIndex() + "," + asked.noImageIndex() + "," + asked.noFollow();
    }

    @Test
    void readsTheCharsetFromHeaderMarkAndMeta() {
        byte[] latin = "<meta charset=windows-1252><title>Füße</title>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(document("text/html", latin).title()).isEqualTo("Füße");
        byte[] unmarked = "<title>Füße</title>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(document("text/html; charset=iso-8859-1", unmarked).title()).isEqualTo("Füße");
        byte[] marked = "\uFEFF<title>Füße</title>".getBytes(StandardCharsets.UTF_16LE);
        assertThat(document("text/html", marked).title()).isEqualTo("Füße");
        assertThat(document("text/html; charset=nonsense", "<title>Füße</title>")
                        .title())
                .isEqualTo("Füße");
    }
}
