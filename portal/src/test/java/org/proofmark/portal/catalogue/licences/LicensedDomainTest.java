package org.proofmark.portal.catalogue.licences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.portal.platform.Refused;

class LicensedDomainTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "WWW.Example.ORG, example.org",
        "https://www.example.org:8443/shop?x=1, example.org",
        "*.example.org, example.org",
        "blog.example.org, blog.example.org",
        "example.co.uk., example.co.uk",
        "müller.de, xn--mller-kva.de",
        "www.de, www.de",
        "http://192.0.2.7:8080/shop, 192.0.2.7",
        "http://[2001:db8::0:7]/, [2001:db8::7]"
    })
    void readsADomainFromWhatPeopleWrite(String written, String name) {
        assertThat(LicensedDomain.parse(written).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"co.uk", "com", "github.io", "localhost", "", "a b", "ftp://example.org", "@"})
    void refusesWhatNobodyCanOwn(String written) {
        assertThatThrownBy(() -> LicensedDomain.parse(written)).isInstanceOf(Refused.class);
    }

    @Test
    void isShownInItsOwnLetters() {
        assertThat(LicensedDomain.parse("xn--mller-kva.de").shown()).isEqualTo("müller.de");
    }
}
