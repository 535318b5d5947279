package org.proofmark.scout.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://a.example/p?utm_source=x&id=7#top http://a.example/p?id=7",
                "http://a.example/p?utm_source=x http://a.example/p",
                "http://a.example/p? http://a.example/p",
                "http://a.example/p;jsessionid=0A1B?id=7 http://a.example/p?id=7",
                "http://a.example/p;v=1/q http://a.example/p;v=1/q",
                "http://a.example/p?PHPSESSID=abc&b=2&a=1 http://a.example/p?b=2&a=1",
                "http://a.example/p?sid=12 http://a.example/p?sid=12",
                "http://a.example/p?sid=0123456789abcdef0123 http://a.example/p",
                "http://a.example/p?fbclid=x&gclid=y&sid http://a.example/p?sid",
                "http://a.example/(S(lit3py55t21z5v55vlm25s55))/p http://a.example/p",
                "http://u:p@a.example/%7euser/%c3%a4 http://a.example/~user/%C3%A4",
            })
    void identityLeavesOutWhoAsks(String url, String identity) {
        assertThat(Url.of(url).identity()).isEqualTo(Url.of(identity));
        assertThat(Url.of(identity).identity()).hasToString(identity);
    }

    @Test
    void portIsTheSchemesOwnUnlessWritten() {
        assertThat(Url.of("https://a.example/").port()).isEqualTo(443);
        assertThat(Url.of("https://a.example:80/").port()).isEqualTo(80);
        assertThat(Url.of("http://a.example:80/")).hasToString("http://a.example/");
        assertThat(Url.of("data:,x").port()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://0x7f.1/",
                "http://2130706433/",
                "http://0177.0.0.01./",
                "http://１２７.1/"
            })
    void everySpellingOfAnAddressIsThatAddress(String url) throws Exception {
        assertThat(Url.of(url).hostAddress()).contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @Test
    void aNameIsNoAddress() {
        assertThat(Url.of("http://localhost/").hostAddress()).isEmpty();
        assertThat(Url.of("mailto:a@b").hostAddress()).isEmpty();
    }

    @Test
    void saysWhatIsNoAddress() {
        assertThatThrownBy(() -> Url.of("//a.example/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("//a.example/");
    }

    @Test
    void longTextsCostLittle() {
        assertThat(Url.parse("http://" + "ä.".repeat(100_000) + "/")).isEmpty();
        assertThat(Url.parse("http://1/" + "../".repeat(50_000))).contains(Url.of("http://0.0.0.1/"));
    }
}
