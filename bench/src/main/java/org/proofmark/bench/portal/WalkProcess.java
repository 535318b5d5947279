package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.Main;

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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "work"));
        command.addAll(List.of("--data", data.toString(), "--settings", settings.toString()));
        Process process = new ProcessBuilder(command)
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
