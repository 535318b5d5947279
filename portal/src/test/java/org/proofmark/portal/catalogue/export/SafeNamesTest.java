package org.proofmark.portal.catalogue.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNamesTest {
    private final SafeNames names = new SafeNames();

    @ParameterizedTest
    @CsvSource({
        "jetty.jpg, jetty.jpg",
        "Müller – Steg.jpg, Müller – Steg.jpg",
        "../../etc/passwd, __.._etc_passwd",
        "C:\\x.jpg, C__x.jpg",
        "con.jpg, _con.jpg",
        "LPT1, _LPT1",
        ".htaccess, _htaccess",
        "end. . , end",
        "a\u202egpj.exe, agpj.exe",
        "'', unnamed"
    })
    void everySystemCanUnpackThem(String wished, String given) {
        assertThat(names.name(wished)).isEqualTo(given);
    }

    @Test
    void noneIsGivenTwiceWhateverItsCase() {
        assertThat(List.of("a.jpg", "A.jpg", "a.jpg", "a (2).jpg", "a").stream().map(names::name))
                .containsExactly("a.jpg", "A (2).jpg", "a (3).jpg", "a (2) (2).jpg", "a");
        Set<String> seen = new HashSet<>();
        for (int time = 0; time < 1_000; time++) {
            assertThat(seen.add(names.name(time % 2 == 0 ? "b.jpg" : "b (" + time + ").jpg")
                            .toLowerCase(Locale.ROOT)))
                    .isTrue();
        }
    }

    @Test
    void longOnesKeepTheirEnding() {
        String name = names.name("😀".repeat(200) + ".tiff");
        assertThat(name).hasSizeLessThanOrEqualTo(150).endsWith("😀.tiff");
    }
}
