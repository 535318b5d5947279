package org.proofmark.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One question to a process of its own: bytes in, bytes out, killed at the wall-clock limit. */
public final class OneShot {
    private OneShot() {}

    /**
     * What came.
     *
     * @param bytes all that was answered, also before an early end
     * @param trouble why there may be more; one line
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    public record Answer(byte[] bytes, Optional<String> trouble) {}

    /**
     * Gives a started process its question and waits for its answer; afterwards the process is gone.
     *
     * @param question written to its standard input
     * @param most the most bytes taken of its answer
     * @param limit for the whole
     */
    public static Answer ask(Process process, byte[] question, int most, Duration limit) {
        LastWords words = new LastWords(process.getErrorStream());
        Thread.ofVirtual().start(() -> write(process, question));
        Thread killer = Thread.ofVirtual().start(() -> killAfter(process, limit));
        try (InputStream answers = process.getInputStream()) {
            byte[] bytes = answers.readNBytes(most);
            boolean more = bytes.length == most && answers.read() >= 0;
            return new Answer(
                    bytes,
                    more
                            ? Optional.of("an answer of more than %,d bytes".formatted(most))
                            : end(process, words, limit));
        } catch (IOException broken) {
            return new Answer(new byte[0], end(process, words, limit));
        } finally {
            process.destroyForcibly();
            killer.interrupt();
        }
    }

    private static void write(Process process, byte[] question) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(question);
        } catch (IOException gone) {
            process.destroyForcibly(); // it does not listen: its end tells why
        }
    }

    private static void killAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException answered) {
            process.destroyForcibly();
        }
    }

    private static Optional<String> end(Process process, LastWords words, Duration limit) {
        try {
            if (process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        String line = words.tellingLine();
        return Optional.of("the reading process ended early (limits: %d s, memory)%s"
                .formatted(limit.toSeconds(), line.isEmpty() ? "" : ": " + line));
    }
}
