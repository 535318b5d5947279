package org.proofmark.portal.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs in a bare environment, out of reach of what a terminal sends to us.
 *
 * <p>PostgreSQL refuses to run as root. For root, its programs therefore run in a user namespace of their own
 * ({@code unshare -U}): there they are nobody, without any privilege, and their files still belong to root outside.
 */
final class Launcher {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /**
     * Becomes the program in its arguments, and leaves a watch behind. When our end of the pipe closes, either this process
     * has died, and the watch has the program stop, or the program has just ended, and there is nobody to stop.
     */
    private static final String WATCHED =
            "exec 3<&0 </dev/null; ({ read -r none <&3; kill -s INT $$; } 2>/dev/null &); exec 3<&- \"$@\"";

    private final List<String> prefix;

    /** @throws DatabaseException if we are root and may not make a namespace */
    Launcher() throws IOException {
        prefix = new UnixSystem().getUid() == 0 ? List.of("unshare", "-U") : List.of();
        if (!prefix.isEmpty() && builder(List.of("unshare", "-U", "true")).start().onExit().join().exitValue() != 0) {
            throw new DatabaseException(
                    "PostgreSQL does not run as root, and this system does not let root shed its rights (unshare -U)",
                    "Run Proofmark as an ordinary account");
        }
    }

    /** Runs a program to its end. */
    Ended run(List<String> command, Path said) throws IOException {
        int code = start(command, said).onExit().join().exitValue();
        return new Ended(code, Files.readString(said));
    }

    /** @param code 0 is good */
    record Ended(int code, String said) {}

    /**
     * Starts a program that stops when we die.
     *
     * @param said gets what it writes
     */
    Process start(List<String> command, Path said) throws IOException {
        List<String> all = new ArrayList<>();
        if (isThere("setsid")) {
            all.add("setsid"); // else Ctrl+C would stop it before us
        }
        all.addAll(prefix);
        all.addAll(List.of("sh", "-c", WATCHED, "sh"));
        all.addAll(command);
        return builder(all)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** Sends INT, QUIT and the like. Processes that are gone are passed over. */
    static void signal(String name, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "for p; do kill -s \"$0\" $p; done", name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            builder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("sh: cannot be started", e);
        }
    }

    private static boolean isThere(String program) {
        return List.of(PATH.split(":", -1)).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", PATH, "LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }
}
