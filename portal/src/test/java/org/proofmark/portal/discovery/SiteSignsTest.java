package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.discovery.SiteFacts.Kind;
import org.proofmark.scout.url.Url;

class SiteSignsTest {
    @Test
    void marksOfGoodsSayThatASiteSells() {
        SiteFacts facts = read("https://shop.example.de/chair", """
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Product","name":"Chair",
            "offers":{"@type":"Offer","price":"12"}},{"@type":["Organization","Store"],"name":"Chairs & More",
            "address":{"@type":"PostalAddress","addressCountry":"at"}}]}</script>\
            """);

        assertThat(facts.kind()).isEqualTo(Kind.BUSINESS);
        assertThat(facts.why()).isEqualTo("site.why.offers");
        assertThat(facts.operator()).contains("Chairs & More");
        assertThat(facts.country()).contains("AT");
        assertThat(facts.name()).isEqualTo("example.de");
    }

    @Test
    void anImprintNamesTheFirm() {
        SiteFacts facts = read(
                "https://www.example.de/impressum",
                "<h1>Impressum</h1><p>Herausgeber ist die Muster Reisen GmbH & Co. KG, Beispielweg 1</p>");

        assertThat(facts.kind()).isEqualTo(Kind.BUSINESS);
        assertThat(facts.why()).isEqualTo("site.why.firm");
        assertThat(facts.operator()).contains("Muster Reisen GmbH & Co. KG");
        assertThat(facts.imprint()).contains("https://www.example.de/impressum");
        assertThat(facts.country()).contains("DE");
    }

    @Test
    void findsTheImprintInSeveralLanguagesBeforeContactPages() {
        assertThat(imprint("<a href=/kontakt>Kontakt</a> <a href=/i>Impressum</a>"))
                .isEqualTo("https://example.org/i");
        assertThat(imprint("<a href=/contact>Contact</a> <a href=/m>Mentions légales</a>"))
                .isEqualTo("https://example.org/m");
        assertThat(imprint("<a href=/x>x</a> <a href=/a>Aviso legal</a>")).isEqualTo("https://example.org/a");
        assertThat(imprint("<a href=/n>Note legali</a>")).isEqualTo("https://example.org/n");
        assertThat(imprint("<a href=/c>Contact us</a>")).isEqualTo("https://example.org/c");
    }

    @Test
    void sayNothingOfWhatSaysNothing() {
        SiteFacts facts = read("https://example.io/", "<p>A page</p><a href=\"javascript:alert(1)\">Imprint</a>");

        assertThat(facts.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(facts.country()).isEmpty();
        assertThat(facts.imprint()).isEmpty();
        assertThat(facts.operator()).isEmpty();
    }

    @Test
    void basketsSayThatASiteSells() {
        assertThat(read("https://example.com/", "<button>In den Warenkorb</button>")
                        .why())
                .isEqualTo("site.why.shop");
        assertThat(read("https://example.com/", "<p>Der Einkaufswarenkorbhersteller</p>")
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void oddMarkupBreaksNothing() {
        String odd = "<script type=\"application/ld+json\">{\"@type\":[1,null,{}],\"name\":7</script><div"
                + " itemtype=\"schema.org/\">";

        assertThat(read("https://example.com/", odd).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(read("https://example.com/", "\0\uFFFF<a href>imprint").imprint())
                .isEmpty();
    }

    private static String imprint(String body) {
        return read("https://example.org/", body).imprint().orElse("none");
    }

    private static SiteFacts read(String url, String body) {
        return SiteSigns.of(Url.of(url), "", ("<meta charset=utf-8><body>" + body).getBytes(StandardCharsets.UTF_8));
    }
}
