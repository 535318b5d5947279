package org.proofmark.scout.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.fetch.Loopback;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.fetch.PlainServer.Speech;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.scan.ScanSettings;

/** Twelve kinds of servers that misbehave beside one that does not, in one scan: all end, are named, and take nothing from it. */
class BadNeighboursTest {
    private static final String HEALTHY = "http://healthy.example/";
    private static final int PAGES = 300;
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** What is said about each. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    /** Pictures on a server that breaks every connection. */
    private static final int BROKEN_PICTURES = 60;

    /** Servers that ask for rests: more than are asked at once. */
    private static final int RESTING = 6;

    @TempDir
    private Path folder;

    private final AtomicLong lastDrop = new AtomicLong();

    @Test
    void allEndAndAreNamedAndTheHealthyOneLosesNothing() throws Exception {
        try (TestWeb web = new TestWeb()) {
            healthy(web);
            List<String> starts = new ArrayList<>(misbehaving(web));
            starts.add(HEALTHY);
            long began = System.nanoTime();
            Round round = new Round.Plan(web, folder).deadline(DEADLINE).over(starts.toArray(String[]::new));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
            assertThat(round.complete()).isTrue();
            assertThat(web.requestsTo("healthy.example")).isEqualTo(PAGES + 1);
            REASONS.forEach(
                    (url, reason) -> assertThat(round.trouble(url)).as(url).containsIgnoringCase(reason));
            assertThat(round.troubles()).noneMatch(trouble -> trouble.url().startsWith(HEALTHY));
            assertThat(round.troubles())
                    .filteredOn(trouble -> trouble.url().startsWith("http://pictures.example/"))
                    .hasSize(BROKEN_PICTURES)
                    .allMatch(trouble -> trouble.why() == Visit.Why.UNREACHABLE);
            assertThat(web.requestsTo("pictures.example"))
                    .as("who gives nothing is left alone")
                    .isLessThanOrEqualTo(ScanSettings.standard().patience());
            assertThat(web.lastRequest("healthy.example"))
                    .as("the healthy one is done while the slow ones are still dripping")
                    .isLessThan(lastDrop.get());
            assertThat(web.strays()).isZero();
        }
    }

    @Test
    void manyWhoAnswerForLongHoldUpNobody() throws Exception {
        AtomicLong firstEnd = new AtomicLong(Long.MAX_VALUE);
        ScanSettings eightAtOnce = new ScanSettings(
                10_000, 20, 20L << 30, Duration.ofDays(1), 8, 64, Duration.ofMillis(100), 2, 64, 3, 8, 200);
        try (TestWeb web = new TestWeb()) {
            List<String> starts = new ArrayList<>();
            for (int host = 0; host < 40; host++) {
                web.speech("lasting" + host + ".example", (target, client, out) -> {
                    out.write("HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n\r\n".getBytes(ISO_8859_1));
                    for (int piece = 0; piece < 60; piece++) {
                        out.write("word ".repeat(400).getBytes(ISO_8859_1));
                        out.flush();
                        Thread.sleep(100);
                    }
                    firstEnd.accumulateAndGet(System.nanoTime(), Math::min);
                });
                starts.add("http://lasting" + host + ".example/");
            }
            web.page(HEALTHY, "<a href=/a>x</a><a href=/b>x</a><a href=/c>x</a>")
                    .page(HEALTHY + "a", "a")
                    .page(HEALTHY + "b", "b")
                    .page(HEALTHY + "c", "c");
            starts.add(HEALTHY);
            Round round = new Round.Plan(web, folder).settings(eightAtOnce).over(starts.toArray(String[]::new));
            assertThat(round.complete()).isTrue();
            assertThat(web.requestsTo("healthy.example")).isEqualTo(4);
            assertThat(web.lastRequest("healthy.example")).isLessThan(firstEnd.get());
        }
    }

