package org.proofmark.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A web site on this machine: what was put there, by path and query, and what was asked of it. Who shows the {@code ETag} of what
 * is there is told that nothing changed.
 */
public final class OwnSite implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Duration pause = Duration.ZERO;

    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Answer(int status, byte[] body, Map<String, String> headers) {}

    public OwnSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            java.util.concurrent.locks.LockSupport.parkNanos(pause.toNanos());
            Answer answer = answers.get(path);
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (isKnown(exchange, answer)) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static boolean isKnown(HttpExchange exchange, Answer answer) {
        String tag = answer.headers().get("ETag");
        return tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    }

    /** Puts something there; {@code @} in a text stands for the site's address. */
    public OwnSite with(String path, String type, String text, String... headers) {
        return with(path, type, text.replace("@", address("")).getBytes(StandardCharsets.UTF_8), headers);
    }

    public OwnSite with(String path, String type, byte[] body, String... headers) {
        Map<String, String> named = new ConcurrentHashMap<>(Map.of("Content-Type", type));
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        answers.put(path, new Answer(200, body, named));
        return this;
    }

    public OwnSite with(String path, byte[] photo) {
        return with(path, "image/jpeg", photo);
    }

    /** Puts a redirect there. */
    public OwnSite moved(String path, String to) {
        answers.put(path, new Answer(302, new byte[0], Map.of("Location", to)));
        return this;
    }

    /** Takes something away. */
    public OwnSite without(String path) {
        answers.remove(path);
        return this;
    }

    /** From now on each answer takes so long. */
    public void slow(Duration each) {
        pause = each;
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return asked.stream().filter(path::equals).count();
    }

    /** All that was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Nothing was asked until now. */
    public void forget() {
        asked.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
