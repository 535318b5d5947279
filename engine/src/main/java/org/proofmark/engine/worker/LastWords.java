package org.proofmark.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Drains what a worker prints and keeps the end of it, since the last question. */
final class LastWords {
    private static final int KEPT = 8_192;
    private static final int LONGEST_LINE = 300;

    private static final List<String> MEMORY = List.of(
            "OutOfMemoryError", "insufficient memory", "bad_alloc", "Insufficient memory", "Cannot allocate memory");

    /** Marks of the telling lines of a dying JVM, beside those of memory; the best first. */
    private static final List<String> TELLING = List.of(
            "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "Internal Error", "StackOverflowError", "Exception", "rror:");

    private final StringBuilder kept = new StringBuilder();
    private final Thread reader;

    LastWords(InputStream printed) {
        reader = Thread.ofPlatform().daemon().name("worker-words").start(() -> drain(printed));
    }

    private void drain(InputStream printed) {
        byte[] buffer = new byte[4096];
        try (printed) {
            for (int n = printed.read(buffer); n >= 0; n = printed.read(buffer)) {
                keep(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            keep("\n"); // the process was killed: nothing more will come
        }
    }

    private synchronized void keep(String text) {
        kept.append(text);
        if (kept.length() > 2 * KEPT) {
            kept.delete(0, kept.length() - KEPT);
        }
    }

    /** Forgets what was printed before the next question. */
    synchronized void forget() {
        kept.setLength(0);
    }

    /** Whether a line says that memory, of the heap or native, ran out. */
    static boolean tellOfMemory(String line) {
        return MEMORY.stream().anyMatch(line::contains);
    }

    /** The line that tells most about an end; empty if nothing was printed. */
    String tellingLine() {
        try {
            reader.join(1_000); // the end of the process closes its standard error
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        List<String> lines =
                all().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String best = lines.isEmpty() ? "" : lines.getLast();
        for (String telling :
                Stream.concat(MEMORY.stream(), TELLING.stream()).toList().reversed()) {
            best = lines.stream()
                    .filter(line -> line.contains(telling))
                    .findFirst()
                    .orElse(best);
        }
        return best.length() > LONGEST_LINE ? best.substring(0, LONGEST_LINE) + "…" : best;
    }

    private synchronized String all() {
        return kept.toString();
    }
}
