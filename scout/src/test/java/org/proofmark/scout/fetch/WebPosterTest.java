package org.proofmark.scout.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proofmark.scout.fetch.WebPoster.Posted;
import org.proofmark.scout.url.Url;

/** What is posted arrives whole, goes nowhere it must not, and always ends. */
class WebPosterTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Headers JSON = new Headers(List.of(new Headers.Field("Content-Type", "application/json")));

    private final WebPoster poster = poster(Loopback.PATIENT);
    private final WebPoster guarded = poster(Loopback.PATIENT.withPrivateNetworks(false));

    private static WebPoster poster(FetchSettings settings) {
        return new WebPoster(settings, Loopback.RESOLVER, Connector.DIRECT, Loopback.trust());
    }

    @AfterEach
    void close() {
        poster.close();
        guarded.close();
    }

    static List<String> hosts() {
        return AddressGuardTest.HOSTS;
    }

    private static PlainServer.Speech saying(byte[] answer) {
        return (target, client, out) -> out.write(answer);
    }

    @Test
    void postsWithLengthAndType() throws Exception {
        try (PlainServer server = new PlainServer(saying(PlainServer.answer(202, "X-Got: yes\r\n", "thanks")))) {
            Posted posted = poster.post(server.url("/hook?a=b"), JSON, "{\"ü\":1}".getBytes(UTF_8), 100, SOON);
            Posted.Answered answered = (Posted.Answered) posted;
            assertThat(answered.status()).isEqualTo(202);
            assertThat(answered.headers().first("x-got")).contains("yes");
            assertThat(new String(answered.beginning(), UTF_8)).isEqualTo("thanks");
            assertThat(server.requests().getFirst())
                    .startsWith("POST /hook?a=b HTTP/1.1", "Host: site.example:" + server.port())
                    .contains("Content-Type: application/json", "Content-Length: 8", "Connection: close");
        }
    }

    @Test
    void postsOverAnEncryptedConnection() throws Exception {
        try (PlainServer server = PlainServer.encrypted(saying(PlainServer.answer(204, "", "")))) {
            Url url = Url.of("https://site.example:" + server.port() + "/");
            assertThat(poster.post(url, JSON, new byte[1], 100, SOON))
                    .isInstanceOfSatisfying(
                            Posted.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(204));
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (PlainServer canary = PlainServer.saying("HTTP/1.1 200 Fine\r\n\r\n");
                PlainServer server =
                        new PlainServer(saying(PlainServer.answer(307, "Location: " + canary.url("/") + "\r\n", "")))) {
            assertThat(poster.post(server.url("/"), JSON, new byte[1], 100, SOON))
                    .isInstanceOfSatisfying(
                            Posted.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(307));
            assertThat(canary.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void sendsNothingIntoANetworkThatIsNotPublic(String host) throws Exception {
        try (PlainServer canary = PlainServer.saying("HTTP/1.1 200 Fine\r\n\r\n")) {
            Url.parse("http://" + host + ":" + canary.port() + "/")
                    .ifPresent(url -> assertThat(guarded.post(url, JSON, new byte[1], 100, SOON))
                            .isInstanceOf(Posted.Refused.class));
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void sendsNothingToANameThatLeadsInside() throws Exception {
        try (PlainServer canary = PlainServer.saying("HTTP/1.1 200 Fine\r\n\r\n")) {
            assertThat(guarded.post(canary.url("/"), JSON, new byte[1], 100, SOON))
                    .isInstanceOf(Posted.Refused.class);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void readsNoMoreOfAnEndlessAnswerThanWasAskedFor() throws Exception {
        try (PlainServer server = new PlainServer((target, client, out) -> {
            out.write("HTTP/1.1 500 Oh\r\n\r\n".getBytes(UTF_8));
            while (true) {
                out.write("more and more ".getBytes(UTF_8));
            }
        })) {
            assertThat(poster.post(server.url("/"), JSON, new byte[1], 50, SOON))
                    .isInstanceOfSatisfying(
                            Posted.Answered.class,
                            answered -> assertThat(answered.beginning()).hasSize(50));
        }
    }

    @Test
    void endsWithTheTimeAllowed() throws Exception {
        try (PlainServer server = new PlainServer((target, client, out) -> {
            while (true) {
                out.write("HTTP/1.1 102 Wait\r\n\r\n".getBytes(UTF_8));
                Thread.sleep(200);
            }
        })) {
            long begun = System.nanoTime();
            assertThat(poster.post(server.url("/"), JSON, new byte[1], 50, Duration.ofMillis(700)))
                    .isNotInstanceOf(Posted.Answered.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    @Test
    void whatIsNoHttpIsNoAnswer() throws Exception {
        try (PlainServer server = PlainServer.saying("hello\r\n\r\n")) {
            assertThat(poster.post(server.url("/"), JSON, new byte[1], 50, SOON))
                    .isInstanceOf(Posted.Unreachable.class);
        }
    }
}
