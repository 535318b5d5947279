package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.extract.Reading.page;
import static org.proofmark.scout.extract.Reading.shown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One page for each way of showing an image. */
class WaysOfShowingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "IMG x.jpg ¦ <img src=x.jpg>",
                "IMG x.jpg ¦ <image src=x.jpg>",
                "IMG x.jpg ¦ <template><img src=' x.jpg '></template>",
                "IMG x.jpg ¦ <amp-img src=x.jpg></amp-img>",
                "SRCSET x-900.jpg ¦ <img srcset='x-300.jpg 300w, x-900.jpg 900w, x-600.jpg 600w' sizes=100vw>",
                "SRCSET x@2x.jpg ¦ <img src=x.jpg srcset='x.jpg, x@2x.jpg 2x'>",
                "SRCSET x,y.jpg ¦ <img srcset='x,y.jpg 100w'>",
                "PICTURE big.webp ¦ <picture><source srcset='big.webp' media='(min-width: 1px)'></picture>",
                "LAZY x.jpg ¦ <img data-src=x.jpg>",
                "LAZY img?id=7 ¦ <img data-lazy-src='img?id=7'>",
                "LAZY x-900.jpg ¦ <img data-srcset='x-300.jpg 300w, x-900.jpg 900w'>",
                "LAZY x.jpg ¦ <img data-lazy=x.jpg>",
                "LAZY x.jpg ¦ <img data-original=x.jpg>",
                "LAZY x.jpg ¦ <div data-bg=x.jpg></div>",
                "LAZY x.jpg ¦ <div data-bg='url(x.jpg)'></div>",
                "LAZY x.jpg ¦ <section data-background=x.jpg></section>",
                "LAZY x.jpg ¦ <div data-bgset='x.jpg 900w'></div>",
                "LAZY x.jpg ¦ <li data-whatever-script=x.jpg></li>",
                "LAZY x.jpg ¦ <photo-frame src=x.jpg></photo-frame>",
                "NOSCRIPT x.jpg ¦ <noscript><img src=x.jpg></noscript>",
                "NOSCRIPT x.jpg ¦ <head><noscript><img src=x.jpg></noscript></head>",
                "BACKGROUND x.jpg ¦ <div style='background: url(x.jpg)'></div>",
                "BACKGROUND x.jpg ¦ <div style=\"background-image: image-set('x.jpg' 2x)\"></div>",
                "BACKGROUND x.jpg ¦ <style>body { background: url('x.jpg') }</style>",
                "BACKGROUND x.jpg ¦ <svg><style>rect { background: url(x.jpg) }</style></svg>",
                "BACKGROUND x.jpg ¦ <table background=x.jpg><tr></table>",
                "BACKGROUND x.jpg ¦ <body background=x.jpg>",
                "OPEN_GRAPH x.jpg ¦ <meta property=og:image content=x.jpg>",
                "OPEN_GRAPH x.jpg ¦ <meta property=og:image:secure_url content=x.jpg>",
                "OPEN_GRAPH x.jpg ¦ <meta name=og:image:url content=x.jpg>",
                "TWITTER x.jpg ¦ <meta name=twitter:image content=x.jpg>",
                "TWITTER x.jpg ¦ <meta name=twitter:image:src content=x.jpg>",
                "JSON_LD x.jpg ¦ <script type=application/ld+json>{\"image\": \"x.jpg\"}</script>",
                "JSON_LD x.jpg ¦ <script type=application/ld+json>[{\"@graph\": [{\"a\": {\"thumbnailUrl\": [\"x.jpg\"]}}]}]</script>",
                "JSON_LD x ¦ <script type=application/ld+json>{\"@type\": \"ImageObject\", \"contentUrl\": \"x\"}</script>",
                "JSON_LD x ¦ <script type=application/ld+json><!-- {\"image\": {\"url\": \"x\",}, /* c */} --></script>",
                "JSON_LD x.jpg ¦ <script type=application/ld+json>{\"video\": {\"contentUrl\": \"x.jpg\"}}</script>",
                "MICRODATA x.jpg ¦ <div itemscope><meta itemprop=image content=x.jpg></div>",
                "MICRODATA x.jpg ¦ <div itemscope><link itemprop=thumbnailUrl href=x.jpg></div>",
                "MICRODATA x ¦ <b itemprop=image itemscope itemtype=https://schema.org/ImageObject><meta itemprop=url content=x></b>",
                "LINK_PRELOAD x.jpg ¦ <link rel=preload as=image href=x.jpg>",
                "LINK_PRELOAD x-900.jpg ¦ <link rel=preload as=image imagesrcset='x-300.jpg 300w, x-900.jpg 900w'>",
                "LINK_IMAGE x.jpg ¦ <link rel=image_src href=x.jpg>",
                "LINK_ICON x.png ¦ <link rel='shortcut icon' href=x.png>",
                "LINK_ICON x.png ¦ <link rel=apple-touch-icon sizes=180x180 href=x.png>",
                "VIDEO_POSTER x.jpg ¦ <video poster=x.jpg></video>",
                "INPUT x.jpg ¦ <input type=IMAGE src=x.jpg>",
                "OBJECT x.jpg ¦ <object data=x.jpg></object>",
                "OBJECT x ¦ <object data=x type=image/jpeg></object>",
                "EMBED x.jpg ¦ <embed src=x.jpg>",
                "OBJECT x.jpg ¦ <iframe src=x.jpg></iframe>",
                "IMG x.jpg ¦ <iframe srcdoc='<img src=x.jpg>'></iframe>",
                "SVG_IMAGE x.jpg ¦ <svg><image href=x.jpg /></svg>",
                "SVG_IMAGE x.jpg ¦ <svg><image xlink:href=x.jpg /></svg>",
                "SVG_IMAGE x.jpg ¦ <svg><filter><feImage href=x.jpg /></filter></svg>",
                "LINKED_FILE x.jpg ¦ <a href=x.jpg>large</a>",
                "LINKED_FILE x.JPG?size=big ¦ <a href='x.JPG?size=big'>large</a>",
                "LINKED_FILE x.jpg ¦ <map><area href=x.jpg></map>",
                "IMG ../other/x.jpg ¦ <base href=/other/><img src=x.jpg>",
            })
    void isFound(String expected, String html) {
        assertThat(shown(page(html)))
                .contains(expected.replace("../", "http://site.test/"))
                .hasSize(1);
    }

    @Test
    void readsDataAddresses() {
        assertThat(shown(page("<img src='" + Reading.DATA + "'>"))).containsExactly("IMG 70 bytes");
        assertThat(shown(page("<div style='background:url(" + Reading.DATA + ")'>")))
                .containsExactly("BACKGROUND 70 bytes");
        assertThat(shown(page("<img src='data:,GIF89a%01%00%01%00'>"))).containsExactly("IMG 10 bytes");
    }

    @Test
    void looksIntoSvgInDataAddresses() {
        String svg = "data:image/svg+xml,%3Csvg%3E%3Cimage href='" + Reading.DATA + "'/%3E%3C/svg%3E";
        assertThat(shown(page("<img src=\"" + svg + "\">"))).containsExactly("SVG_IMAGE 70 bytes");
    }

    @Test
    void ofOnePictureInManySizesTakesTheLargest() {
        assertThat(shown(page("""
                <picture>
                  <source type=image/avif srcset="x-400.avif 400w, x-1200.avif 1200w">
                  <source type=image/webp srcset="x-400.webp 400w, x-1200.webp 1200w">
                  <img src="x-400.jpg" srcset="x-800.jpg 800w, x-1200.jpg 1200w">
                </picture>"""))).containsExactly("PICTURE x-1200.webp");
        assertThat(shown(page("<img src='a/photo-300x200.jpg' data-src='a/photo-1024x683.jpg'>")))
                .containsExactly("LAZY a/photo-1024x683.jpg");
        assertThat(shown(page("<img src='p.jpg?id=4&w=100' srcset='p.jpg?id=4&w=900 900w'>")))
                .contains("SRCSET p.jpg?id=4&w=900");
    }

    @Test
    void ofReallyDifferentPicturesInOnePlaceTakesEach() {
        assertThat(shown(page("<picture><source srcset='wide-900.jpg 900w'><img src='tall-400.jpg'></picture>")))
                .containsExactlyInAnyOrder("PICTURE wide-900.jpg", "IMG tall-400.jpg");
        assertThat(shown(page("<img srcset='p?id=1 100w, p?id=2 200w'>")))
                .containsExactly("SRCSET p?id=1", "SRCSET p?id=2");
        assertThat(shown(page("<img src=original.jpg srcset='original-300.jpg 300w'>")))
                .containsExactlyInAnyOrder("IMG original.jpg", "SRCSET original-300.jpg");
    }

    @Test
    void namesOneAddressOnceForEachWay() {
        assertThat(shown(page(
                        "<img src=x.jpg><img src='x.jpg#a'><a href=x.jpg></a><meta property=og:image content=x.jpg>")))
                .containsExactlyInAnyOrder("IMG x.jpg", "LINKED_FILE x.jpg", "OPEN_GRAPH x.jpg");
    }

    @Test
    void takesNoFontsCursorsFragmentsOrOtherSchemes() {
        assertThat(shown(page("""
                <style>@font-face { src: url(a.woff) } p { cursor: url(c.png); clip-path: url(#x) }</style>
                <img src="about:blank"><img src=""><img src="javascript:1"><img src="ftp://h/x.jpg">
                <img src="blob:http://h/1"><img src="data:image/png;base64,????">"""))).isEmpty();
    }
}
