package org.proofmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.InProcessExaminer;

/** A person at a keyboard: types a command, reads what it prints. */
final class Shell {
    /** The photos and copies the project ships. */
    static final Path SAMPLES = Path.of("..", "samples");

    private final IntFunction<Examiner> examiners;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** One whose files are examined in this process: fast. */
    Shell() {
        this(threads -> new InProcessExaminer(MediaLimits.standard()));
    }

    Shell(IntFunction<Examiner> examiners) {
        this.examiners = examiners;
    }

    /** Runs a command; its exit code. */
    int run(Object... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return Main.proofmark(examiners)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    String out() {
        return out.toString();
    }

    List<String> err() {
        return err.toString().lines().toList();
    }

    /** Puts a sample into a folder under a name. */
    static void put(String sample, Path folder, String name) {
        try {
            Path to = folder.resolve(name);
            Files.createDirectories(to.resolveSibling("."));
            Files.copy(SAMPLES.resolve(sample), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