    @Test
    void restsAskedForAndBrokenHandshakesHoldUpNobody() throws Exception {
        ScanSettings twoAtOnce = new ScanSettings(
                10_000, 20, 20L << 30, Duration.ofDays(1), 2, 2, Duration.ofMillis(100), 2, 64, 3, 3, 200);
        try (TestWeb web = new TestWeb()) {
            List<String> starts = new ArrayList<>();
            for (int number = 0; number < RESTING; number++) {
                starts.addAll(overloaded(web, number));
                web.listening("nameless" + number + ".example", nameless(), (target, client, out) -> {});
                starts.add("https://nameless" + number + ".example/");
            }
            web.listening(
                    "site.example", breaking(), (target, client, out) -> out.write(PlainServer.answer(404, "", "")));
            starts.add("https://site.example/");
            web.page(HEALTHY, pages(web, 60) + pictures(starts));
            starts.add(HEALTHY);
            Round round = new Round.Plan(web, folder).settings(twoAtOnce).over(starts.toArray(String[]::new));
            assertThat(round.complete()).isTrue();
            assertThat(web.requestsTo("healthy.example")).isEqualTo(61);
            assertThat(round.trouble("https://site.example/")).startsWith("UNREACHABLE");
            for (int number = 0; number < RESTING; number++) {
                String end = number + ".example/";
                assertThat(web.lastRequest("healthy.example"))
                        .as("the healthy one is done while the busy ones still rest")
                        .isLessThan(web.lastRequest("busy" + number + ".example"));
                assertThat(round.trouble("http://busy" + end)).contains("429");
                assertThat(round.trouble("http://closed" + end))
                        .startsWith("ROBOTS")
                        .contains("429");
                assertThat(round.trouble("https://nameless" + end)).contains("encryption");
            }
        }
    }

    /** Links to so many pages that are there. */
    private static String pages(TestWeb web, int count) {
        StringBuilder links = new StringBuilder();
        for (int page = 0; page < count; page++) {
            String name = Integer.toString(page, 36);
            web.page(HEALTHY + "page/" + name, name);
            links.append("<a href=/page/").append(name).append(">x</a>");
        }
        return links.toString();
    }

    /** Two that ask for three seconds after each question, one of them even when asked for its robots.txt. */
    private static List<String> overloaded(TestWeb web, int number) {
        byte[] later = PlainServer.answer(429, "Retry-After: 3\r\n", "");
        web.rule(
                "busy" + number + ".example",
                target -> target.equals("/robots.txt") ? Optional.empty() : Optional.of(later));
        web.rule("closed" + number + ".example", target -> Optional.of(later));
        return List.of("http://busy" + number + ".example/", "http://closed" + number + ".example/");
    }

    /** Speaks TLS, but has nothing to show for who it is. */
    private static ServerSocket nameless() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLS");
        nobody.init(new KeyManager[0], null, null);
        return nobody.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Ends its first handshake well, after which it is asked for its robots.txt, and breaks off within a record of each other. */
    private static ServerSocket breaking() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
            private boolean known;

