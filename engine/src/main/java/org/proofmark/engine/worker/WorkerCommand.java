package org.proofmark.engine.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.engine.media.MediaLimits;

/** How a worker process is started. */
final class WorkerCommand {
    /** Native memory for decoders beside the heap, in MiB. */
    private static final int NATIVE_MEGABYTES = 1_024;

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private final MediaLimits limits;
    private final ConfinedJava java;

    /** @param mainClass a class with {@link Worker}'s arguments */
    WorkerCommand(PoolSettings settings, String mainClass) {
        limits = settings.limits();
        java = new ConfinedJava(mainClass, limits.workerMemoryMegabytes(), NATIVE_MEGABYTES, options(), environment());
    }

    /** Starts a process; standard error is to be drained. */
    Process start() throws IOException {
        return java.start(List.of(Long.toString(limits.bytes()), Long.toString(limits.pixels())));
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:MaxDirectMemorySize=64m",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        String cache = System.getProperty(CACHE);
        if (cache != null) {
            options.add("-D" + CACHE + "=" + cache);
        }
        return options;
    }

    private Map<String, String> environment() {
        return Map.of(
                "LC_ALL", "C.UTF-8",
                "OPENCV_IO_MAX_IMAGE_PIXELS", Long.toString(limits.pixels()),
                "OPENCV_LOG_LEVEL", "ERROR",
                "OMP_NUM_THREADS", "1",
                "OPENBLAS_NUM_THREADS", "1",
                "MALLOC_ARENA_MAX", "2",
                "VIPS_WARNING", "0");
    }
}
