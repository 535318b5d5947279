package org.proofmark.scout.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SiteTest {
    private static final Pattern CASE =
            Pattern.compile("(?m)^checkPublicSuffix\\('([^.'][^']*)', (?:null|'([^']*)')\\);");

    /** The list's own cases; not those with an empty first label, which no address has. */
    static List<MatchResult> cases() throws IOException {
        try (InputStream file = SiteTest.class.getResourceAsStream("test_psl.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return CASE.matcher(text).results().toList();
        }
    }

    @Test
    void theListsCasesAreThere() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(70);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheRegistrableDomain(MatchResult given) {
        Url url = Url.of("http://" + given.group(1) + "/");
        String expected = given.group(2) == null
                ? url.host()
                : Url.of("http://" + given.group(2) + "/").host();
        assertThat(url.site().name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.alice.github.io/, alice.github.io",
        "http://github.io/, github.io",
        "http://shop.example.co.uk/, example.co.uk",
        "http://example.com./, example.com",
        "http://-a.b.example.com/, example.com",
        "http://a_b.example.com/, example.com",
        "http://a..example.com/, example.com",
        "http://a.b.unlisted/, b.unlisted",
        "http://127.1/, 127.0.0.1",
        "http://[::1]:8080/, [::1]",
        "http://localhost:8080/, localhost",
    })
    void isWhatOneOperatorAnswersFor(String url, String site) {
        assertThat(Url.of(url).site()).isEqualTo(new Site(site));
    }
}
