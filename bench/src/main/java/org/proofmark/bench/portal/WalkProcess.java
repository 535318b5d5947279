package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code work} in a process of its own, with its own workers. */
final class WalkProcess {
    private final Process process;
    private final Path said;

    private WalkProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts it.
     *
     * @param options for java
     * @param said where what it prints is kept
     */
    static WalkProcess start(Path data, Path settings, List<String> options, Path said) throws IOException {
        Process process = new ProcessBuilder(PortalProcess.command("work", data, settings, options))
                .redirectOutput(said.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(Path.of(said + ".err").toFile()))
                .start();
        WalkProcess walk = new WalkProcess(process, said);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(walk::kill));
        return walk;
    }

    /** Whether it has begun to walk. */
    boolean walks() throws IOException {
        return Files.readString(said).contains("Walking");
    }

    /** Kill -9, of the process first and of its workers then. */
    void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
