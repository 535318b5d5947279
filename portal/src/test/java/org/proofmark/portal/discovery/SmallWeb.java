package org.proofmark.portal.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.portal.Pictures;

/**
 * A few sites on this machine, each at a loopback address of its own: pages that link to each other, photos in them, a style sheet
 * with a photo, and photos that all sites take from the last one. It counts what it is asked for, and how many at once.
 */
final class SmallWeb implements AutoCloseable {
    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> rude = new ConcurrentLinkedQueue<>();
    private final int pages;
    private final Duration slowness;
    private final int port;

    /**
     * Serves.
     *
     * @param first last number of the first site's address, 127.0.0.first
     */
    SmallWeb(int first, int sites, int pages, Duration slowness) {
        this.pages = pages;
        this.slowness = slowness;
        try {
            int chosen = 0;
            for (int site = 0; site < sites; site++) {
                String host = "127.0.0." + (first + site);
                HttpServer server = HttpServer.create(new InetSocketAddress(host, chosen), 50);
                chosen = server.getAddress().getPort();
                server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                int number = site;
                server.createContext("/", exchange -> serve(host, number, exchange));
                server.start();
                servers.add(server);
            }
            port = chosen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(int site) {
        return "http://" + servers.get(site).getAddress().getAddress().getHostAddress() + ":" + port;
    }

    /** All that was asked for, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Requests that came while their site still had another. */
    List<String> rude() {
        return List.copyOf(rude);
    }

    void forget() {
        asked.clear();
        rude.clear();
    }

    private void serve(String host, int site, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        AtomicInteger now = underWay.computeIfAbsent(host, any -> new AtomicInteger());
        asked.add(host + path);
        if (now.incrementAndGet() > 1) {
            rude.add(host + path);
        }
        try {
            Thread.sleep(slowness);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet(); // before the answer: who has its last byte may ask again at once
        }
        try (exchange) {
            answer(site, path, exchange);
        }
    }

    private void answer(int site, String path, HttpExchange exchange) throws IOException {
        if (path.equals("/robots.txt")) {
            send(exchange, 200, "text/plain", "User-agent: *\nDisallow: /secret\n".getBytes(StandardCharsets.US_ASCII));
        } else if (path.equals("/style.css")) {
            send(exchange, 200, "text/css", text("body { background: url(/photo-%d.jpg) }".formatted(900 + site)));
        } else if (path.matches("/photo-\\d+\\.jpg")) {
            send(exchange, 200, "image/jpeg", Pictures.jpeg(Integer.parseInt(path.replaceAll("\\D", ""))));
        } else if (path.equals("/") || path.matches("/page-\\d+")) {
            int page = path.equals("/") ? 0 : Integer.parseInt(path.replaceAll("\\D", ""));
            send(exchange, page < pages ? 200 : 404, "text/html; charset=utf-8", text(page(site, page)));
        } else {
            send(exchange, 404, "text/html", text("nothing"));
        }
    }

    private String page(int site, int page) {
        return """
            <html lang="en"><head><title>Site %d, page %d</title><link rel="stylesheet" href="/style.css"></head><body>
            <img src="/photo-%d.jpg" alt="photo %d"><img src="%s/photo-%d.jpg" alt="shared">
            <a href="/page-%d">next</a> <a href="/page-%d">after</a> <a href="/secret/a">secret</a> <a href="/gone">gone</a>
            <footer><a href="/imprint">Imprint</a> Example Photo GmbH</footer></body></html>\
            """.formatted(
                        site,
                        page,
                        site * 100 + page,
                        site * 100 + page,
                        address(servers.size() - 1),
                        800 + page,
                        page + 1,
                        page + 2);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
