package org.proofmark.engine.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a process for foreign bytes is started: the same Java, the same class path, capped memory, no network where the system
 * lets it be taken away, and of the environment nothing but what is named here. It may be killed at any time.
 *
 * <p>The first argument of the main class names the file to answer to, "-" for standard output.
 *
 * @param mainClass the class to run
 * @param heapMegabytes the most heap, in MiB
 * @param nativeMegabytes the most native memory beside heap and JVM, in MiB
 * @param options of the JVM
 * @param environment the whole environment
 */
public record ConfinedJava(
        String mainClass,
        int heapMegabytes,
        int nativeMegabytes,
        List<String> options,
        Map<String, String> environment) {
    /** Address space the JVM reserves beside its heap: code cache, class space, libraries, stacks; in MiB. */
    private static final int RESERVED_MEGABYTES = 1_280;

    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * Caps the address space and core dumps, takes the network away where the system lets it (Linux: an empty network
     * namespace, for users other than root one of their own), then becomes the JVM. Answers go through descriptor 3, so
     * that whatever a library prints to standard output lands beside standard error.
     */
    private static final String SCRIPT = """
            ulimit -c 0
            ulimit -v "$1" || echo 'no cap on native memory' >&2
            shift
            for alone in '-n' '-rn'; do
                if unshare $alone true 2>/dev/null; then
                    set -- unshare $alone "$@"
                    break
                fi
            done
            exec 3>&1 1>&2
            exec "$@"
            """;

    public ConfinedJava {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** Starts a process; standard error is to be drained. */
    public Process start(List<String> arguments) throws IOException {
        boolean shell = Files.isExecutable(SHELL);
        List<String> command = new ArrayList<>();
        if (shell) {
            long kibibytes = 1024L * (heapMegabytes + nativeMegabytes + RESERVED_MEGABYTES);
            command.addAll(List.of(SHELL.toString(), "-c", SCRIPT, "proofmark-worker", Long.toString(kibibytes)));
        }
        command.addAll(java());
        command.add(mainClass);
        command.add(shell ? "/dev/fd/3" : "-");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> java() {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=/dev/null",
                "-Xshare:auto",
                "-Djava.awt.headless=true"));
        java.addAll(options);
        java.add("-cp");
        java.add(classPath());
        return java;
    }

    /** Absolute, so that it means the same wherever the process stands. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
