package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What must not remain when the process is told to end (Ctrl-C): workers, temporary folders, half-written files. Ended in
 * the reverse order of their beginning.
 */
final class Leftovers {
    private static final List<Runnable> ENDINGS = new CopyOnWriteArrayList<>();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Leftovers::end));
    }

    private Leftovers() {}

    /** Something to do at the end, unless forgotten before. */
    static Runnable remember(Runnable atEnd) {
        ENDINGS.addFirst(atEnd);
        return atEnd;
    }

    /** It is done already. */
    static void forget(Runnable atEnd) {
        ENDINGS.remove(atEnd);
    }

    /** Whether the process is ending: what fails now fails because of it. */
    static boolean ending() {
        return ending;
    }

    private static void end() {
        ending = true;
        for (Runnable atEnd : ENDINGS) {
            try {
                atEnd.run();
            } catch (RuntimeException ignored) {
                // The next one must still have its turn, and nobody is left to tell.
            }
        }
    }

    /** Deletes a folder and all in it; what is gone already is well. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be deleted: %s".formatted(folder, Failures.reason(e)), e);
        }
    }
}
