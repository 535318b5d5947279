package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssScanTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "a { background: url(x.jpg) } ¦ x.jpg",
                "a { background: URL( \"x.jpg\" ) } ¦ x.jpg",
                "a { background: url('x (1).jpg') } ¦ x (1).jpg",
                "a { background: u\\72l(x\\29.jpg) } ¦ x).jpg",
                "a { background: url(\\78 .jpg) } ¦ x.jpg",
                "/* url(no.jpg) */ a { background: url(x.jpg) } ¦ x.jpg",
                "a { content: 'url(no.jpg)'; background: url(x.jpg) } ¦ x.jpg",
                "a { --photo: url(x.jpg) } ¦ x.jpg",
                "@media print { a { background: url(x.jpg) } } ¦ x.jpg",
                "@font-face { src: url(no.woff) } a { border-image: url(x.jpg) 30 } ¦ x.jpg",
                "@namespace url(http://no/); a { mask: url(x.jpg) } ¦ x.jpg",
                "a { background: -webkit-image-set(url(x-1.jpg) 1x, url(x-2.jpg) 2x) } ¦ x-1.jpg x-2.jpg",
                "a { background: image-set('x-100.jpg' 1x, 'x-200.jpg' 2x) } ¦ x-200.jpg",
                "a { background: image-set('x.avif' type('image/avif') 1x, 'x.jpg' type('image/jpeg') 1x) } ¦ x.jpg",
                "a { background: url(x.jpg ¦ x.jpg",
                "a { background: url('x.jpg ¦ x.jpg",
                "a { src: 'no'; filter: url(#no) } ¦ ~~",
            })
    void findsPictures(String css, String expected) {
        assertThat(String.join(" ", CssScan.of(css, 100).pictures())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            value = {
                "@import 'a.css'; @import url(b.css) layer(x) supports(display: grid) screen; ¦ a.css b.css",
                "@IMPORT url(\"a.css\"); p { background: url(x.jpg) } ¦ a.css",
                "@charset 'utf-8'; @import 'a.css' ¦ a.css",
            })
    void findsImports(String css, String expected) {
        assertThat(String.join(" ", CssScan.of(css, 100).imports())).isEqualTo(expected);
    }

    @Test
    void endsOnDeepAndEndlessNonsense() {
        for (String piece :
                new String[] {"(", "{", "a(", "\\", "url(", "'", "@import ", "image-set(", "/*", "@", "1x"}) {
            assertThat(CssScan.of(piece.repeat(300_000), 100).pictures()).hasSizeLessThanOrEqualTo(101);
        }
    }

    @Test
    void aSheetsPicturesAreRelativeToTheSheet() {
        Extract sheet = Reading.document("text/css", "@import 'b.css'; a { background: url(../x.jpg) }");
        assertThat(sheet.kind()).isEqualTo(Extract.Kind.STYLE_SHEET);
        assertThat(Reading.shown(sheet)).containsExactly("BACKGROUND http://site.test/x.jpg");
        assertThat(Reading.leads(sheet)).containsExactly("STYLE_SHEET b.css");
    }
}
