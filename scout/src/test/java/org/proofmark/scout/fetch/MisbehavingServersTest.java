package org.proofmark.scout.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.scout.fetch.Outcome.Cause.BROKEN;
import static org.proofmark.scout.fetch.Outcome.Cause.CONNECTION;
import static org.proofmark.scout.fetch.Outcome.Cause.DEADLINE;
import static org.proofmark.scout.fetch.Outcome.Cause.NAME;
import static org.proofmark.scout.fetch.Outcome.Cause.TLS;
import static org.proofmark.scout.fetch.Outcome.Cause.TOO_SLOW;
import static org.proofmark.scout.fetch.Outcome.Rule.HEADERS;
import static org.proofmark.scout.fetch.Outcome.Rule.REDIRECTS;
import static org.proofmark.scout.fetch.Outcome.Rule.SCHEME;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.url.Url;

/** Every exchange ends within its deadline, whatever the server does, and says what it was. */
class MisbehavingServersTest {
    private static final Duration ALLOWED = Duration.ofSeconds(10);
    private static final Duration LITTLE = Duration.ofMillis(1_500);

    private static final PlainServer.Speech FINE = (target, client, out) -> out.write(PlainServer.answer(200, "", "x"));

    private final WebFetcher fetcher = Loopback.fetcher(Loopback.PATIENT);
    private final WebFetcher impatient = Loopback.fetcher(Loopback.SETTINGS);

    @AfterEach
    void close() {
        fetcher.close();
        impatient.close();
    }

    private static Request request(Url url, Duration allowed) {
        return new Request(url, Request.Wanted.ANY, Validators.NONE, Optional.empty(), 1 << 20, allowed);
    }

    /** What becomes of a request to a server, in time. */
    private Outcome outcome(PlainServer.Speech speech) throws Exception {
        try (PlainServer server = new PlainServer(speech)) {
            return inTime(fetcher, request(server.url("/"), ALLOWED));
        }
    }

    /** The same, asked by somebody with little time. */
    private Outcome outcomeInHaste(PlainServer.Speech speech) throws Exception {
        try (PlainServer server = new PlainServer(speech)) {
            return inTime(impatient, request(server.url("/"), LITTLE));
        }
    }

    private Outcome outcome(String answer) throws Exception {
        return outcome((target, client, out) -> out.write(answer.getBytes(ISO_8859_1)));
    }

    private static Outcome inTime(WebFetcher fetcher, Request request) {
        long started = System.nanoTime();
        Outcome outcome = fetcher.fetch(request);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(request.deadline().plusSeconds(3));
        assertThat(outcome.explanation()).isNotBlank();
        return outcome;
    }

