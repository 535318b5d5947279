package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the bytes: reading ends, within the limits, and gives what could be read. */
class AnyBytesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final List<String> TYPES = List.of(
            "text/html",
            "text/css",
            "application/xml",
            "image/svg+xml",
            "application/json",
            "text/plain",
            "",
            "nonsense");

    @ParameterizedTest
    @ValueSource(strings = {"test1.test", "test4.test", "domjs.test"})
    void readsTheInputsOfHtml5lib(String file) throws IOException {
        int read = 0;
        for (String input : inputs(file)) {
            for (String type : TYPES) {
                Extract extract = Reading.document(type, input);
                assertThat(extract.troubles()).noneMatch(trouble -> trouble.contains("Exception"));
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    static List<String> inputs(String file) throws IOException {
        try (InputStream in = AnyBytesTest.class.getResourceAsStream("/html5lib/" + file)) {
            JsonNode tests = JsonMapper.shared().readTree(in).get("tests");
            return tests.valueStream()
                    .map(test -> test.get("input").stringValue())
                    .toList();
        }
    }

    static Stream<String> pieces() {
        return Stream.of(
                "<div>",
                "<b>",
                "<a href=x>",
                "<table>",
                "<svg>",
                "<template>",
                "<noscript>",
                "<select>",
                "<p>",
                "<i></p>",
                "<iframe srcdoc='",
                "<b data-x='{\"a.jpg\":\"",
                "<b onclick=\"x('a.jpg",
                "<script>'a.jpg\\\"'`b.jpg",
                "<script>a=\"/b.jpg\";</script>",
                "<i data-html=\"&lt;img src='x.jpg'&gt;\"",
                "<img src=x.jpg ",
                "<picture>",
                "<!--",
                "<![CDATA[",
                "<style>",
                "<script>",
                "<figure><img src=a.jpg>",
                "<meta name=robots content=x>",
                "<ul><li>",
                "<div itemscope itemprop=image>",
                "<font><b><i>",
                "</p>",
                "&amp;",
                "<a><b>",
                "<form><math>",
                "<title>",
                "<base href=x>",
                "<img data-x=");
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void endsOnAHundredThousandOfAnything(String piece) {
        long start = System.nanoTime();
        Extract extract = Reading.page("<img src=first.jpg>" + piece.repeat(100_000) + "<img src=last.jpg>");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(Reading.shown(extract)).anyMatch(image -> image.endsWith("first.jpg"));
    }

    @Test
    void readsAHundredThousandNestedElements() {
        Extract page = Reading.page("<div>".repeat(100_000) + "<img src=x.jpg>" + "</div>".repeat(100_000));
        assertThat(Reading.shown(page)).containsExactly("IMG x.jpg");
    }

    @Test
    void readsAPageWithAHugeAttribute() {
        Extract page = Reading.page("<img alt='" + "a ".repeat(4_000_000) + "' src=x.jpg>" + "<img src='"
                + "y".repeat(4_000_000) + ".jpg'>");
        assertThat(Reading.shown(page)).containsExactly("IMG x.jpg");
        assertThat(page.troubles()).containsExactly("an address of 4,000,004 characters, at most 8,192");
    }

    @Test
    void readsMutatedAndTruncatedPages() {
        byte[] whole = everything().getBytes(StandardCharsets.UTF_8);
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = random.nextInt(30); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Extract extract = Reading.document(TYPES.get(random.nextInt(TYPES.size())), bytes);
            assertThat(extract.troubles())
                    .as("seed %d, round %d", seed, round)
                    .noneMatch(trouble -> trouble.contains("Exception"));
        }
    }

    private static String everything() {
        return """
                <!doctype html><html lang=en><head><title>All</title><base href="/b/"><link rel=icon href=i.png>
                <meta property=og:image content=o.jpg><style>@import "a.css"; p { background: image-set("p.jpg" 2x) }</style>
                <script type="application/ld+json">{"@graph":[{"@type":"ImageObject","contentUrl":"j.jpg"}]}</script></head>
                <body style="background:url(bg.jpg)"><picture><source srcset="a.webp 1x, b.webp 2x"><img src=c.jpg></picture>
                <figure><img data-src=d.jpg alt=d><figcaption>Photo: Ada Example</figcaption></figure>
                <noscript><img src=n.jpg></noscript><iframe srcdoc="&lt;img src=s.jpg&gt;"></iframe>
                <svg><image xlink:href=v.jpg /></svg><div itemscope itemtype="https://schema.org/ImageObject">
                <meta itemprop=contentUrl content=m.jpg></div><a href=l.jpg>l</a><a rel=nofollow href=p>p</a>
                <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></body></html>""";
    }

    @Test
    void keepsWithinItsLimits() {
        ExtractLimits few = limits(10, 7, 1_000, Duration.ofSeconds(20));
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            page.append("<img src=%d.jpg><a href=%d>".formatted(i, i));
        }
        Extract extract = read(few, page.toString());
        assertThat(extract.images()).hasSize(10);
        assertThat(extract.links()).hasSize(7);
        assertThat(extract.troubles()).contains("more than 10 images", "more than 7 links");
    }

    @Test
    void countsTags() {
        Extract extract =
                read(limits(10, 10, 1_000, Duration.ofSeconds(20)), "<img src=a.jpg>" + "<br>".repeat(50_000));
        assertThat(extract.images()).hasSize(1);
        assertThat(extract.troubles()).contains("more than 1,000 tags");
    }

    @Test
    void stopsWhenTimeIsOver() {
        long[] now = {0};
        Documents slow =
                new Documents(limits(1_000, 1_000, 100_000, Duration.ofSeconds(1)), () -> now[0] += 100_000_000);
        byte[] page = "<img src=x.jpg><br>".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        Extract extract = slow.extract(Reading.PAGE, Reading.type("text/html"), page);
        assertThat(extract.troubles()).contains("not read to the end: more than 1.0 s");
    }

    @Test
    void looksIntoDocumentsWithinDocumentsOnlySoDeep() {
        String page = "<img src=x.jpg>";
        for (int i = 0; i < 6; i++) {
            page = "<iframe srcdoc=\"" + page.replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
        }
        Extract extract = Reading.page(page);
        assertThat(extract.images()).isEmpty();
        assertThat(extract.troubles()).containsExactly("documents within documents, more than 4 levels");
    }

    private static Extract read(ExtractLimits limits, String page) {
        return new Documents(limits)
                .extract(Reading.PAGE, Reading.type("text/html"), page.getBytes(StandardCharsets.UTF_8));
    }

    private static ExtractLimits limits(int images, int links, int tags, Duration time) {
        ExtractLimits standard = ExtractLimits.standard();
        return new ExtractLimits(
                images, links, 50, 2_000, 8_192, tags, 4, 1 << 20, 1 << 20, 100, 10_000, time, standard.pdf());
    }
}
