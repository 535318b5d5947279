package org.proofmark.scout.extract;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.extract.Reading.document;
import static org.proofmark.scout.extract.Reading.leads;
import static org.proofmark.scout.extract.Reading.page;
import static org.proofmark.scout.extract.Reading.shown;
import static org.proofmark.scout.extract.Reading.where;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.fetch.Headers;

/** Pages as systems of the trade write them: shops, blogs, builders, frameworks. */
class SystemsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                // shops
                "//cdn.test/x_2048x.jpg?v=1 ¦ <img data-src='//cdn.test/x_{width}x.jpg?v=1' data-widths='[180, 540, 2048]'>",
                "//cdn.test/x_1080x.jpg ¦ <img class=lazyload data-src=//cdn.test/x_{width}x.jpg>",
                "//cdn.test/x_1296x.jpg ¦ <div data-bgset='//cdn.test/x_180x.jpg 180w 120h, //cdn.test/x_1296x.jpg 1296w 864h'></div>",
                "b.jpg ¦ <div data-bgset='a.jpg [(max-width: 9px)] | b.jpg'></div>",
                "x-1200.jpg ¦ <form data-product_variations='[{\"image\":{\"src\":\"x-1200.jpg\",\"url\":\"/y\"}}]'></form>",
                "//cdn.test/x.jpg ¦ <script type=application/json data-product-json>{\"images\":[\"\\/\\/cdn.test\\/x.jpg\"]}</script>",
                "//cdn.test/i/7 ¦ <script>var meta = {\"product\":{\"featured_image\":\"\\/\\/cdn.test\\/i\\/7\"}};</script>",
                "media/x.jpg ¦ <script type=text/x-magento-init>{\"a\":{\"data\":[{\"full\":\"media\\/x.jpg\"}]}}</script>",
                "x.jpg ¦ <a data-zoom-image=x.jpg data-zoom-id=z></a>",
                // blogs and builders
                "http://w.test/x.jpg ¦ <a href=/p data-orig-file=http://w.test/x.jpg data-image-title=IMG_1.jpg></a>",
                "http://w.test/x.jpg ¦ <div data-settings='{\"background_slideshow_gallery\":[{\"id\":5,\"url\":\"http:\\/\\/w.test\\/x.jpg\"}]}'></div>",
                "http://w.test/x.jpg ¦ <script>var rev={\"layers\":[{\"thumb\":\"http:\\/\\/w.test\\/x.jpg\"}]}</script>",
                "x.jpg ¦ <rs-slide data-thumb=x.jpg></rs-slide>",
                "x.jpg ¦ <img src=data:image/svg+xml,%3Csvg%3E%3C/svg%3E data-lazy-srcset='x.jpg 900w, x-300.jpg 300w'>",
                "https://images.sq.test/v1/5/6 ¦ <div data-image='https://images.sq.test/v1/5/6'></div>",
                "https://s.wx.test/media/a~mv2.jpg ¦ <wow-image data-image-info='{\"imageData\":{\"uri\":\"https://s.wx.test/media/a~mv2.jpg\"}}'></wow-image>",
                "https://j.test/cms/i/7/x.jpg ¦ <a href='javascript:window.open(\"https://j.test/cms/i/7/x.jpg\")'>large</a>",
                "big/x.jpg ¦ <a href=\"javascript:popUp('big/x.jpg',800,600)\">large</a>",
                "x2.jpg ¦ <b onmouseover=\"swap('n','x2.jpg')\">x</b>",
                "x.jpg ¦ <li data-content='&lt;img src=\"x.jpg\"&gt;'>x</li>",
                "https://c.other.test/i/7 ¦ <a data-fancybox=g href='https://c.other.test/i/7'><img src=data:,></a>",
                "i/7 ¦ <a type=image/jpeg href=i/7>large</a>",
                // frameworks
                "http://site.test/_next/image?url=%2Fx.jpg&w=3840&q=75 ¦ <img srcset='/_next/image?url=%2Fx.jpg&w=640&q=75 640w, /_next/image?url=%2Fx.jpg&w=3840&q=75 3840w' src='/_next/image?url=%2Fx.jpg&w=3840&q=75'>",
                "http://site.test/x.jpg ¦ <script id=__NEXT_DATA__ type=application/json>{\"props\":{\"hero\":{\"src\":\"/x.jpg\",\"height\":4}}}</script>",
                "http://site.test/x.jpg ¦ <script>self.__next_f.push([1,\"5:[\\\"$\\\",\\\"img\\\",null,{\\\"src\\\":\\\"/x.jpg\\\"}]\"])</script>",
                "https://c.test/x.jpg ¦ <script>window.__NUXT__=(function(a,b){return {u:a}}(\"https:\\u002F\\u002Fc.test\\u002Fx.jpg\",1))</script>",
                "https://c.test/x.jpg ¦ <script>window.__STATE__ = JSON.parse('{\"a\":\"https://c.test/x.jpg\"}')</script>",
                "https://c.test/i?id=7 ¦ <script>window.__STATE__ = {coverPhoto: 'https://c.test/i?id=7', page: 'https://c.test/p?id=7'}</script>",
                "https://c.test/x.jpg ¦ <script id=s type=application/json>{&q;a&q;:&q;https://c.test/x.jpg&q;}</script>",
                "http://site.test/x.jpg ¦ <astro-island props='{\"images\":[1,[[0,\"/x.jpg\"]]]}'></astro-island>",
                "x.jpg ¦ <v-img :src=\"'x.jpg'\"></v-img>",
                "img/x.jpg ¦ <div x-data=\"{ open: false, pics: ['img/x.jpg'] }\"></div>",
                "img/x.jpg ¦ <script>const pics = [`img/x.jpg`]; const t = `${base}/y.jpg`, e = '.jpg';</script>",
                "a photo.jpg ¦ <script>show('a photo.jpg')</script>",
                "x.jpg ¦ <script>/* don't */ show('x.jpg') // isn't</script>",
                "x.jpg ¦ <script type=text/template><img src='x.jpg'><img src='{{ photo.url }}'></script>",
                "x.jpg ¦ <script type=text/x-handlebars><div style=\"background:url('x.jpg')\"></div></script>",
                "x-900.jpg ¦ <script>p={srcSet:'x-300.jpg 300w, x-900.jpg 900w'}</script>",
                "x.jpg ¦ <div style='--bg: url(x.jpg)'></div>",
                "x.jpg ¦ <style>.a{@media (width>9px){&:hover{background:no-repeat url(\"x.jpg\")}}}</style>",
                "x.jpg ¦ <style>li::before{content:url(x.jpg)}</style>",
                "x.jpg ¦ <custom-hero image-src=x.jpg></custom-hero>",
                "x.jpg ¦ <template shadowrootmode=open><img src=x.jpg></template>",
                // elder ways
                "x.jpg ¦ <frameset><frame src=data:text/html,%3Cimg%20src=x.jpg%3E></frameset>",
                "x.jpg ¦ <img lowsrc=x.jpg>",
                "x.jpg ¦ <v:imagedata src=x.jpg />",
                "x.jpg ¦ <object><param name=picture value=x/../x.jpg></object>",
                "x.jpg ¦ <table><tbody background=x.jpg>",
                "x.jpg ¦ <meta name=parsely-image-url content=http://site.test/dir/x.jpg>",
                "x.jpg ¦ <p><b></div></table><img src=x.jpg></p></b>",
                "x.jpg ¦ <a href=x.jpg <img src=y.jpg>",
                "x%20y.jpg ¦ <IMG SRC='x y.jpg'/>",
                "http://site.test/a/x.jpg ¦ <img src='\\a\\x.jpg'>",
                "x.jpg ¦ <amp-iframe srcdoc='<amp-img src=x.jpg>'></amp-iframe>",
            })
    void isFound(String expected, String html) {
        String address = expected.startsWith("//") ? "http:" + expected : expected.replace(" ", "%20");
        assertThat(page(html).images().stream().map(Reading::where)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var e = '.jpg', f = '*.png', g = `${a}.jpg`, h = '/a/{id}.jpg'</script>",
                "<img src='{{ item.image }}.jpg'><a href='{{ item.url }}'>x</a>",
                "<template><img src='${photo}.jpg'></template>",
                "<div data-title=IMG_1.jpg data-filename=x.jpg title=y.jpg></div><input value=x.jpg>",
                "<div data-url=https://c.test/watch data-image-id=https://c.test/7></div>",
                "<script>var poster = {image: 'https://c.test/x.mp4', thumb: 'https://c.test/'}</script>",
                "<link rel=alternate type=application/json+oembed href=/oembed>",
                "<link rel=alternate type=application/json href=/wp-json/1>",
            })
    void asksForNothingThatIsNoAddress(String html) {
        assertThat(shown(page(html))).isEmpty();
        assertThat(leads(page(html))).isEmpty();
    }

    @Test
    void followsWhereScriptsLead() {
        assertThat(leads(page("<script>if (x) window.location.href = \"/gallery/\";</script>")))
                .containsExactly("PAGE http://site.test/gallery/");
        assertThat(leads(page("<body onload=\"location.replace('start.html')\">")))
                .containsExactly("PAGE start.html");
        assertThat(leads(page("<a href=\"javascript:window.open('show.php?id=7')\">")))
                .containsExactly("PAGE show.php?id=7");
        assertThat(leads(page("<a href=\"javascript:openWindow('old.html')\">")))
                .containsExactly("PAGE old.html");
        assertThat(leads(page("<script>var template = 'row.html'</script>"))).isEmpty();
        assertThat(leads(page("<link rel='alternate stylesheet' href=a.css><link rel=amphtml href=amp>")))
                .containsExactly("STYLE_SHEET a.css", "PAGE amp");
    }

    @Test
    void guessesOnlySoManyRelativeAddresses() {
        String many = "'p%d.jpg',"
                .repeat(500)
                .formatted(java.util.stream.IntStream.range(0, 500).boxed().toArray());
        assertThat(page("<script>x = [" + many + "]</script>").images()).hasSize(60);
        assertThat(page("<script>x = [" + many.replace("'p", "'/p") + "]</script>")
                        .images())
                .hasSize(500);
    }

    @Test
    void readsLinkHeaders() {
        Headers headers = new Headers(List.of(
                new Headers.Field("Content-Type", "text/html"),
                new Headers.Field(
                        "Link", "<x.jpg>; rel=preload; as=image, </s.css>; rel=\"preload stylesheet\"; as=style"),
                new Headers.Field("Link", "<https://site.test/wp-json/>; rel=\"https://api.w.org/\", <p2>; rel=next")));
        Extract extract = new Documents(ExtractLimits.standard()).extract(Reading.PAGE, headers, new byte[0]);
        assertThat(shown(extract)).containsExactly("LINK_PRELOAD x.jpg");
        assertThat(leads(extract)).containsExactly("STYLE_SHEET http://site.test/s.css", "PAGE p2");
    }

    @Test
    void readsXhtmlAsXml() {
        String page = """
                <?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/1999/xhtml" xml:lang="de"><head>
                <script src="a>b.js" /><title/><style type='text/css'/></head>
                <body><iframe src="f.html"/><img src="x.jpg" /><x:img src="y.jpg" /></body></html>""";
        assertThat(shown(document("application/xhtml+xml", page))).containsExactly("IMG x.jpg", "IMG y.jpg");
        assertThat(leads(document("application/xhtml+xml", page))).containsExactly("FRAME f.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1251", "shift_jis", "gb2312", "euc-kr", "big5", "koi8-r", "iso-8859-9", "utf-16"})
    void readsOddEncodings(String label) throws Exception {
        String html = "<title>写真</title><img src='x.jpg' alt='é写真'>".replace("é写真", text(label));
        byte[] body = html.getBytes(label.equals("utf-16") ? UTF_16LE : Charset.forName(label));
        Extract extract = document("text/html; charset=" + label, body);
        assertThat(shown(extract)).containsExactly("IMG x.jpg");
        assertThat(extract.images().getFirst().alt()).isEqualTo(text(label));
    }

    private static String text(String label) {
        return switch (label) {
            case "windows-1251", "koi8-r" -> "Фото";
            case "euc-kr" -> "사진";
            case "iso-8859-9" -> "fotoğraf";
            case "utf-16" -> "Фото写真";
            default -> "中文";
        };
    }

    @Test
    void readsMarkedUtf16() {
        String html = "<img src=x.jpg alt='Größe'>";
        for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE, UTF_8}) {
            Extract extract = document("text/html", ("\uFEFF" + html).getBytes(charset));
            assertThat(where(extract.images().getFirst())).isEqualTo("x.jpg");
            assertThat(extract.images().getFirst().alt()).isEqualTo("Größe");
        }
    }

    @Test
    void readsShopFeeds() {
        assertThat(shown(document("application/xml", """
                <rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><link>http://site.test/p</link>
                <g:image_link>http://c.test/x.jpg</g:image_link>
                <g:additional_image_link>http://c.test/i/7</g:additional_image_link>
                <featured>http://c.test/y.webp</featured></item></channel></rss>""")))
                .containsExactly("FEED http://c.test/x.jpg", "FEED http://c.test/i/7", "FEED http://c.test/y.webp");
    }

    @Test
    void readsJsonThatAnApplicationFetches() {
        Extract extract = document(
                "application/json", "[{\"id\":7,\"content\":{\"rendered\":\"<p><img src=\\\"\\/x.jpg\\\"><\\/p>\"}}]");
        assertThat(shown(extract)).containsExactly("IMG http://site.test/x.jpg");
    }
}
