package org.proofmark.scout.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every case of the web platform tests. There are no exceptions. */
class UrlStandardTest {
    static List<JsonNode> cases() throws IOException {
        try (InputStream file = UrlStandardTest.class.getResourceAsStream("urltestdata.json")) {
            return JsonMapper.shared()
                    .readTree(file)
                    .valueStream()
                    .filter(JsonNode::isObject)
                    .toList();
        }
    }

    @Test
    void theFileIsWhole() throws IOException {
        assertThat(cases()).hasSize(891);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAndWritesAsBrowsersDo(JsonNode expected) {
        Optional<Url> url = parsed(expected);
        if (expected.path("failure").asBoolean(false)) {
            assertThat(url).isEmpty();
        } else {
            assertThat(url).map(Url::toString).contains(expected.get("href").asString());
            assertPartsAreAs(expected, url.orElseThrow());
        }
    }

    private static Optional<Url> parsed(JsonNode expected) {
        String input = expected.get("input").asString();
        JsonNode base = expected.get("base");
        return base == null || base.isNull()
                ? Url.parse(input)
                : Url.parse(base.asString()).flatMap(url -> url.resolve(input));
    }

    private static void assertPartsAreAs(JsonNode expected, Url url) {
        assertThat(url.scheme() + ":").isEqualTo(expected.get("protocol").asString());
        assertThat(url.username()).isEqualTo(expected.get("username").asString());
        assertThat(url.password()).isEqualTo(expected.get("password").asString());
        assertThat(url.host()).isEqualTo(expected.get("hostname").asString());
        assertThat(url.path()).isEqualTo(expected.get("pathname").asString());
        assertThat(url.query()
                        .filter(text -> !text.isEmpty())
                        .map(text -> "?" + text)
                        .orElse(""))
                .isEqualTo(expected.get("search").asString());
        assertThat(url.fragment()
                        .filter(text -> !text.isEmpty())
                        .map(text -> "#" + text)
                        .orElse(""))
                .isEqualTo(expected.get("hash").asString());
        if (expected.has("origin")) {
            assertThat(url.origin()).isEqualTo(expected.get("origin").asString());
        }
        assertThat(Url.of(url.toString())).isEqualTo(url);
    }
}
