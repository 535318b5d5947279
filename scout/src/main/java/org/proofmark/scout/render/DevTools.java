package org.proofmark.scout.render;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Chrome DevTools Protocol (chromedevtools.github.io/devtools-protocol) over a pair of pipes: JSON messages, each ended by
 * a zero byte. Commands of one session are carried out in the order sent.
 */
final class DevTools {
    private static final int LONGEST = 300 << 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .build();

    private final OutputStream out;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private volatile Consumer<Event> events = _ -> {};
    private volatile boolean ended;

    /**
     * Something that happened.
     *
     * @param session where; empty for the browser itself
     */
    record Event(String session, String method, JsonNode params) {}

    DevTools(InputStream in, OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().name("browser").start(() -> readAll(in));
    }

    /** Who is told of events, on the thread that reads: it must not wait. */
    void tell(Consumer<Event> listener) {
        events = listener;
    }

    /** Whether the browser is gone. */
    boolean ended() {
        return ended;
    }

    /** Sends a command. The future fails with {@link BrowserFailure}. */
    CompletableFuture<JsonNode> send(String session, String method, Map<String, ?> params) {
        long id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        try {
            write(JSON.writeValueAsBytes(message));
        } catch (IOException e) {
            end();
        }
        if (ended) {
            answer.completeExceptionally(new BrowserFailure("the browser ended"));
        }
        return answer;
    }

    private synchronized void write(byte[] message) throws IOException {
        out.write(message);
        out.write(0);
        out.flush();
    }

    /** Sends a command whose answer nobody waits for. */
    void post(String session, String method, Map<String, ?> params) {
        var _ = send(session, method, params);
    }

    /** Sends a command and waits for its answer. */
    JsonNode call(String session, String method, Map<String, ?> params, Duration atMost) throws BrowserFailure {
        return await(send(session, method, params), method, atMost);
    }

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> answer, String what, Duration atMost) throws BrowserFailure {
        if (!within(atMost, answer, what)) {
            throw new BrowserFailure(what + ": no answer in time");
        }
        return answer.join();
    }

    /** Whether something happens in time. */
    static boolean within(Duration atMost, CompletableFuture<?> event, String what) throws BrowserFailure {
        try {
            event.get(Math.max(atMost.toMillis(), 1), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new BrowserFailure(what + ": "
                    + String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserFailure(what + ": interrupted");
        }
    }

    private void readAll(InputStream from) {
        try (InputStream in = new BufferedInputStream(from, 1 << 16)) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != 0) {
                    message.write(next);
                    if (message.size() > LONGEST) {
                        break;
                    }
                } else {
                    take(JSON.readTree(message.toByteArray()));
                    message = new ByteArrayOutputStream();
                }
            }
        } catch (IOException | UncheckedIOException | JacksonException e) {
            // the pipe broke: told below, to whoever waits
        } finally {
            end();
        }
    }

    private void take(JsonNode message) {
        if (!message.has("id")) {
            events.accept(new Event(
                    message.path("sessionId").asString(""),
                    message.path("method").asString(""),
                    message.path("params")));
            return;
        }
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asLong());
        if (answer != null && message.has("error")) {
            answer.completeExceptionally(
                    new BrowserFailure(message.path("error").path("message").asString("error")));
        } else if (answer != null) {
            answer.complete(message.path("result"));
        }
    }

    private void end() {
        ended = true;
        waiting.values().forEach(answer -> answer.completeExceptionally(new BrowserFailure("the browser ended")));
        waiting.clear();
    }
}
