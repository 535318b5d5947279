package org.proofmark.scout.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proofmark.scout.url.Url;

class WebFetcherTest {
    private final WebFetcher fetcher = Loopback.fetcher(Loopback.PATIENT);

    @AfterEach
    void close() {
        fetcher.close();
    }

    private static PlainServer answering(int status, String fields, String body) {
        return new PlainServer((target, client, out) -> out.write(PlainServer.answer(status, fields, body)));
    }

    /** Leads from "/" to a location; answers "there" elsewhere. */
    private static PlainServer leading(int status, String location) {
        return new PlainServer((target, client, out) -> out.write(
                target.equals("/")
                        ? PlainServer.answer(status, "Location: " + location + "\r\n", "")
                        : PlainServer.answer(200, "", "there")));
    }

    @Test
    void tellsWhatWasSaidAndWithWhom() throws Exception {
        Instant before = Instant.now();
        try (PlainServer server = answering(200, "Content-Type: text/html\r\nX-A:  b \r\nx-a: c\r\n", "<p>ä")) {
            Outcome.Fetched fetched = (Outcome.Fetched) fetcher.fetch(Request.page(server.url("/p?q#f")));
            assertThat(fetched.body()).asString(UTF_8).isEqualTo("<p>ä");
            assertThat(fetched.encoded()).isSameAs(fetched.body());
            assertThat(fetched.headers().all("X-A")).containsExactly("b", "c");
            Hop hop = fetched.hops().getFirst();
            assertThat(hop.url()).isEqualTo(server.url("/p?q"));
            assertThat(hop.protocol()).isEqualTo("HTTP/1.1");
            assertThat(hop.reason()).isEqualTo("Fine");
            assertThat(hop.names()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
            assertThat(hop.address()).contains(InetAddress.ofLiteral("127.0.0.1"));
            assertThat(hop.tls()).isEmpty();
            assertThat(hop.started()).isBetween(before.minusMillis(5), Instant.now());
            assertThat(hop.total()).isGreaterThanOrEqualTo(hop.untilHeaders());
            assertThat(server.requests().getFirst())
                    .contains("GET /p?q HTTP/1.1", "Host: site.example:" + server.port())
                    .anyMatch(line -> line.startsWith("User-Agent: proofmark/"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, /there",
        "302, there?x",
        "303, //site.example:PORT/there",
        "307, http://other.example:PORT/there",
        "308, ../ä"
    })
    void followsRedirects(int status, String location) throws Exception {
        try (PlainServer target = answering(200, "", "there");
                PlainServer server = leading(status, location.replace("PORT", String.valueOf(target.port())))) {
            Outcome outcome = fetcher.fetch(Request.page(server.url("/")));
            assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
            assertThat(outcome.hops()).hasSize(2);
            assertThat(outcome.requested()).isEqualTo(server.url("/"));
            assertThat(outcome.landed()).isNotEqualTo(server.url("/"));
        }
    }

    @Test
    void asksTheGateBeforeItFollows() throws Exception {
        try (PlainServer server = leading(302, "/private")) {
            Outcome outcome = fetcher.fetch(
                    Request.page(server.url("/")),
                    next -> next.path().equals("/private") ? Optional.of("robots.txt forbids it") : Optional.empty());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.rule()).isEqualTo(Outcome.Rule.GATE));
            assertThat(outcome.explanation()).isEqualTo("robots.txt forbids it");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheBytesAsTheyCame() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("hello".getBytes(UTF_8));
        }
        try (PlainServer server = new PlainServer((target, client, out) ->
                out.write(PlainServer.answer(200, "Content-Encoding: gzip\r\n", bytes.toByteArray())))) {
            Outcome.Fetched fetched = (Outcome.Fetched) fetcher.fetch(Request.page(server.url("/")));
            assertThat(fetched.body()).asString(UTF_8).isEqualTo("hello");
            assertThat(fetched.encoded()).isEqualTo(bytes.toByteArray());
        }
    }

    @Test
    void readsChunksAndBodiesUntilTheEnd() throws Exception {
        String chunked =
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\nX-T: t\r\n\r\n";
        String untilEnd = "HTTP/1.1 103 Soon\r\nLink: </x>\r\n\r\nHTTP/1.0 200 Fine\r\n\r\nhello";
        for (String answer : List.of(chunked, untilEnd)) {
            try (PlainServer server = PlainServer.saying(answer)) {
                Outcome.Fetched fetched = (Outcome.Fetched) fetcher.fetch(Request.page(server.url("/")));
                assertThat(fetched.body()).asString(UTF_8).isEqualTo("hello");
            }
        }
    }

    @Test
    void asksOnlyForWhatHasChanged() throws Exception {
        Validators known = new Validators(Optional.of("\"v1\""), Optional.of("Sun, 06 Nov 1994 08:49:37 GMT"));
        try (PlainServer server = PlainServer.saying("HTTP/1.1 304 Same\r\n\r\n")) {
            assertThat(fetcher.fetch(Request.page(server.url("/")).with(known))).isInstanceOf(Outcome.Unchanged.class);
            assertThat(server.requests().getFirst())
                    .contains("If-None-Match: \"v1\"", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT");
            assertThat(fetcher.fetch(Request.page(server.url("/")))).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void whatAServerGaveCannotAddAField() throws Exception {
        Validators known = new Validators(Optional.of("\"v1\"\r\nX-Evil: 1"), Optional.empty());
        try (PlainServer server = answering(200, "", "")) {
            fetcher.fetch(Request.page(server.url("/")).with(known));
            assertThat(server.requests().getFirst()).noneMatch(line -> line.contains("Evil"));
        }
    }

    @Test
    void tellsHowLongToWait() throws Exception {
        try (PlainServer server = answering(429, "Retry-After: 120\r\n", "slow down")) {
            assertThat(fetcher.fetch(Request.page(server.url("/"))))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.status()).isEqualTo(429);
                        assertThat(failed.retryAfter()).contains(Duration.ofMinutes(2));
                    });
        }
    }

    @Test
    void bringsCookiesBackWithinTheirSiteOnly() throws Exception {
        String set = Stream.of(
                        "a=1; Path=/",
                        "b=2; Domain=example; Path=/",
                        "c=3; Secure",
                        "d=4; Domain=site.example; Path=/p",
                        "e=5; Max-Age=0")
                .map(cookie -> "Set-Cookie: " + cookie + "\r\n")
                .collect(Collectors.joining());
        try (PlainServer server = answering(200, set, "")) {
            fetcher.fetch(Request.page(server.url("/")));
            assertThat(cookies(server, server.url("/p/q").toString())).contains("Cookie: a=1; d=4");
            assertThat(cookies(server, server.url("/px").toString())).contains("Cookie: a=1");
            assertThat(cookies(server, "http://www.site.example:" + server.port() + "/p"))
                    .contains("Cookie: d=4");
            assertThat(cookies(server, "http://other.example:" + server.port() + "/p"))
                    .isEmpty();
        }
    }

    private Optional<String> cookies(PlainServer server, String url) {
        fetcher.fetch(Request.page(Url.of(url)));
        return server.requests().getLast().stream()
                .filter(line -> line.startsWith("Cookie:"))
                .findFirst();
    }

    @Test
    void saysWhereItComesFromAsBrowsersDo() throws Exception {
        try (PlainServer server = answering(200, "", "")) {
            fetcher.fetch(Request.image(server.url("/i")).from(server.url("/page?secret#f")));
            fetcher.fetch(Request.image(server.url("/i")).from(Url.of("http://other.example/page?secret")));
            fetcher.fetch(Request.image(server.url("/i")).from(Url.of("https://other.example/page?secret")));
            assertThat(server.requests().get(0)).contains("Referer: " + server.url("/page?secret"));
            assertThat(server.requests().get(1)).contains("Referer: http://other.example/");
            assertThat(server.requests().get(2)).noneMatch(line -> line.startsWith("Referer"));
        }
    }

    @Test
    void speaksHttp2WhereTheServerDoes() throws Exception {
        byte[] body = "there ".repeat(500_000).getBytes(UTF_8);
        try (Http2Server server = new Http2Server(body)) {
            Outcome outcome = fetcher.fetch(Request.page(server.url("/big?x=1")));
            assertThat(outcome).as(outcome.explanation()).isInstanceOf(Outcome.Fetched.class);
            assertThat(((Outcome.Fetched) outcome).body()).isEqualTo(body);
            Hop hop = outcome.hops().getFirst();
            assertThat(hop.protocol()).isEqualTo("HTTP/2.0");
            assertThat(hop.response().first("x-asked")).contains("/big?x=1");
            assertThat(hop.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
            assertThat(hop.tls().orElseThrow().certificates())
                    .singleElement()
                    .satisfies(certificate -> assertThat(
                                    certificate.getSubjectX500Principal().getName())
                            .isEqualTo("CN=site.example"));
        }
    }

    @Test
    void http2BodiesHaveLimitsToo() throws Exception {
        try (Http2Server server = new Http2Server(new byte[3 << 20])) {
            Request request = new Request(
                    server.url("/"),
                    Request.Wanted.ANY,
                    Validators.NONE,
                    Optional.empty(),
                    1 << 20,
                    Duration.ofSeconds(5));
            assertThat(fetcher.fetch(request)).isInstanceOf(Outcome.TooLarge.class);
        }
    }

    @Test
    void anEncryptedConnectionIsUsedAgain() throws Exception {
        try (Http2Server server = new Http2Server("there".getBytes(UTF_8))) {
            Outcome first = fetcher.fetch(Request.page(server.url("/1")));
            Outcome second = fetcher.fetch(Request.page(server.url("/2")));
            Outcome third = fetcher.fetch(Request.page(server.url("/3")));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(first.hops().getFirst().names()).hasSize(1);
            assertThat(second.hops().getFirst().names()).isEmpty();
            assertThat(second.hops().getFirst().tls())
                    .isEqualTo(first.hops().getFirst().tls());
            assertThat(third.headers().first("x-asked")).contains("/3");
            assertThat(((Outcome.Fetched) third).body()).asString(UTF_8).isEqualTo("there");
        }
    }

    @Test
    void anEncryptedHttp1ConnectionIsUsedAgain() throws Exception {
        try (PlainServer server = PlainServer.encrypted((target, client, out) -> {
            for (int i = 1; i <= 3; i++) {
                out.write(PlainServer.answer(200, "X-Count: " + i + "\r\n", "there"));
                out.flush();
                PlainServer.readRequest(client);
            }
        })) {
            Url url = Url.of("https://site.example:" + server.port() + "/");
            for (int i = 1; i <= 3; i++) {
                assertThat(fetcher.fetch(Request.page(url)).headers().first("X-Count"))
                        .contains(String.valueOf(i));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aKeptConnectionThatWasHungUpIsReplaced() throws Exception {
        try (PlainServer server =
                PlainServer.encrypted((target, client, out) -> out.write(PlainServer.answer(200, "", "there")))) {
            Url url = Url.of("https://site.example:" + server.port() + "/");
            for (int i = 1; i <= 3; i++) {
                assertThat(fetcher.fetch(Request.page(url))).isInstanceOf(Outcome.Fetched.class);
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void anAnswerThatCameUnaskedIsNotTakenForOne() throws Exception {
        String answer = new String(PlainServer.answer(200, "", "there"), UTF_8);
        byte[] two = (answer + answer.replace("there", "wrong")).getBytes(UTF_8);
        try (PlainServer server = PlainServer.encrypted((target, client, out) -> {
            out.write(two);
            out.flush();
            PlainServer.readRequest(client);
        })) {
            Url url = Url.of("https://site.example:" + server.port() + "/");
            for (int i = 1; i <= 3; i++) {
                Outcome outcome = fetcher.fetch(Request.page(url));
                assertThat(((Outcome.Fetched) outcome).body()).asString(UTF_8).isEqualTo("there");
            }
        }
    }

    /** A date says nothing of the address to which a redirect leads today. */
    @Test
    void sendsADateOnlyToTheAddressItWasGivenFor() throws Exception {
        Validators known = new Validators(Optional.of("\"v1\""), Optional.of("Sun, 06 Nov 1994 08:49:37 GMT"));
        try (PlainServer server = PlainServer.saying("HTTP/1.1 304 Same\r\n\r\n");
                PlainServer leading = answering(302, "Location: " + server.url("/new") + "\r\n", "")) {
            fetcher.fetch(Request.page(leading.url("/old")).with(known));
            assertThat(leading.requests().getFirst()).anyMatch(line -> line.startsWith("If-Modified-Since"));
            assertThat(server.requests().getFirst())
                    .contains("If-None-Match: \"v1\"")
                    .noneMatch(line -> line.startsWith("If-Modified-Since"));
        }
    }
}
