package org.proofmark.bench.scan;

import java.io.IOException;

/** Keeps this process, and what it starts, on some of the machine's processors, by {@code taskset}. */
final class Processors {
    private static final int ALL = Runtime.getRuntime().availableProcessors();

    private Processors() {}

    /**
     * Runs a way on the first so many processors: the server of the site, the scan, its workers and all their compilers.
     *
     * @throws IOException if the system refuses
     */
    static Lap keep(int processors, Way way) throws IOException, InterruptedException {
        allow(processors);
        try {
            return way.run();
        } finally {
            allow(ALL);
        }
    }

    private static void allow(int processors) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                        "taskset",
                        "--all-tasks",
                        "--cpu-list",
                        "--pid",
                        "0-" + (processors - 1),
                        Long.toString(ProcessHandle.current().pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("taskset ended with " + code);
        }
    }
}
