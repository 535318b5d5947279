package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.extract.Reading.only;
import static org.proofmark.scout.extract.Reading.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofmark.scout.extract.ImageReference.Way;

/** What a page says about its images is kept. */
class FactsOnPagesTest {
    @Test
    void keepsWhatStandsAroundAnImage() {
        ImageReference image = only(page("""
                <p>Before the
                 otter.</p>
                <figure><a href=big.html><img src=x.jpg alt=" An  otter " width=640 height="480px"></a>
                  <figcaption>An otter eats. <span class="photo-credit">Photo: Ada Example</span></figcaption></figure>
                <p>After it.</p><script>no()</script>"""), Way.IMG);
        assertThat(image.alt()).isEqualTo("An otter");
        assertThat(image.caption()).isEqualTo("An otter eats. Photo: Ada Example");
        assertThat(image.credit()).isEqualTo("Ada Example");
        assertThat(image.context())
                .startsWith("Before the otter.")
                .contains("After it.")
                .doesNotContain("no()");
        assertThat(image.width()).hasValue(640);
        assertThat(image.height()).hasValue(480);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A lake. Photo: Ada Example | Ada Example",
                "A lake (Foto: Ada Example/Agency) | Ada Example/Agency",
                "Ein See. Foto von Ada Example. Mehr. | Ada Example",
                "A lake © 2024 Ada Example | Ada Example",
                "A lake. Photograph by Ada Example | Ada Example",
                "Un lac. Crédit photo : Ada Example | Ada Example",
                "Image courtesy of Ada Example | Ada Example",
                "Bildquelle: Ada Example | Ada Example",
                "A photo of a lake | ''",
                "Photos from the lake: the best | ''",
            })
    void findsTheCreditInACaption(String caption, String credit) {
        assertThat(only(page("<figure><img src=x.jpg><figcaption>" + caption + "</figcaption></figure>"), Way.IMG)
                        .credit())
                .isEqualTo(credit);
    }

    @Test
    void doesNotGiveOneImageAnothersCaption() {
        Extract page = page("<div><img src=a.jpg><p class=caption>A</p></div><div><div><img src=b.jpg></div></div>");
        assertThat(page.images()).extracting(ImageReference::caption).containsExactly("A", "");
    }

    @Test
    void tellsTheLicenceOfAnImageFromThatOfThePage() {
        Extract page = page("""
                <figure><img src=x.jpg><a href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></figure>
                <p>…</p><img src=y.jpg><footer><a rel=license href="/terms">Terms</a></footer>""");
        assertThat(page.images())
                .extracting(ImageReference::licence)
                .containsExactly("https://creativecommons.org/licenses/by/4.0/", "");
        assertThat(page.licence()).hasValue("http://site.test/terms");
    }

    @Test
    void readsImageObjects() {
        ImageReference image = only(page("""
                <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": ["ImageObject"],
                  "contentUrl": "x.jpg", "caption": "An otter", "creator": [{"@type": "Person", "name": "Ada Example"}],
                  "creditText": "Example Agency", "copyrightNotice": "© Ada Example",
                  "license": "https://example.org/licence", "acquireLicensePage": "https://example.org/buy",
                  "width": {"@type": "QuantitativeValue", "value": 800}, "height": "600px"}]}</script>"""), Way.JSON_LD);
        assertThat(image.caption()).isEqualTo("An otter");
        assertThat(image.credit()).isEqualTo("Example Agency; Ada Example; © Ada Example");
        assertThat(image.licence()).isEqualTo("https://example.org/licence");
        assertThat(image.width()).hasValue(800);
        assertThat(image.height()).hasValue(600);
    }

    @Test
    void readsImageObjectsInMicrodata() {
        ImageReference image = only(page("""
                <div itemscope itemtype="https://schema.org/ImageObject"><img itemprop="contentUrl" src="x.jpg" alt="a">
                  <span itemprop=caption>An otter</span><b itemprop=creator itemscope><i itemprop=name>Ada Example</i></b>
                  <a itemprop=license href="/licence">l</a></div>"""), Way.MICRODATA);
        assertThat(image.caption()).isEqualTo("An otter");
        assertThat(image.credit()).isEqualTo("Ada Example");
        assertThat(image.licence()).isEqualTo("http://site.test/licence");
    }

    @Test
    void mergesWhatIsSaidTwice() {
        ImageReference image = only(page("<img src=x.jpg alt=otter><p>x</p><img src=x.jpg title=swimming>"), Way.IMG);
        assertThat(image.alt()).isEqualTo("otter");
        assertThat(image.caption()).isEqualTo("swimming");
    }

    @Test
    void keepsTheOpenGraphImagesOwnText() {
        ImageReference image = only(page("""
                <meta property="og:image" content="x.jpg"><meta property="og:image:width" content="1200">
                <meta property="og:image:alt" content="An otter">"""), Way.OPEN_GRAPH);
        assertThat(image.alt()).isEqualTo("An otter");
        assertThat(image.width()).hasValue(1200);
    }

    @Test
    void textsAreCutAndHoldNoControlCharacters() {
        ImageReference image =
                only(page("<img src=x.jpg alt='a&#1;b&#x202e;c " + "long ".repeat(2_000) + "'>"), Way.IMG);
        assertThat(image.alt()).startsWith("abc long").hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void aPageThatDoesNotSayHowItIsWrittenIsReadAsBrowsersDo() {
        String html = "<title>Höhle</title><img src='/bilder/höhle.jpg' alt='Höhle im März'>";
        Extract western = Reading.document("text/html", html.getBytes(Charset.forName("windows-1252")));
        assertThat(western.title()).isEqualTo("Höhle");
        assertThat(western.images().getFirst().alt()).isEqualTo("Höhle im März");
        assertThat(Reading.document("text/html", html).title()).isEqualTo("Höhle");
        byte[] broken = (html + "\0").getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 1] = (byte) 0xC3;
        assertThat(Reading.document("text/html", broken).title()).isEqualTo("Höhle");
        Extract stated = Reading.document(
                "text/html", ("<meta charset=koi8-r>" + "<title>х</title>").getBytes(Charset.forName("koi8-r")));
        assertThat(stated.title()).isEqualTo("х");
    }
}