    private static void assertUnreachable(Outcome outcome, Outcome.Cause cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        unreachable -> assertThat(unreachable.cause())
                                .as(unreachable.explanation())
                                .isEqualTo(cause));
    }

    private static void assertRefused(Outcome outcome, Outcome.Rule rule) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule())
                                .as(refused.explanation())
                                .isEqualTo(rule));
    }

    private static void drip(OutputStream out, String text) throws Exception {
        for (byte unit : text.getBytes(ISO_8859_1)) {
            out.write(unit);
            out.flush();
            Thread.sleep(20);
        }
    }

    @Test
    void aSlowDripIsTooSlow() throws Exception {
        assertUnreachable(
                outcomeInHaste((target, client, out) -> {
                    out.write("HTTP/1.1 200 Fine\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));
                    drip(out, "x".repeat(500));
                }),
                TOO_SLOW);
    }

    @Test
    void aSlowDripOfHeaderFieldsEndsAtTheDeadline() throws Exception {
        assertUnreachable(
                outcomeInHaste((target, client, out) -> drip(out, "HTTP/1.1 200 Fine\r\nX-A: " + "x".repeat(500))),
                DEADLINE);
    }

    @Test
    void aSlowDripOfRedirectsSharesOneDeadline() throws Exception {
        assertUnreachable(
                outcomeInHaste((target, client, out) -> {
                    Thread.sleep(300);
                    out.write(PlainServer.answer(302, "Location: " + target + "x\r\n", ""));
                }),
                DEADLINE);
    }

    @Test
    void silenceIsTooSlow() throws Exception {
        assertUnreachable(outcomeInHaste((target, client, out) -> Thread.sleep(3_000)), TOO_SLOW);
    }

    @Test
    void aNameServerThatNeverAnswersIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        Resolver mute = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (WebFetcher waiting =
                new WebFetcher(Loopback.SETTINGS, mute, Connector.DIRECT, Loopback.trust(), InstantSource.system())) {
            assertUnreachable(inTime(waiting, request(Url.of("http://site.example/"), LITTLE)), DEADLINE);
        }
    }

    @Test
    void anUnknownNameIsNamed() {
        Resolver ignorant = host -> {
            throw new UnknownHostException(host);
        };
        try (WebFetcher asking = new WebFetcher(
                Loopback.SETTINGS, ignorant, Connector.DIRECT, Loopback.trust(), InstantSource.system())) {
            Outcome outcome = asking.fetch(request(Url.of("http://nowhere.example/"), ALLOWED));
            assertUnreachable(outcome, NAME);
            assertThat(outcome.explanation()).contains("nowhere.example");
        }
    }

    @Test
    void nobodyListening() throws Exception {
        PlainServer closed = PlainServer.saying("");
        closed.close();
        assertUnreachable(fetcher.fetch(request(closed.url("/"), ALLOWED)), CONNECTION);
    }

    @Test
    void anEndlessBodyIsTooLarge() throws Exception {
        assertThat(outcome((target, client, out) -> {
                    out.write("HTTP/1.1 200 Fine\r\n\r\n".getBytes(ISO_8859_1));
                    while (!client.isClosed()) {
                        out.write(new byte[8_192]);
                    }
                }))
                .isInstanceOf(Outcome.TooLarge.class);
    }

    @Test
    void aBodyAnnouncedTooLargeIsNotRead() throws Exception {
        assertThat(outcome("HTTP/1.1 200 Fine\r\nContent-Length: 99999999999\r\n\r\n"))
                .isInstanceOf(Outcome.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Length: -5\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Length: five\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nshorter",
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nbroken",
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nshort",
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nshort\r\n0\r\n\r\n",
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nshort\r\n0\r\n\r\n",
                "HTTP/1.1 200 Fine\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Encoding: zstd\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 200 Fine\r\nContent-Encoding: deflate\r\nContent-Length: 5\r\n\r\nshort",
                "HTTP/1.1 302 Fine\r\nLocation: http://[\r\n\r\n",
                "HTTP/1.1 9999 Fine\r\n\r\n",
                "HTTP/1.1 000 Fine\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "",
            })
    void whatIsNoWholeAnswerIsBroken(String answer) throws Exception {
        assertUnreachable(outcome(answer), BROKEN);
    }

    @Test
    void aResetIsBroken() throws Exception {
        assertUnreachable(
                outcome((target, client, out) -> {
                    out.write("HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nx".getBytes(ISO_8859_1));
                    client.setSoLinger(true, 0);
                }),
                BROKEN);
    }

    @Test
    void aFloodOfHeaderFieldsIsRefused() throws Exception {
        assertRefused(outcome("HTTP/1.1 200 Fine\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n"), HEADERS);
        assertRefused(outcome("HTTP/1.1 200 Fine\r\nX-A: " + "b".repeat(1 << 20) + "\r\n\r\n"), HEADERS);
        assertRefused(
                outcome("HTTP/1.1 200 Fine\r\n" + ("X-A: " + "b".repeat(9_000) + "\r\n").repeat(40) + "\r\n"), HEADERS);
        assertRefused(
                outcome("HTTP/1.1 200 Fine\r\nX-A: b\r\n" + (" " + "b".repeat(8_000) + "\r\n").repeat(40) + "\r\n"),
                HEADERS);
    }

    @Test
    void aFloodOfAnnouncementsIsRefused() throws Exception {
        assertRefused(outcome("HTTP/1.1 103 Soon\r\n\r\n".repeat(5_000) + "HTTP/1.1 200 Fine\r\n\r\n"), HEADERS);
    }

    @Test
    void redirectsInCirclesEnd() throws Exception {
        Outcome outcome = outcome((target, client, out) -> out.write(PlainServer.answer(302, "Location: /\r\n", "")));
        assertRefused(outcome, REDIRECTS);
        assertThat(outcome.hops()).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://site.example/",
                "file:///etc/passwd",
                "gopher://site.example/",
                "data:text/html,x",
                "javascript:x",
                "jar:http://site.example/!/"
            })
    void redirectsLeadNowhereButTheWeb(String location) throws Exception {
        assertRefused(outcome("HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\n\r\n"), SCHEME);
    }

    @Test
    void aCertificateNobodyVouchesForIsNotTrusted() throws Exception {
        try (PlainServer server = PlainServer.encrypted(FINE);
                WebFetcher asking = believing(SSLContext.getDefault())) {
            Outcome outcome = asking.fetch(Request.page(Url.of("https://site.example:" + server.port() + "/")));
            assertUnreachable(outcome, TLS);
            assertThat(outcome.explanation()).contains("nobody we trust");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() throws Exception {
        try (PlainServer server = PlainServer.encrypted(FINE);
                WebFetcher asking = believing(Loopback.trust())) {
            Outcome outcome = asking.fetch(Request.page(Url.of("https://third.example:" + server.port() + "/")));
            assertUnreachable(outcome, TLS);
            assertThat(outcome.explanation()).contains("third.example");
        }
    }

    @Test
    void noEncryptionWhereItIsExpected() throws Exception {
        try (PlainServer server = PlainServer.interrupting("HTTP/1.1 400 No\r\n\r\n");
                WebFetcher asking = believing(Loopback.trust())) {
            assertUnreachable(asking.fetch(Request.page(Url.of("https://site.example:" + server.port() + "/"))), TLS);
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsTooSlow() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnreachable(
                    inTime(impatient, request(Url.of("https://site.example:" + silent.getLocalPort() + "/"), LITTLE)),
                    TOO_SLOW);
        }
    }

    private static WebFetcher believing(SSLContext trust) {
        return new WebFetcher(Loopback.PATIENT, Loopback.RESOLVER, Connector.DIRECT, trust, InstantSource.system());
    }
}
