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
 * <p>PostgreSQL refuses to run as root, and as an account that the system has no name for (containers have such). There its
 * programs run in a user namespace of their own ({@code unshare -U}): inside they are nobody, without any privilege, and
 * outside their files belong to whom they always did.
 */
final class Launcher {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /** What Java calls an account without a name. */
    private static final String NO_NAME = "?";

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /**
     * Becomes the program in its arguments, and leaves a watch behind. When our end of the pipe closes, either this process
     * has died, and the watch has the program stop, or the program has just ended, and there is nobody to stop.
     */
    private static final String WATCHED =
            "exec 3<&0 </dev/null; ({ read -r none <&3; kill -s INT $$; } 2>/dev/null &); exec 3<&- \"$@\"";

    private final List<String> prefix;

    /** @throws DatabaseException if we need a namespace and may not make one */
    Launcher() throws IOException {
        prefix = needsNamespace() ? NAMESPACE : List.of();
        if (!prefix.isEmpty() && !works(prefix)) {
            throw new DatabaseException(
                    "PostgreSQL runs neither as root nor as an account without a name,"
                            + " and this system does not let us become nobody (unshare -U)",
                    "Run Proofmark as an ordinary account");
        }
    }

    private static boolean needsNamespace() {
        return new UnixSystem().getUid() == 0 || NO_NAME.equals(System.getProperty("user.name"));
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return builder(command).start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
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
