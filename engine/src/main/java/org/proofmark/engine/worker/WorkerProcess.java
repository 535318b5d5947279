package org.proofmark.engine.worker;

import static org.proofmark.engine.media.Undecodable.Reason.DECODER_DIED;
import static org.proofmark.engine.media.Undecodable.Reason.TOO_MUCH_MEMORY;
import static org.proofmark.engine.media.Undecodable.Reason.TOO_SLOW;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.proofmark.engine.media.BgrPicture;

/**
 * One worker process and the pipes to it. Used by one thread at a time; may be killed by any.
 *
 * <p>Once it failed in any way it is dead: nothing that came late can be taken for the answer to a later question.
 */
final class WorkerProcess {
    /** A JVM with its libraries is up in about a second; the rest is for a busy machine. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final int OUT_OF_MEMORY_EXIT = 3; // -XX:+ExitOnOutOfMemoryError
    private static final int SIGNALLED = 128;

    private final Process process;
    private final LastWords words;
    private final OutputStream questions;
    private final InputStream answers;
    private final Duration limit;
    private volatile boolean late;
    private boolean waiting;
    private long deadline;
    private boolean greeted;
    private volatile boolean dead;
    private int images;

    WorkerProcess(Process process, Duration limit) {
        this.process = process;
        this.limit = limit;
        words = new LastWords(process.getErrorStream());
        questions = process.getOutputStream();
        answers = process.getInputStream();
    }

    /**
     * Waits until the worker is ready.
     *
     * @throws IOException if it does not become so; the message tells its last words
     */
    void awaitReady() throws IOException {
        if (greeted) {
            return;
        }
        answerWithin(START_LIMIT);
        try {
            int hello = ByteBuffer.wrap(WorkerProtocol.exactly(answers, 4)).getInt();
            if (hello != WorkerProtocol.HELLO) {
                throw new IOException("it greeted with " + Integer.toHexString(hello));
            }
            greeted = true;
        } catch (IOException failed) {
            kill();
            String why = late ? "silent for " + START_LIMIT.toSeconds() + " s" : end().explanation();
            throw new IOException("a worker process did not start: " + why, failed);
        } finally {
            answered();
        }
    }

    /** Examines one file, or tells how the worker died of it. */
    Examination examine(WorkerProtocol.Look look) {
        return asked(look, in -> WorkerProtocol.answer(in, look.order()), death -> death);
    }

    /** Shows one file; nothing where the worker could not, or died of it. */
    Optional<BgrPicture> picture(WorkerProtocol.Show show) {
        return asked(show, in -> WorkerProtocol.picture(in, show.longSide()), _ -> Optional.empty());
    }

    private interface Reading<A> {
        A from(InputStream in) throws IOException;
    }

    private <A> A asked(WorkerProtocol.Question question, Reading<A> answer, Function<Unreadable, A> died) {
        words.forget();
        images++;
        answerWithin(limit);
        try {
            WorkerProtocol.ask(questions, question);
            return answer.from(answers);
        } catch (EOFException gone) {
            return died.apply(end());
        } catch (IOException broken) {
            return died.apply(process.isAlive() ? nonsense(broken) : end());
        } finally {
            answered();
        }
    }

    private Unreadable nonsense(IOException broken) {
        if (late) {
            return end();
        }
        kill();
        return new Unreadable(DECODER_DIED, "the worker broke the protocol and was stopped: " + broken.getMessage());
    }

    /** What the death of the worker tells about the file. */
    private Unreadable end() {
        kill();
        int code = exitCode();
        if (late) {
            return new Unreadable(
                    TOO_SLOW, "no answer within %s s; the worker was stopped".formatted(limit.toMillis() / 1000.0));
        }
        String line = words.tellingLine();
        if (code == OUT_OF_MEMORY_EXIT || LastWords.tellOfMemory(line)) {
            return new Unreadable(TOO_MUCH_MEMORY, "the worker ran out of memory: " + line);
        }
        String how = code > SIGNALLED ? "was ended by signal " + (code - SIGNALLED) : "ended with code " + code;
        return new Unreadable(DECODER_DIED, "the worker %s%s".formatted(how, line.isEmpty() ? "" : ": " + line));
    }

    private int exitCode() {
        try {
            return process.waitFor(5, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** How many files it was given. */
    int images() {
        return images;
    }

    long pid() {
        return process.pid();
    }

    boolean isDead() {
        return dead || late || !process.isAlive();
    }

    /** Kills the process, whatever it does. */
    void kill() {
        dead = true;
        process.destroyForcibly();
    }

    private synchronized void answerWithin(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
        waiting = true;
    }

    private synchronized void answered() {
        waiting = false;
    }

    /** Kills the process if its answer is overdue. */
    synchronized void killIfLate() {
        if (waiting && System.nanoTime() - deadline > 0) {
            late = true;
            process.destroyForcibly();
        }
    }
}
