package org.proofmark.portal.matching.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program that is told, on loopback: keeps every call, and answers as it is asked to, at last with 200. */
public final class Receiver implements AutoCloseable {
    /** A call that came. */
    public record Call(String method, Map<String, String> headers, String body) {
        String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        /** Whether it is signed by a secret, reckoned from the specification alone. */
        public boolean signedBy(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
                String signed = id() + "." + headers.get("webhook-timestamp") + "." + body;
                String sum = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
                return Arrays.asList(
                                headers.getOrDefault("webhook-signature", "").split(" ", -1))
                        .contains("v1," + sum);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next answer that was not given yet; 200 where none is. */
    public void answers(int status, String body) {
        answers.add(new Answer(status, Map.of(), body));
    }

    public void answers(int status, Map<String, String> headers) {
        answers.add(new Answer(status, headers, ""));
    }

    /** All that came so far. */
    public List<Call> calls() {
        return calls;
    }

    /** Waits until so many calls came. */
    public List<Call> await(int many) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        synchronized (calls) {
            while (calls.size() < many && System.nanoTime() < end) {
                calls.wait(200);
            }
        }
        if (calls.size() < many) {
            throw new AssertionError("expected " + many + " calls, found " + calls);
        }
        return List.copyOf(calls);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new java.util.HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer next = answers.poll();
            Answer answer = next == null ? new Answer(200, Map.of(), "thanks") : next;
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            synchronized (calls) {
                calls.add(new Call(exchange.getRequestMethod(), headers, body));
                calls.notifyAll();
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
