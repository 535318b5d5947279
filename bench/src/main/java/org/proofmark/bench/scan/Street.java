package org.proofmark.bench.scan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Several made sites on this machine, each at a loopback address of its own; it notices who asks one of them twice at once. */
public final class Street implements AutoCloseable {
    private static final int FIRST = 2;

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Queue<String> rude = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final Duration slowness;
    private final int port;

    /**
     * Serves.
     *
     * @param slowness how long each answer takes
     */
    public Street(List<MadeSite> sites, Duration slowness) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.slowness = slowness;
        int chosen = 0;
        for (MadeSite site : sites) {
            String host = "127.0.0." + (FIRST + servers.size());
            HttpServer server = HttpServer.create(new InetSocketAddress(host, chosen), 0);
            chosen = server.getAddress().getPort();
            server.createContext("/", exchange -> serve(host, site, exchange));
            server.setExecutor(threads);
            server.start();
            servers.add(server);
        }
        port = chosen;
    }

    /** The start pages. */
    public List<String> addresses() {
        return IntStream.range(0, servers.size())
                .mapToObj(site -> "http://127.0.0.%d:%d/".formatted(FIRST + site, port))
                .toList();
    }

    /** Requests that came while their site still had another. */
    public List<String> rude() {
        return List.copyOf(rude);
    }

    /** Requests so far. */
    public long requests() {
        return requests.get();
    }

    private void serve(String host, MadeSite site, HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        AtomicInteger now = underWay.computeIfAbsent(host, any -> new AtomicInteger());
        if (now.incrementAndGet() > 1) {
            rude.add(host + exchange.getRequestURI());
        }
        try {
            Thread.sleep(slowness);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet(); // before the answer: who has its last byte may ask again at once
        }
        try (exchange) {
            MadeSite.send(exchange, site.answer(exchange.getRequestURI().getPath()));
        }
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.close();
    }
}
