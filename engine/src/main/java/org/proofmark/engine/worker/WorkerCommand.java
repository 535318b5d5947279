package org.proofmark.engine.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.engine.media.MediaLimits;

/**
 * How a worker process is started: the same Java, the same class path, capped memory, and of the environment nothing but
 * what is named here.
 */
final class WorkerCommand {
    /** Native memory for decoders beside the heap, in MiB. */
    private static final int NATIVE_MEGABYTES = 1_024;

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

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private final PoolSettings settings;
    private final String mainClass;

    /** @param mainClass a class with {@link Worker}'s arguments */
    WorkerCommand(PoolSettings settings, String mainClass) {
        this.settings = settings;
        this.mainClass = mainClass;
    }

    /** Starts a process; standard error is to be drained. */
    Process start() throws IOException {
        boolean shell = Files.isExecutable(SHELL);
        List<String> command = new ArrayList<>();
        if (shell) {
            long kibibytes = 1024L * (limits().workerMemoryMegabytes() + NATIVE_MEGABYTES + RESERVED_MEGABYTES);
            command.addAll(List.of(SHELL.toString(), "-c", SCRIPT, "proofmark-worker", Long.toString(kibibytes)));
        }
        command.addAll(java());
        command.add(mainClass);
        command.add(shell ? "/dev/fd/3" : "-");
        command.add(Long.toString(limits().bytes()));
        command.add(Long.toString(limits().pixels()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder.start();
    }

    private MediaLimits limits() {
        return settings.limits();
    }

    private List<String> java() {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + limits().workerMemoryMegabytes() + "m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=/dev/null",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        String cache = System.getProperty(CACHE);
        if (cache != null) {
            java.add("-D" + CACHE + "=" + cache);
        }
        java.add("-cp");
        java.add(classPath());
        return java;
    }

    /** Absolute, so that it means the same wherever the worker stands. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private Map<String, String> environment() {
        return Map.of(
                "LC_ALL", "C.UTF-8",
                "OPENCV_IO_MAX_IMAGE_PIXELS", Long.toString(limits().pixels()),
                "OPENCV_LOG_LEVEL", "ERROR",
                "OMP_NUM_THREADS", "1",
                "OPENBLAS_NUM_THREADS", "1",
                "MALLOC_ARENA_MAX", "2",
                "VIPS_WARNING", "0");
    }
}
