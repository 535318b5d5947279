package org.proofmark.bench.scan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Serves a made site on this machine, and counts every request. */
public final class CountingServer implements AutoCloseable {
    private static final String ROBOTS = "/robots.txt";

    private final MadeSite site;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicLong> asked = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong images = new AtomicLong();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong middle = new AtomicLong();
    private final AtomicLong last = new AtomicLong();

    private CountingServer(MadeSite site, HttpServer server) {
        this.site = site;
        this.server = server;
    }

    /** Starts at a free port of the loopback address. */
    public static CountingServer start(MadeSite site) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountingServer counting = new CountingServer(site, server);
        server.createContext("/", counting::answer);
        server.setExecutor(counting.threads);
        server.start();
        return counting;
    }

    /** The start page. */
    public String address() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            count(path);
            MadeSite.send(exchange, site.answer(path));
        }
    }

    private void count(String path) {
        long now = System.nanoTime();
        first.compareAndSet(0, now);
        last.accumulateAndGet(now, Math::max);
        asked.computeIfAbsent(path, any -> new AtomicLong()).incrementAndGet();
        requests.incrementAndGet();
        if (path.startsWith("/pictures/") && images.incrementAndGet() == (site.addresses() - site.pages()) / 2) {
            middle.set(now);
        }
    }

    /** Forgets what was counted. */
    void reset() {
        asked.clear();
        requests.set(0);
        images.set(0);
        first.set(0);
        middle.set(0);
        last.set(0);
    }

    /** Requests so far, all together. */
    long requests() {
        return requests.get();
    }

    /** Requests so far for images. */
    long images() {
        return images.get();
    }

    /** Requests so far for {@code robots.txt}. */
    long robots() {
        AtomicLong count = asked.get(ROBOTS);
        return count == null ? 0 : count.get();
    }

    /** What was asked for, robots.txt aside. */
    Set<String> paths() {
        Set<String> paths = new TreeSet<>(asked.keySet());
        paths.remove(ROBOTS);
        return paths;
    }

    /** From the first request to the last, in seconds. */
    double seconds() {
        return (last.get() - first.get()) / 1e9;
    }

    /** From the request for the image in the middle to the last, in seconds. */
    double secondsOfHalf() {
        return (last.get() - middle.get()) / 1e9;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
