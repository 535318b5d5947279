package org.proofmark.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.Main;

/** A scan in a process of its own, started as the launcher starts it. */
final class ScanProcess {
    private final Process process;

    private ScanProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a scan.
     *
     * @param sites start pages
     * @param out where it writes; what it prints goes to {@code scan.txt} there
     * @param shortLived compiles less, so that a process that is killed soon gets further
     */
    static ScanProcess start(Path works, List<String> sites, Path out, int threads, boolean shortLived)
            throws IOException {
        Files.createDirectories(out);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (shortLived ? 1 : 4),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "scan",
                "--photos",
                works.toString(),
                "--delay",
                "0",
                "--allow-private-networks",
                "--threads",
                Integer.toString(threads),
                "--max-pages",
                "10000000",
                "--out",
                out.toString()));
        sites.forEach(site -> command.addAll(List.of("--site", site)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(out.resolve("scan.txt").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        return new ScanProcess(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end; its exit code. */
    int join() throws InterruptedException {
        return process.waitFor();
    }

    /** Kill -9, of the process first and of its workers then. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.toHandle().destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }
}