            @Override
            public Socket accept() throws IOException {
                Socket client = super.accept();
                if (!known) {
                    known = true;
                    return encrypted(client);
                }
                client.getOutputStream().write(new byte[] {22, 3, 3, 0, 100, 2});
                client.close();
                return client;
            }
        };
    }

    private static Socket encrypted(Socket client) throws IOException {
        SSLSocket server = (SSLSocket) Loopback.trust().getSocketFactory().createSocket(client, null, true);
        server.setUseClientMode(false);
        return server;
    }

    /** Shows ten pictures of each of these. */
    private static String pictures(List<String> hosts) {
        return hosts.stream()
                .flatMap(host ->
                        IntStream.range(0, 10).mapToObj(picture -> "<img src=%s%d.jpg>".formatted(host, picture)))
                .collect(Collectors.joining());
    }

    @Test
    void aStopWaitsForNobodysRest() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page("http://resting.example/", "<a href=/busy>x</a><img src=http://pictures.resting.example/1.jpg>")
                    .raw("http://resting.example/busy", PlainServer.answer(429, "Retry-After: 3600\r\n", ""))
                    .page("http://pictures.resting.example/1.jpg", "x");
            long began = System.nanoTime();
            Round round = new Round.Plan(web, folder)
                    .stopWhen(() -> web.requests("http://resting.example/busy") > 0)
                    .over("http://resting.example/");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            assertThat(round.complete()).isFalse();
            assertThat(round.troubles()).noneMatch(trouble -> trouble.why() == Visit.Why.ROBOTS);
        }
    }

    private static void healthy(TestWeb web) {
        StringBuilder links = new StringBuilder();
        for (int page = 0; page < PAGES; page++) {
            links.append("<a href=/page/")
                    .append((char) ('a' + page % 26))
                    .append("-")
                    .append(page)
                    .append(">x</a>");
            web.page(
                    HEALTHY + "page/" + (char) ('a' + page % 26) + "-" + page,
                    "<title>page</title>" + "word ".repeat(200));
        }
        for (int picture = 0; picture < BROKEN_PICTURES; picture++) {
            links.append("<img src=http://pictures.example/").append(picture).append(".jpg>");
        }
        web.page(HEALTHY, links.toString());
        web.speech("pictures.example", (target, client, out) -> client.setSoLinger(true, 0));
    }

    private List<String> misbehaving(TestWeb web) throws Exception {
        REASONS.clear();
        bad(web, "slow-drip", "too_slow", (target, client, out) -> {
            out.write("HTTP/1.1 200 Fine\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));
            drip(out, "x".repeat(1_000));
        });
        bad(
                web,
                "slow-fields",
                "deadline",
                (target, client, out) -> drip(out, "HTTP/1.1 200 Fine\r\nX-A: " + "x".repeat(1_000)));
        bad(web, "mute", "too_slow", (target, client, out) -> new CountDownLatch(1).await());
        bad(web, "endless-body", "too_large", (target, client, out) -> {
            out.write("HTTP/1.1 200 Fine\r\n\r\n".getBytes(ISO_8859_1));
            while (!client.isClosed()) {
                out.write(new byte[8_192]);
            }
        });
        bad(web, "wrong-length", "broken", "HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nshort");
        bad(web, "header-flood", "header", "HTTP/1.1 200 Fine\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n");
        bad(web, "redirect-loop", "redirects", "HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n");
        bad(web, "cross-protocol", "not on the web", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n");
        byte[] bomb = bomb();
        bad(
                web,
                "bomb",
                "times",
                (target, client, out) -> out.write(PlainServer.answer(200, "Content-Encoding: gzip\r\n", bomb)));
        bad(
                web,
                "broken-chunks",
                "broken",
                "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nbroken");
        bad(web, "reset", "broken", (target, client, out) -> {
            out.write("HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nx".getBytes(ISO_8859_1));
            client.setSoLinger(true, 0);
        });
        bad(web, "announcing", "1xx", "HTTP/1.1 103 Soon\r\n\r\n".repeat(5_000) + "HTTP/1.1 200 Fine\r\n\r\n");
        bad(web, "busy", "429", "HTTP/1.1 429 Busy\r\nContent-Length: 0\r\n\r\n");
        ServerSocket encrypted = Loopback.trust()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.99"));
        web.listening(
                "untrusted.example", encrypted, (target, client, out) -> out.write(PlainServer.answer(200, "", "x")));
        REASONS.put("https://untrusted.example/", "encryption");
        web.page("http://changing.example/", "x").changing("changing.example", "10.0.0.1");
        REASONS.put("http://changing.example/", "no public address");
        return List.copyOf(REASONS.keySet());
    }

    private static void bad(TestWeb web, String name, String reason, String answer) {
        bad(web, name, reason, (target, client, out) -> out.write(answer.getBytes(ISO_8859_1)));
    }

    private static void bad(TestWeb web, String name, String reason, Speech speech) {
        web.speech(name + ".example", speech);
        REASONS.put("http://" + name + ".example/", reason);
    }

    private void drip(OutputStream out, String text) throws Exception {
        for (byte unit : text.getBytes(ISO_8859_1)) {
            out.write(unit);
            out.flush();
            lastDrop.set(System.nanoTime());
            Thread.sleep(20);
        }
    }

    private static byte[] bomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            for (int megabyte = 0; megabyte < 12; megabyte++) {
                packing.write(new byte[1 << 20]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
