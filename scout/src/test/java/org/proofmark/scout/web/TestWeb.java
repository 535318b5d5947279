package org.proofmark.scout.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.proofmark.scout.fetch.Connector;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.fetch.PretendingSocket;
import org.proofmark.scout.fetch.Resolver;
import org.proofmark.scout.url.Url;

/**
 * A small web on this machine: each of its hosts is a server of its own on 127.0.0.2, 127.0.0.3 … and claims to be at a
 * public address, so that the guard can stay closed. Whoever is led to any other address meets a canary, which counts.
 * Every request is counted by its address.
 */
final class TestWeb implements AutoCloseable {
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Map<String, List<InetAddress>> otherNames = new ConcurrentHashMap<>();
    private final Map<String, Supplier<InetAddress>> changing = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastRequests = new ConcurrentHashMap<>();
    private final PlainServer canary = PlainServer.saying("HTTP/1.1 200 Fine\r\nContent-Length: 6\r\n\r\nsecret");

    /** A host's pages, and what it says where there is none. */
    private static final class Host {
        private final InetAddress claimed;
        private final PlainServer server;
        private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
        private Function<String, Optional<byte[]>> rule = target -> Optional.empty();

        Host(InetAddress claimed, PlainServer server) {
            this.claimed = claimed;
            this.server = server;
        }

        byte[] answer(String target) {
            byte[] page = pages.get(target);
            return page != null ? page : rule.apply(target).orElse(PlainServer.answer(404, "", "none"));
        }
    }

    /** Puts an answer at an address. */
    TestWeb put(String url, String type, byte[] body, String... fields) {
        String all = "Content-Type: " + type + "\r\n"
                + String.join(
                        "",
                        List.of(fields).stream().map(field -> field + "\r\n").toList());
        return raw(url, PlainServer.answer(200, all, body));
    }

    TestWeb page(String url, String html, String... fields) {
        return put(url, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), fields);
    }

    TestWeb text(String url, String type, String text) {
        return put(url, type, text.getBytes(StandardCharsets.UTF_8));
    }

    TestWeb redirect(String url, String to) {
        return raw(url, PlainServer.answer(302, "Location: " + to + "\r\n", ""));
    }

    TestWeb status(String url, int status) {
        return raw(url, PlainServer.answer(status, "", "no"));
    }

    TestWeb raw(String url, byte[] answer) {
        Url address = Url.of(url);
        host(address.host()).pages.put(target(address), answer);
        return this;
    }

    /** What a host answers where nothing was put. */
    TestWeb rule(String host, Function<String, Optional<byte[]>> rule) {
        host(host).rule = rule;
        return this;
    }

    /** A host that says just what it is told to; after the way to its robots.txt, which is empty. */
    TestWeb speech(String host, PlainServer.Speech speech) {
        open(host, (target, client, out) -> {
            count(host, target);
            if (target.equals("/robots.txt")) {
                out.write(PlainServer.answer(404, "", ""));
            } else {
                speech.to(target, client, out);
            }
        });
        return this;
    }

    /** A host on a listener of its own making. */
    TestWeb listening(String host, ServerSocket listener, PlainServer.Speech speech) {
        hosts.put(host, new Host(claimed(), new PlainServer(listener, speech)));
        return this;
    }

    /** A name that leads somewhere else. */
    TestWeb name(String name, String... addresses) {
        otherNames.put(
                name, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    /** A host whose name leads somewhere else from the second question on. */
    TestWeb changing(String host, String later) {
        InetAddress there = host(host).claimed;
        AtomicInteger asked = new AtomicInteger();
        changing.put(host, () -> asked.getAndIncrement() == 0 ? there : InetAddress.ofLiteral(later));
        return this;
    }

    private Host host(String name) {
        Host known = hosts.get(name);
        return known != null
                ? known
                : open(name, (target, client, out) -> {
                    count(name, target);
                    out.write(hosts.get(name).answer(target));
                });
    }

    private Host open(String name, PlainServer.Speech speech) {
        try {
            InetAddress address = InetAddress.ofLiteral("127.0.0." + (2 + hosts.size()));
            Host host = new Host(claimed(), new PlainServer(new ServerSocket(0, 200, address), speech));
            hosts.put(name, host);
            return host;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private InetAddress claimed() {
        return InetAddress.ofLiteral("93.184.215." + (10 + hosts.size()));
    }

    private void count(String host, String target) {
        requests.computeIfAbsent(host + target, any -> new AtomicInteger()).incrementAndGet();
        lastRequests.computeIfAbsent(host, any -> new AtomicLong()).set(System.nanoTime());
    }

    private static String target(Url url) {
        return url.path() + url.query().map(query -> "?" + query).orElse("");
    }

    Resolver resolver() {
        return name -> {
            Supplier<InetAddress> turns = changing.get(name);
            if (turns != null) {
                return List.of(turns.get());
            }
            Host host = hosts.get(name);
            if (host != null) {
                return List.of(host.claimed);
            }
            List<InetAddress> other = otherNames.get(name);
            if (other == null) {
                throw new UnknownHostException(name);
            }
            return other;
        };
    }

    Connector connector() {
        return this::connect;
    }

    private Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        PlainServer server = hosts.values().stream()
                .filter(host -> host.claimed.equals(address.getAddress()))
                .findFirst()
                .map(host -> host.server)
                .orElse(canary);
        return new PretendingSocket(address.getAddress(), server.at());
    }

    /** Requests for one address. */
    int requests(String url) {
        Url address = Url.of(url);
        return Optional.ofNullable(requests.get(address.host() + target(address)))
                .map(AtomicInteger::get)
                .orElse(0);
    }

    /** Requests to a host, but for its robots.txt. */
    int requestsTo(String host) {
        return requests.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(host + "/") && !entry.getKey().equals(host + "/robots.txt"))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    /** When a host was last asked, by the machine's monotonic clock, in nanoseconds. */
    long lastRequest(String host) {
        return lastRequests.getOrDefault(host, new AtomicLong()).get();
    }

    /** How often somebody was led to an address that is none of this web's. */
    int strays() {
        return canary.connections();
    }

    /** The canary's port on loopback. */
    int canaryPort() {
        return canary.port();
    }

    @Override
    public void close() throws IOException {
        for (Host host : hosts.values()) {
            host.server.close();
        }
        canary.close();
    }
}
