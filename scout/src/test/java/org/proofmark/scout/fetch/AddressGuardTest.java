package org.proofmark.scout.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.scout.url.Url;

/**
 * Nobody leads us into a network that is not public. Every connection that is not to the one public server is led to a
 * canary on loopback, so that nothing leaves this machine even where the guard is broken; the canary must hear nothing.
 */
public class AddressGuardTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");

    /** Hosts as they may be written in a link, none of them public. */
    public static final List<String> HOSTS = List.of(
            "127.0.0.1",
            "127.0.0.1.",
            "127.1",
            "127.0.1",
            "2130706433",
            "017700000001",
            "0x7f000001",
            "0x7f.1",
            "0177.1",
            "0177.0.0.1",
            "0x7F.0x0.0x0.0x1",
            "127.255.255.254",
            "00000177.1",
            "%31%32%37.0.0.1",
            "127。0。0。1",
            "１２７.０.０.１",
            "①②⑦.0.0.1",
            "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
            "127%2e0%2e0%2e1",
            "0",
            "0.0.0.0",
            "0x0",
            "00.00.00.00",
            "0.1.2.3",
            "10.0.0.1",
            "10.1",
            "167772161",
            "0xa.0.0.1",
            "012.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "2886729729",
            "192.168.0.1",
            "192.168.1",
            "3232235521",
            "0xc0.0xa8.1",
            "169.254.169.254",
            "169.254.43518",
            "2852039166",
            "0xa9fea9fe",
            "0251.0376.0251.0376",
            "①⑥⑨.②⑤④.①⑥⑨.②⑤④",
            "169.254.0.1",
            "100.100.100.200",
            "100.64.0.1",
            "1684300744",
            "192.0.0.192",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "4294967295",
            "168.63.129.16",
            "[::]",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:a9fe:a9fe]",
            "[::127.0.0.1]",
            "[::169.254.169.254]",
            "[::a9fe:a9fe]",
            "[::ffff:0:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::169.254.169.254]",
            "[64:ff9b::a00:1]",
            "[64:ff9b:1::1]",
            "[64:ff9b:1:a9fe:a9:fe00::]",
            "[2002:7f00:1::]",
            "[2002:a9fe:a9fe::1]",
            "[2002:a00:1::1]",
            "[2001:0:0:0:0:0:5601:5601]",
            "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[2001:2::1]",
            "[2001:10::1]",
            "[2a00:1450::5efe:10.0.0.1]",
            "[2a00:1450::200:5efe:a9fe:a9fe]",
            "[fd00:ec2::254]",
            "[fd00::1]",
            "[fc00::1]",
            "[fe80::1]",
            "[febf::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[ff0e::1]",
            "[100::1]",
            "[4000::1]",
            "[5f00::1]",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "inner.example",
            "mixed.localhost",
            "ｌｏｃａｌｈｏｓｔ");

    private final AtomicInteger asked = new AtomicInteger();
    private final Resolver resolver = host -> {
        asked.incrementAndGet();
        return switch (host) {
            case "site.example" -> List.of(PUBLIC);
            case "two.example" -> List.of(InetAddress.ofLiteral("10.0.0.1"), PUBLIC);
            case "localhost", "localhost.", "mixed.localhost" ->
                List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"));
            case "inner.example" -> List.of(InetAddress.ofLiteral("10.9.8.7"));
            default -> throw new UnknownHostException(host);
        };
    };

    private PlainServer canary;
    private PlainServer open;
    private String location = "/";

    @BeforeEach
    void listen() {
        canary = PlainServer.saying("HTTP/1.1 200 Fine\r\nContent-Length: 6\r\n\r\nsecret");
        open = new PlainServer((target, client, out) -> out.write(
                PlainServer.answer(target.equals("/lead") ? 302 : 200, "Location: " + location + "\r\n", "open")));
    }

    @AfterEach
    void close() throws Exception {
        assertThat(canary.connections()).isZero();
        canary.close();
        open.close();
    }

    private Socket connect(InetAddress address) throws IOException {
        return new PretendingSocket(address, address.equals(PUBLIC) ? open.port() : canary.port());
    }

    private WebFetcher fetcher(boolean allowPrivateNetworks) {
        return new WebFetcher(
                Loopback.PATIENT.withPrivateNetworks(allowPrivateNetworks),
                resolver,
                (address, timeout) -> connect(address.getAddress()),
                Loopback.trust(),
                InstantSource.system());
    }

    static List<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (String host : HOSTS) {
            ways.add(Arguments.of("http://" + host + "/"));
            ways.add(Arguments.of("https://" + host + ":8443/"));
        }
        return ways;
    }

    @Test
    void theTableIsLong() {
        assertThat(HOSTS).hasSizeGreaterThan(90).doesNotHaveDuplicates();
    }

    @Test
    void opensOneServerAndNoOtherOfItsAddress() {
        FetchSettings settings = Loopback.PATIENT
                .withPrivateNetworks(false)
                .withOpened(Set.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080)));
        assertThat(settings.refusal(InetAddress.ofLiteral("127.0.0.1"), 8080)).isEmpty();
        assertThat(settings.refusal(InetAddress.ofLiteral("127.0.0.1"), 80)).isPresent();
        assertThat(settings.refusal(InetAddress.ofLiteral("127.0.0.2"), 8080)).isPresent();
        FetchSettings metadata =
                settings.withOpened(Set.of(new InetSocketAddress(InetAddress.ofLiteral("169.254.169.254"), 80)));
        assertThat(metadata.refusal(InetAddress.ofLiteral("169.254.169.254"), 80))
                .as("nothing opens a metadata address")
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesWhatIsNotPublic(String address) {
        try (WebFetcher fetcher = fetcher(false)) {
            Url url = Url.of(address);
            assertRefused(fetcher.fetch(Request.page(url)));
            assertThat(url.hostAddress().isPresent() && asked.get() > 0).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesRedirectsToWhatIsNotPublic(String address) {
        location = Url.of(address).toString();
        try (WebFetcher fetcher = fetcher(false)) {
            Outcome outcome = fetcher.fetch(Request.page(Url.of("http://site.example/lead")));
            assertRefused(outcome);
            assertThat(outcome.hops()).hasSize(1);
        }
    }

    @Test
    void thePublicServerIsHeard() {
        try (WebFetcher fetcher = fetcher(false)) {
            assertThat(fetcher.fetch(Request.page(Url.of("http://site.example/"))))
                    .isInstanceOf(Outcome.Fetched.class);
            assertThat(fetcher.fetch(Request.page(Url.of("http://93.184.215.14/"))))
                    .isInstanceOf(Outcome.Fetched.class);
        }
    }

    @Test
    void ofSeveralAddressesOnlyThePublicOnesAreTried() {
        try (WebFetcher fetcher = fetcher(false)) {
            Outcome outcome = fetcher.fetch(Request.page(Url.of("http://two.example/")));
            assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
            assertThat(outcome.hops().getFirst().address()).contains(PUBLIC);
            assertThat(outcome.hops().getFirst().names()).hasSize(2);
        }
    }

    @Test
    void aNameThatChangesItsAddressGainsNothing() {
        List<InetAddress> answers = new ArrayList<>(List.of(PUBLIC, InetAddress.ofLiteral("127.0.0.1")));
        location = "http://rebinding.example/";
        Resolver rebinding = host -> List.of(answers.size() > 1 ? answers.removeFirst() : answers.getFirst());
        try (WebFetcher fetcher = new WebFetcher(
                Loopback.PATIENT.withPrivateNetworks(false),
                rebinding,
                (address, timeout) -> connect(address.getAddress()),
                Loopback.trust(),
                InstantSource.system())) {
            Outcome outcome = fetcher.fetch(Request.page(Url.of("http://rebinding.example/lead")));
            assertRefused(outcome);
            assertThat(outcome.explanation()).contains("rebinding.example", "127.0.0.1", "this machine");
            assertThat(outcome.hops()).hasSize(1);
        }
    }

    @Test
    void whereTheConnectionReallyLeadsIsLookedAtBeforeAWordIsSent() throws Exception {
        try (PlainServer inner = PlainServer.saying("HTTP/1.1 200 Fine\r\n\r\n");
                WebFetcher fetcher = new WebFetcher(
                        Loopback.PATIENT.withPrivateNetworks(false),
                        resolver,
                        (address, timeout) -> new PretendingSocket(InetAddress.ofLiteral("10.0.0.1"), inner.port()),
                        Loopback.trust(),
                        InstantSource.system())) {
            assertRefused(fetcher.fetch(Request.page(Url.of("http://site.example/"))));
            assertThat(inner.requests()).allMatch(List::isEmpty);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.20.1.1",
                "192.168.3.4",
                "[::1]",
                "[fd12::1]",
                "[::ffff:10.0.0.1]",
                "localhost"
            })
    void privateNetworksCanBeOpened(String host) throws Exception {
        Map<String, Integer> connected = new ConcurrentHashMap<>();
        try (WebFetcher fetcher = new WebFetcher(
                Loopback.PATIENT,
                resolver,
                (address, timeout) -> {
                    connected.merge(address.toString(), 1, Integer::sum);
                    return new PretendingSocket(address.getAddress(), open.port());
                },
                Loopback.trust(),
                InstantSource.system())) {
            assertThat(fetcher.fetch(Request.page(Url.of("http://" + host + "/"))))
                    .isInstanceOf(Outcome.Fetched.class);
            assertThat(connected).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "100.100.100.200",
                "100.64.0.1",
                "192.0.0.192",
                "0.0.0.0",
                "0.0.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "198.18.0.1",
                "[::]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[ff02::1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::a00:1]",
                "[2002:a9fe:a9fe::1]",
                "[2002:a00:1::1]",
                "[::169.254.169.254]",
                "[::10.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[fd20:ce::254]"
            })
    void openingPrivateNetworksOpensNothingElse(String host) {
        try (WebFetcher fetcher = fetcher(true)) {
            assertRefused(fetcher.fetch(Request.page(Url.of("http://" + host + "/"))));
        }
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(Outcome.Rule.ADDRESS);
            assertThat(refused.explanation()).contains("not asked");
        });
    }
}
